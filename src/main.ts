import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { createWeb, type Web } from '../adapters/web/index.ts'
import { dialogs, planned } from '../dialogs/index.ts'
import { banner } from './banner.ts'
import { createBot } from './bot/bot.ts'
import { seedDemo } from './bot/demo/seed.ts'
import { createDemo } from './bot/demoHost.ts'
import { type Config, readConfig } from './config.ts'
import { systemClock } from './core/time.ts'
import { addHealth, watchLag } from './health.ts'
import { type Listener, listenLocally } from './http.ts'
import { createJobs, createServerClock, readClock } from './jobs/index.ts'
import { keptSecret } from './keptSecret.ts'
import { type Log, openLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { openGround } from './open.ts'
import { outsideOf, timedAccept } from './outside.ts'
import { type Life, live } from './process.ts'
import { conditionsOf, type Started } from './readiness.ts'
import { ensureWritable } from './store/mongod/index.ts'

const library = { dialogs: new Map(dialogs.map(each => [each.id, each])), planned }

const localChat = (config: Config, listener: Listener, log: Log): Web =>
  createWeb({
    router: listener.lend(),
    port: listener.port,
    secret: keptSecret(join(config.dataDir, 'web.secret')),
    report: incident =>
      incident.kind === 'refused'
        ? log.warn('refused', { platform: 'web', why: incident.why })
        : log.failed('request failed', incident.error, { platform: 'web' }),
  })

const prepare = async ({ logTo }: Life): Promise<{ config: Config; log: Log }> => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig()
  await ensureWritable(config.dataDir)
  const log = openLog(config.log)
  logTo(log)
  return { config, log }
}

const start = async (life: Life): Promise<void> => {
  const { lifecycle } = life
  const { config, log } = await prepare(life)
  const metrics = createMetrics()
  const clock = createServerClock(systemClock)
  const listener = await listenLocally(config.port, error => log.failed('request failed', error))
  lifecycle.add('listener', listener.close)
  const started: Started = {}
  addHealth(listener.lend(), {
    conditions: conditionsOf(started, clock, lifecycle),
    metrics,
    lag: watchLag().now,
    measure: async () => metrics.count((await started.store?.deliveryCounts()) ?? {}),
  })
  let told = (line: string): void => console.error(line)
  const { store, mongod, keyIsNew } = await openGround(config, {
    clock,
    lifecycle,
    onLine: line => told(line),
    onCommand: ({ name, ms, ok }) =>
      metrics.storeOp.observe({ op: name, ok: String(ok) }, ms / 1000),
  })
  started.store = store
  if ((await store.tenants()).length === 0) await store.seed(seedDemo(clock.now()))

  const web = config.webChat ? localChat(config, listener, log) : undefined
  const adapters = [web].filter(each => each !== undefined)
  const keepsMessages = (platform: string): boolean =>
    adapters.find(({ name }) => name === platform)?.keepsMessages ?? true
  const bot = createBot(
    { store, library, clock, ids: randomUUID, keepsMessages },
    outsideOf({ adapters, metrics, log, wake: () => jobs.wake() }),
  )
  lifecycle.add('bot', bot.close)
  const jobs = createJobs({ store, bot, clock, log, metrics, random: Math.random })
  lifecycle.add('jobs', jobs.stop)
  started.lastTick = jobs.lastTick
  await readClock({ store, clock, metrics })
  const demo = await createDemo({ store, bot, clock, tick: jobs.tick })
  const host = {
    accept: timedAccept(bot.accept, metrics),
    view: bot.view,
    conversation: bot.conversation,
    ...(demo !== undefined && { demo }),
  }
  for (const adapter of adapters) {
    await adapter.start(host)
    lifecycle.add(adapter.name, adapter.stop)
  }
  jobs.start(config.mongodb.uri === undefined ? 0 : undefined)
  told = line => log.warn(line)
  log.info('started', { port: listener.port, version: mongod.version })
  const platforms = adapters.map(({ name }) => name)
  const { source } = mongod
  const link = web?.link
  console.log(banner({ config, source, keyIsNew, demo: demo !== undefined, platforms, link }))
}

await live(start)
