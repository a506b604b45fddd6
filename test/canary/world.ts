import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import { seedDemo } from '../../src/bot/demo/seed.ts'
import { DEMO_TENANT, demoAddress, demoPeople } from '../../src/bot/demo/team.ts'
import { type PersonState, readState } from '../../src/bot/state.ts'
import type { Outcome } from '../../src/core/adapter.ts'
import type { Card } from '../../src/core/card.ts'
import { dateAt } from '../../src/core/time.ts'
import type { Address, Did } from '../../src/core/turn.ts'
import { officeHours } from '../../src/domain/people.ts'
import type { Scope, Seed } from '../../src/domain/store.ts'
import { openLog } from '../../src/log.ts'
import { type Inside, openInside } from '../faults/inside.ts'
import { openServer, type Server } from '../faults/server.ts'
import { type After, temporaryFolder } from '../setup/privateMongod.ts'

export const people = demoPeople.map(({ id }) => id)
export const scopeOf = (actor: string): Scope => ({ tenant: DEMO_TENANT, actor })

export interface Sent {
  readonly id: string
  readonly to: string
  readonly card: Card
}

/** The example team in a house of its own, where everything that leaves it is kept. */
export interface World {
  readonly house: Inside
  readonly server: Server
  readonly logFile: string
  readonly platform: string
  readonly sent: readonly Sent[]
  readonly outcomes: readonly Outcome[]
  address(person: string): Address
  does(person: string, did: Did): Promise<Outcome>
  presses(person: string, press: string, values?: readonly string[]): Promise<Outcome>
  state(person: string): Promise<PersonState>
  today(): Promise<string>
  /** Lets the days pass until this one. */
  until(day: string): Promise<void>
}

const addressOn = (platform: string, person: string): Address => ({
  ...demoAddress(person),
  platform,
})

const seedOn =
  (platform: string) =>
  (now: number): Seed => {
    const seed = seedDemo(now)
    const moved = seed.people.map(({ person }) => ({
      person,
      addresses: [addressOn(platform, person.id)],
    }))
    return { ...seed, people: moved }
  }

/** `keepsMessages`: as platforms do whose history is their own. */
export const openWorld = async (after: After, keepsMessages: boolean): Promise<World> => {
  const platform = keepsMessages ? 'elsewhere' : 'web'
  const server = await openServer(after)
  const logFile = join(await temporaryFolder(after), 'log')
  const sent: Sent[] = []
  const outcomes: Outcome[] = []
  const house = await openInside(after, {
    uri: server.uri,
    key: randomBytes(32).toString('base64'),
    seed: seedOn(platform),
    log: openLog({ level: 'debug', file: logFile }),
    keepsMessages,
    send: async ({ user }, card, id) => void sent.push({ id, to: user, card }),
  })
  const address = (person: string): Address => addressOn(platform, person)
  let count = 0
  const does: World['does'] = async (person, did) => {
    count += 1
    const turn = { id: `turn${count}`, at: Date.now(), address: address(person), did }
    const { saved, outcome } = await house.host.accept(turn)
    if (!saved) throw new Error(`${turn.id} was not saved`)
    const came = await outcome
    outcomes.push(came)
    return came
  }
  const now = async (): Promise<number> => (await house.host.demo?.now()) ?? 0
  const today = async (): Promise<string> => dateAt(await now(), officeHours.zone)
  return {
    house,
    server,
    logFile,
    platform,
    sent,
    outcomes,
    address,
    does,
    presses: (person, press, values) =>
      does(person, { kind: 'press', press, ...(values && { values: [...values] }) }),
    state: async person => {
      const { state } = await house.store.turns({ tenant: DEMO_TENANT, person })
      return readState(state)
    },
    today,
    until: async day => {
      while ((await today()) < day) await house.host.demo?.move('day')
    },
  }
}
