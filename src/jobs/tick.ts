import { createHash } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'

import type { Bot } from '../bot/bot.ts'
import { backoff, type Delivered, retryAfter } from '../bot/deliver.ts'
import { within } from '../bot/within.ts'
import { isThroughlineError, ThroughlineError } from '../core/errors.ts'
import { MAX_ATTEMPTS } from '../domain/delivery.ts'
import type { Claim, Store } from '../domain/store.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { inLanes } from './lanes.ts'
import { isSkewed, type ServerClock } from './serverClock.ts'

/** What jobs are made from. */
export interface Work {
  readonly store: Store
  readonly bot: Bot
  readonly clock: ServerClock
  readonly log: Log
  readonly metrics: Metrics
  /** Chains what the audit trail has gained; answers how many entries. */
  readonly sealAudit: () => Promise<number>
  /** 0 up to 1. */
  readonly random: () => number
}

const BATCH = 200
const LANES = 8
const LEASE_MS = 60_000
/** A delivery that takes longer is as good as failed. */
const DELIVER_MS = 30_000
const FINISH_TRIES = 3

/** A batch at a time, until nothing is due; several callers at once share one run. */
export interface Tick {
  run(): Promise<void>
  /** When the last run ended, epoch ms. */
  lastRun(): number | undefined
  /** Gives back what was claimed and not begun. */
  stop(): Promise<void>
}

const tookTooLong = (): ThroughlineError =>
  new ThroughlineError(
    'delivery-failed',
    'A delivery took too long.',
    'It is tried again by itself; look at the platform if this lasts.',
  )

/** A message that may have arrived is not sent again: rather one too few than two. */
const afterFailure = (work: Work, claim: Claim, error: unknown): Delivered => {
  if (isThroughlineError(error, 'delivery-unknown'))
    return { state: 'unknown', reason: 'the platform did not say whether it arrived' }
  if (isThroughlineError(error, 'delivery-refused'))
    return { state: 'undeliverable', reason: 'the platform does not take it for this person' }
  if (claim.attempts >= MAX_ATTEMPTS) return { state: 'dead', reason: 'failed too many times' }
  const wait = Math.max(backoff(claim.attempts, work.random()), retryAfter(error))
  const retryAt = work.clock.now() + wait
  return { state: 'pending', retryAt, reason: 'failed, and is tried again' }
}

const measure = async ({ bot, metrics }: Work, claim: Claim): Promise<void> => {
  const tenant = await bot.household.tenant(claim.tenant)
  if (tenant === undefined) return
  metrics.lateness.observe(Math.max(0, bot.household.now(tenant) - claim.dueAt) / 1000)
}

/** Tells deliveries apart in the log; the id itself names what it is about. */
const marked = ({ id }: Claim): string =>
  createHash('sha256').update(id).digest('base64url').slice(0, 12)

/** Not keeping the result of something that was sent means sending it again, so it is worth some patience. */
const finish = async (work: Work, claim: Claim, done: Delivered): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      if (await work.store.finishDelivery(claim, done)) return
      work.metrics.leaseLost.inc()
      return work.log.warn('lease lost', { delivery: marked(claim), tenant: claim.tenant })
    } catch (error) {
      if (tries === FINISH_TRIES) throw error
      await after(1000)
    }
  }
}

const attempt = async (work: Work, claim: Claim): Promise<Delivered> => {
  const { tenant, attempts } = claim
  const delivery = marked(claim)
  try {
    const done = await within(DELIVER_MS, work.bot.deliver(claim), tookTooLong)
    work.log.info('delivery', { delivery, tenant, attempts, state: done.state })
    return done
  } catch (error) {
    const done = afterFailure(work, claim, error)
    work.log.failed('delivery failed', error, { delivery, tenant, attempts, state: done.state })
    return done
  }
}

const handle = async (work: Work, claim: Claim): Promise<void> => {
  const done = await attempt(work, claim)
  await finish(work, claim, done)
  if (done.state === 'sent') await measure(work, claim)
}

/** What fails as a whole is looked at again when its lease has run out. */
const lookAtAll = async (work: Work, claims: readonly Claim[]): Promise<void> => {
  try {
    const { bundles } = await work.bot.look(claims)
    for (const state of bundles) work.metrics.bundles.inc({ state })
    work.log.info('looked', { count: claims.length })
  } catch (error) {
    work.log.failed('looking failed', error, { count: claims.length })
  }
}

const giveBack = (work: Work, claim: Claim): Promise<boolean> =>
  work.store.finishDelivery(claim, {
    state: 'pending',
    retryAt: work.clock.now(),
    putOff: true,
  })

export const createTick = (work: Work): Tick => {
  let running: Promise<void> | undefined
  let again = false
  let stopping = false
  let last: number | undefined

  const batch = async (): Promise<number> => {
    const claims = await work.store.claimDue(BATCH, LEASE_MS)
    work.metrics.due.set(claims.length)
    const begun = work.clock.now()
    const [looks, others] = [
      claims.filter(({ kind }) => kind === 'look'),
      claims.filter(({ kind }) => kind !== 'look'),
    ]
    // Beside each other: a notice waits for nobody's look.
    const looking = looks.length > 0 ? lookAtAll(work, looks) : undefined
    const byPerson = ({ tenant, person }: Claim) => `${tenant}:${person}`
    await inLanes(others, LANES, byPerson, async claim => {
      // Too late to be sure of the lease, or of ourselves: whoever claims it next does it.
      const isLate = work.clock.now() - begun >= LEASE_MS - DELIVER_MS
      if (stopping || isLate) await giveBack(work, claim)
      else await handle(work, claim)
    }).finally(() => looking)
    return claims.length
  }
  const lane = async (): Promise<void> => {
    while (!stopping && (await batch()) > 0);
  }
  const untilNoneIsDue = async (): Promise<void> => {
    if (stopping) return
    const claimed = await batch()
    // While one batch waits for the database the other is worked on; an idle tick asks only once.
    if (claimed === BATCH) await Promise.all([lane(), lane()])
    else if (claimed > 0) await lane()
  }
  const runOnce = async (): Promise<void> => {
    do {
      again = false
      if (isSkewed(work.clock)) work.log.warn('clocks differ: nothing is sent', { part: 'tick' })
      else await untilNoneIsDue()
    } while (again && !stopping)
    last = work.clock.now()
    work.metrics.lastTick.set(last / 1000)
  }

  return {
    lastRun: () => last,
    run: () => {
      again = true
      running ??= runOnce().finally(() => {
        running = undefined
      })
      return running
    },
    stop: async () => {
      stopping = true
      await running?.catch(() => undefined)
    },
  }
}
