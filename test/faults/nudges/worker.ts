import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

import { library } from '../../../dialogs/index.ts'
import { createBot } from '../../../src/bot/bot.ts'
import { createServerClock } from '../../../src/jobs/serverClock.ts'
import { createTick } from '../../../src/jobs/tick.ts'
import { createMetrics } from '../../../src/metrics.ts'
import { kekFromText, openStore } from '../../../src/store/index.ts'
import { intoNothing, quietLog } from '../../setup/silence.ts'
import { TENANT } from './people.ts'

/**
 * An instance in a process of its own. Its platform writes a line for every message before it answers. It begins when it
 * is told by how much its clock is ahead (ms), says `sent` for every message, and `idle` when nothing is due any more.
 */
const [uri = '', database = '', key = '', file = '', begins = ''] = process.argv.slice(2)
let ahead = Number(begins)
const clock = createServerClock({ now: () => Date.now() + ahead })
const store = await openStore({ uri, database, kek: kekFromText(key), now: clock.now })

const problem = (what: string, error: unknown): void => console.log(`problem ${what}: ${error}`)
const bot = createBot(
  { store, library, clock, ids: randomUUID, keepsMessages: () => false },
  {
    ...intoNothing(problem),
    // As long as a quick platform takes, so that a blow can fall on either side of the message.
    send: async ({ user }, _card, id) => {
      await sleep(2)
      appendFileSync(file, `${id} ${user} ${clock.now()}\n`)
      console.log('sent')
      await sleep(2)
    },
  },
)
const { sealAudit } = store
const metrics = createMetrics()
const log = { ...quietLog, failed: problem }
const tick = createTick({ store, bot, clock, log, metrics, random: () => 0, sealAudit })

const isDue = async (): Promise<boolean> => {
  const next = await store.nextDue(TENANT)
  return next !== undefined && next <= clock.now()
}

console.log('ready')
for await (const line of createInterface(process.stdin)) {
  ahead = Number(line)
  do await tick.run()
  while (await isDue())
  console.log('idle')
}
await store.close()
