import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { dialogs, planned } from '../../dialogs/index.ts'
import { createBot } from '../../src/bot/bot.ts'
import { seedDemo } from '../../src/bot/demo/seed.ts'
import { createDemo } from '../../src/bot/demoHost.ts'
import type { Host } from '../../src/core/adapter.ts'
import { systemClock } from '../../src/core/time.ts'
import { addHealth } from '../../src/health.ts'
import { listenLocally } from '../../src/http.ts'
import { createServerClock } from '../../src/jobs/index.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { createTick, type Tick, type Work } from '../../src/jobs/tick.ts'
import { createLifecycle } from '../../src/lifecycle.ts'
import type { Log } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { conditionsOf } from '../../src/readiness.ts'
import { kekFromText, type MongoStore, openStore } from '../../src/store/index.ts'
import { knock } from '../adapters/web/knocker.ts'
import type { After } from '../setup/privateMongod.ts'

const quiet: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  failed: () => {},
  rotate: () => {},
}

/** What is older, ms, is gone on with: an outage is over sooner here than in life. */
const UNSETTLED_MS = 1000
const PULSE_MS = 250

export interface Inside {
  readonly host: Host
  readonly store: MongoStore
  /** What the bot reported: what it was doing, and the error. */
  readonly problems: readonly (readonly [what: string, error: unknown])[]
  /** The status of /readyz. */
  ready(): Promise<number>
  /** Does what is due, waits for what is under way and confirms what was sent. */
  idle(): Promise<void>
  /** Another instance moved the example team's clock: what is kept for half a minute is asked anew. */
  forget(): void
}

/** Ticks, flushes and sweeps, as the jobs do it, but faster; what fails is done by the next pulse. */
const pulse = (after: After, work: Work, tick: Tick): void => {
  let over = false
  const beat = async (): Promise<void> => {
    while (!over) {
      for (const job of [tick.run, work.bot.flush, () => sweep(work, UNSETTLED_MS)])
        await job().catch(() => undefined)
      await sleep(PULSE_MS)
    }
  }
  const beating = beat()
  after(async () => {
    over = true
    await beating
  })
}

const health = async (after: After, { store, clock, metrics }: Work) => {
  const listener = await listenLocally({ number: 0, fixed: true }, () => {})
  after(listener.close)
  const started = { store, lastTick: clock.now }
  const conditions = conditionsOf(
    started,
    clock,
    createLifecycle(() => undefined),
  )
  const measure = async () => {}
  addHealth(listener.lend(), { conditions, metrics, lag: () => 0, measure })
  return async () => (await knock({ port: listener.port, path: '/readyz' })).status
}

/** The house without its doors: store, bot and jobs of one instance, over this address of the database. */
export const openInside = async (
  after: After,
  uri: string,
  key: string,
  database = 'app',
): Promise<Inside> => {
  const clock = createServerClock(systemClock)
  const kek = kekFromText(key)
  const store = await openStore({ uri, database, kek, now: clock.now })
  after(store.close)
  await store.seed(seedDemo(clock.now()))
  const problems: [string, unknown][] = []
  const nothing = (): void => {}
  const library = { dialogs: new Map(dialogs.map(each => [each.id, each])), planned }
  const bot = createBot(
    { store, library, clock, ids: randomUUID, keepsMessages: () => false },
    {
      send: async () => {},
      present: () => true,
      refresh: nothing,
      wake: nothing,
      report: (what, error) => problems.push([what, error]),
    },
  )
  const metrics = createMetrics()
  const { sealAudit } = store
  const work: Work = { store, bot, clock, log: quiet, metrics, random: () => 0, sealAudit }
  const tick = createTick(work)
  pulse(after, work, tick)
  const demo = await createDemo({ store, bot, clock, tick: tick.run })
  const { accept, view, conversation } = bot
  return {
    host: { accept, view, conversation, ...(demo && { demo }) },
    store,
    problems,
    ready: await health(after, work),
    idle: async () => {
      await tick.run()
      await bot.close()
    },
    forget: bot.household.forget,
  }
}
