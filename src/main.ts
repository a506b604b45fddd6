import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { Router } from 'express'

import { createWeb, type Web } from '../adapters/web/index.ts'
import { library } from '../dialogs/index.ts'
import { type Bot, createBot } from './bot/bot.ts'
import { seedDemo } from './bot/demo/seed.ts'
import { createDemo } from './bot/demoHost.ts'
import { runCommand } from './cli/index.ts'
import { readConfig } from './config.ts'
import type { Adapter, Finding, Host } from './core/adapter.ts'
import { type PublicListener, publicListener } from './http.ts'
import { createJobs, type Jobs, readClock } from './jobs/index.ts'
import { banner } from './process/banner.ts'
import { type Front, noteListener, openFront } from './process/front.ts'
import { type Holidays, lookAtHolidays, openHolidays } from './process/holidays.ts'
import { keptSecret } from './process/keptSecret.ts'
import { lend } from './process/lend.ts'
import { type Ground, openGround } from './process/open.ts'
import { outsideOf, timedAccept } from './process/outside.ts'
import { type Life, live } from './process/process.ts'

const localChat = ({ config, listener, log }: Front): Web =>
  createWeb({
    router: listener.lend(),
    port: listener.port,
    secret: keptSecret(join(config.dataDir, 'web.secret')),
    report: incident =>
      incident.kind === 'refused'
        ? log.warn('refused', { platform: 'web', why: incident.why })
        : log.failed('request failed', incident.error, { platform: 'web' }),
  })

/** Slack and its packages are loaded where they are configured, and nowhere else. */
const slackFor = async ({ config, log }: Front, router: Router): Promise<Adapter | undefined> => {
  const { slack: setting } = config
  if (setting === undefined) return undefined
  const { createSlack } = await import('../adapters/slack/index.ts')
  const report = (what: string, error: unknown): void =>
    log.failed(what, error, { platform: 'slack' })
  return createSlack({ setting, router, report })
}

/** Opened last: until then a platform finds nobody, and comes again. */
const openToPlatforms = async ({ config, lifecycle }: Front, outside: PublicListener) => {
  const { slack, publicListener } = config
  if (slack === undefined || slack.mode === 'socket') return
  await outside.open(publicListener.port, publicListener.host)
  lifecycle.add('public listener', outside.close)
}

const ground = async ({ config, clock, lifecycle, log, metrics, started }: Front) => {
  // Whoever waits for the start reads it in the terminal; later it belongs into the log.
  let tell = (line: string): void => console.error(line)
  const opened = await openGround(config, {
    clock,
    lifecycle,
    onLine: line => tell(line),
    onCommand: ({ name, ms, ok }) =>
      metrics.storeOp.observe({ op: name, ok: String(ok) }, ms / 1000),
  })
  tell = line => log.warn(line)
  const { store } = opened
  started.store = store
  await readClock({ store, clock, metrics })
  // The example team is for the local chat; beside real platforms there is none.
  const isFirst = config.webChat && (await store.tenants()).length === 0
  if (isFirst) await store.seed(seedDemo(clock.now()))
  return opened
}

/** The bot with its platforms around it and its jobs beside it. */
const inhabit = (
  front: Front,
  { store }: Ground,
  adapters: readonly Adapter[],
  holidays: Holidays | undefined,
) => {
  const { clock, lifecycle, log, metrics, started } = front
  const keepsMessages = (platform: string): boolean =>
    adapters.find(({ name }) => name === platform)?.keepsMessages ?? true
  const wake = (): void => jobs.wake()
  const bot = createBot(
    { store, library, clock, ids: randomUUID, keepsMessages, ...(holidays && { holidays }) },
    outsideOf({ adapters, metrics, log, wake }),
  )
  lifecycle.add('bot', bot.close)
  const { sealAudit } = store
  const jobs = createJobs({ store, bot, clock, log, metrics, random: Math.random, sealAudit })
  lifecycle.add('jobs', jobs.stop)
  started.lastTick = jobs.lastTick
  return { bot, jobs }
}

const hostFor = async (front: Front, { store }: Ground, bot: Bot, jobs: Jobs): Promise<Host> => {
  const demo = await createDemo({ store, bot, clock: front.clock, tick: jobs.tick })
  return {
    accept: timedAccept(bot.accept, front.metrics),
    view: bot.view,
    conversation: bot.conversation,
    places: store.places,
    ...(demo !== undefined && { demo }),
  }
}

const start = async (life: Life): Promise<void> => {
  const opened = await openFront(life)
  const { config, lifecycle, listener, log } = opened
  // Its routes come first: a page that has something to send is told to wait, not that nothing is here.
  const web = config.webChat ? localChat(opened) : undefined
  const [below, holidays] = await Promise.all([ground(opened), openHolidays()])
  // A database of our own serves one instance: what is claimed was claimed by the one before it.
  const alone = config.mongodb.uri === undefined
  if (alone) await below.store.releaseClaims()
  await noteListener(opened)
  const outside = publicListener(error => log.failed('request failed', error))
  const slack = await slackFor(opened, outside.lend())
  const adapters = [web, slack].filter(each => each !== undefined)
  const { bot, jobs } = inhabit(opened, below, adapters, holidays)
  const host = await hostFor(opened, below, bot, jobs)
  for (const adapter of adapters) {
    await adapter.start(host)
    lifecycle.add(adapter.name, adapter.stop)
  }
  await openToPlatforms(opened, outside)
  jobs.start(alone)
  const { keyIsNew, mongod, source } = below
  log.info('started', { port: listener.port, version: mongod.version })
  const platforms = adapters.map(({ name }) => name)
  const demo = host.demo !== undefined
  const link = web?.link
  console.log(banner({ config, source, keyIsNew, demo, platforms, link }))
}

const lookAtSlack = async (): Promise<readonly Finding[]> => {
  // Settings that cannot be read are told by the doctor as such.
  const setting = settled(readConfig)?.slack
  if (setting === undefined) return []
  const { checkSlack } = await import('../adapters/slack/check.ts')
  return checkSlack(setting)
}

const settled = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** What the platforms and the calendar can say about themselves without being started. */
const checks = async (): Promise<readonly Finding[]> => {
  const web = createWeb({ router: Router(), port: 0, secret: '' })
  return [...(await web.check()), ...(await lookAtSlack()), await lookAtHolidays()]
}

const [command, ...args] = process.argv.slice(2)
await live(async life => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  if (command === undefined) await start(life)
  else {
    const { lifecycle } = life
    const given = lend({ lifecycle, checks, env: process.env, print: line => console.log(line) })
    await life.done(await runCommand(command, args, given))
  }
})
