import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { library } from '../../dialogs/index.ts'
import { createBot, type Send } from '../../src/bot/bot.ts'
import { seedDemo } from '../../src/bot/demo/seed.ts'
import { createDemo } from '../../src/bot/demoHost.ts'
import type { Host } from '../../src/core/adapter.ts'
import { systemClock } from '../../src/core/time.ts'
import type { Seed } from '../../src/domain/store.ts'
import { listenLocally } from '../../src/http.ts'
import { createServerClock } from '../../src/jobs/index.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { createTick, type Tick, type Work } from '../../src/jobs/tick.ts'
import type { Log } from '../../src/log.ts'
import { createMetrics, type Metrics } from '../../src/metrics.ts'
import { addHealth } from '../../src/process/health.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { timedAccept } from '../../src/process/outside.ts'
import { conditionsOf } from '../../src/process/readiness.ts'
import { kekFromText, type MongoStore, openStore } from '../../src/store/index.ts'
import { knock } from '../adapters/web/knocker.ts'
import type { After } from '../setup/privateMongod.ts'
import { intoNothing, quietLog } from '../setup/silence.ts'

/** What is older, ms, is gone on with: an outage is over sooner here than in life. */
const UNSETTLED_MS = 1000
const PULSE_MS = 250

export interface Inside {
  readonly host: Host
  readonly store: MongoStore
  readonly metrics: Metrics
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

/** What a test may choose; without it an ordinary house on `uri`. */
export interface Wishes {
  readonly uri: string
  readonly key: string
  readonly database?: string
  readonly seed?: (now: number) => Seed
  readonly log?: Log
  /** What the platform does with a message. */
  readonly send?: Send
  /** The platform keeps messages in a history of its own. */
  readonly keepsMessages?: boolean
}

/** The house without its doors: store, bot and jobs of one instance, over this address of the database. */
export const openInside = async (after: After, wishes: Wishes): Promise<Inside> => {
  const { uri, key, database = 'app', seed = seedDemo, log = quietLog } = wishes
  const { send = async () => {}, keepsMessages = false } = wishes
  const clock = createServerClock(systemClock)
  const store = await openStore({ uri, database, kek: kekFromText(key), now: clock.now })
  after(store.close)
  await store.seed(seed(clock.now()))
  const problems: [string, unknown][] = []
  const report = (what: string, error: unknown): void => {
    problems.push([what, error])
    log.failed(what, error)
  }
  const bot = createBot(
    { store, library, clock, ids: randomUUID, keepsMessages: () => keepsMessages },
    { ...intoNothing(report), send },
  )
  const metrics = createMetrics()
  const { sealAudit } = store
  const work: Work = { store, bot, clock, log, metrics, random: () => 0, sealAudit }
  const tick = createTick(work)
  pulse(after, work, tick)
  const demo = await createDemo({ store, bot, clock, tick: tick.run })
  const { view, conversation } = bot
  const accept = timedAccept(bot.accept, metrics)
  return {
    host: { accept, view, conversation, places: store.places, ...(demo && { demo }) },
    store,
    metrics,
    problems,
    ready: await health(after, work),
    idle: async () => {
      await tick.run()
      await bot.close()
    },
    forget: bot.household.forget,
  }
}
