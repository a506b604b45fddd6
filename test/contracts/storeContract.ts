import { describe } from 'vitest'
import { aboutMeSuite } from '../store/contract/aboutMe.ts'
import type { Bench } from '../store/contract/bench.ts'
import { conversationSuite } from '../store/contract/conversation.ts'
import { deliverySuite } from '../store/contract/deliveries.ts'
import { endingSuite } from '../store/contract/ending.ts'
import { importSuite } from '../store/contract/importing.ts'
import { peopleSuite } from '../store/contract/people.ts'
import { placeSuite } from '../store/contract/places.ts'
import { preferenceSuite } from '../store/contract/preferences.ts'
import { proposingSuite } from '../store/contract/proposing.ts'
import { recordSuite } from '../store/contract/records.ts'
import { runSuite } from '../store/contract/runs.ts'
import { strangerSuite } from '../store/contract/strangers.ts'
import { takingOverSuite } from '../store/contract/takingOver.ts'
import { timeSuite } from '../store/contract/time.ts'
import { troubleSuite } from '../store/contract/trouble.ts'
import { turnSuite } from '../store/contract/turns.ts'
import { workSuite } from '../store/contract/work.ts'
import { worldSuite } from '../store/contract/worlds.ts'

/** What every implementation of the store must do; `bench` is asked for once the suite begins. */
export const storeContract = (name: string, bench: () => Bench): void => {
  describe(`the store on ${name}`, () => {
    peopleSuite(bench)
    preferenceSuite(bench)
    placeSuite(bench)
    proposingSuite(bench)
    takingOverSuite(bench)
    importSuite(bench)
    aboutMeSuite(bench)
    turnSuite(bench)
    conversationSuite(bench)
    runSuite(bench)
    recordSuite(bench)
    workSuite(bench)
    endingSuite(bench)
    deliverySuite(bench)
    timeSuite(bench)
    worldSuite(bench)
    troubleSuite(bench)
    strangerSuite(bench)
  })
}
