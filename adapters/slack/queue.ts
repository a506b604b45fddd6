import { setTimeout as after } from 'node:timers/promises'

import { ThroughlineError } from '../../src/core/errors.ts'
import { toOurs, whatItMeans } from './errors.ts'
import { createPaces, PACE, type Pace } from './pacing.ts'

/** Who waits for a call to begin waits no longer than this, ms: after that it counts as not made, and is not. */
const PATIENCE_MS = 8000

/** What takes nothing is not asked again for so long, ms; somebody may have mended it meanwhile. */
const REFUSED_MS = 10 * 60_000

export interface QueueOptions {
  /** Epoch ms. */
  readonly now: () => number
  /** Waits so many ms; rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly pace?: Pace | undefined
  readonly patienceMs?: number
}

/** Where a call goes, and in whose name: limits are per place and method, refusals per token. */
export interface To {
  readonly place: string
  readonly token: string
  readonly method: string
  /** Calls of one method to one channel keep their order. */
  readonly channel: string
}

export interface Queue {
  /** Makes the call once it is its turn: in order, at the pace of the channel, never in a pause of its place and method. */
  send<T>(to: To, call: () => Promise<T>): Promise<T>
  /** Channels with something waiting or lately sent. */
  size(): number
  stop(): void
}

const notSent = (why: string, retryAfterMs?: number): ThroughlineError =>
  new ThroughlineError(
    'delivery-failed',
    `A message to Slack was not sent: ${why}.`,
    'It is tried again by itself.',
    undefined,
    retryAfterMs,
  )

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  after(ms, undefined, { signal, ref: false })

/** Only messages are paced; other methods have limits of their own that Slack tells us. */
const isMessage = ({ method }: To): boolean => method === 'chat.postMessage'

/** Somebody who waits for their call to begin, and is told when it will not. */
interface Waiter {
  /** Epoch ms. */
  readonly until: number
  waits(): boolean
  /** False: it was given up before. */
  begin(): boolean
  giveUp(error: ThroughlineError): void
}

export const createQueue = (options: QueueOptions): Queue => {
  const { now, wait = sleep, pace, patienceMs = PATIENCE_MS } = options
  const ending = new AbortController()
  const paces = createPaces(pace)
  const lanes = new Map<string, Promise<void>>()
  const waiters = new Set<Waiter>()
  /** Place and method → not before this (epoch ms). */
  const pauses = new Map<string, number>()
  /** Token → what Slack said of it, and how long that is believed. */
  const refused = new Map<string, { readonly error: ThroughlineError; readonly until: number }>()

  const hold = async (ms: number, { until }: Waiter): Promise<void> => {
    if (ms <= 0) return
    // Rather say now that it is not sent than let somebody believe that it may have been.
    if (now() + ms > until) throw notSent('Slack asks us to wait', ms)
    try {
      await wait(ms, ending.signal)
    } catch {
      throw notSent('Throughline is stopping')
    }
  }

  const untilFree = async (key: string, waiter: Waiter): Promise<void> => {
    const left = (): number => (pauses.get(key) ?? 0) - now()
    for (let ms = left(); ms > 0; ms = left()) await hold(ms, waiter)
    pauses.delete(key)
  }

  const pause = (key: string, afterMs: number | undefined, tried: number): void => {
    const ms = afterMs ?? Math.min(PACE.limitedMs * 2 ** tried, PACE.longestMs)
    pauses.set(key, Math.max(pauses.get(key) ?? 0, now() + ms))
  }

  const throwIfRefused = ({ token }: To): void => {
    const found = refused.get(token)
    if (found !== undefined && now() < found.until) throw found.error
  }

  /** Notes what failed; throws when it must not be tried again. */
  const afterFailure = (to: To, key: string, tried: number, error: unknown): void => {
    const trouble = whatItMeans(error)
    const ours = toOurs(error, `calling ${to.method}`)
    if (trouble.is === 'refused' && trouble.whom === 'place')
      refused.set(to.token, { error: ours, until: now() + REFUSED_MS })
    if (trouble.is === 'limited') pause(key, trouble.afterMs, tried)
    else if (trouble.is === 'later') pause(key, PACE.limitedMs / 4, tried)
    else throw ours
    if (tried + 1 >= PACE.tries) throw ours
  }

  const attempt = async <T>(to: To, call: () => Promise<T>, waiter: Waiter): Promise<T> => {
    const key = `${to.place} ${to.method}`
    // Somebody who was told already takes no turn from those who wait.
    if (!waiter.waits()) throw notSent('it waited too long')
    throwIfRefused(to)
    if (isMessage(to)) await hold(paces.next(`${to.place} ${to.channel}`, now()), waiter)
    for (let tried = 0; ; tried += 1) {
      await untilFree(key, waiter)
      throwIfRefused(to)
      if (!waiter.begin()) throw notSent('it waited too long')
      try {
        return await call()
      } catch (error) {
        afterFailure(to, key, tried, error)
      }
    }
  }

  /** The promise of a call, which fails as soon as it is sure that it will not be made. */
  const waitFor = <T>(run: (waiter: Waiter) => Promise<T>, until: number): Promise<T> =>
    new Promise((resolve, reject) => {
      let state: 'waiting' | 'begun' | 'given up' = 'waiting'
      const waiter: Waiter = {
        until,
        waits: () => state === 'waiting',
        begin: () => {
          if (state === 'waiting') state = 'begun'
          return state === 'begun'
        },
        giveUp: error => {
          if (state !== 'waiting') return
          state = 'given up'
          reject(error)
        },
      }
      const late = (): void => waiter.giveUp(notSent('others to the same person come first'))
      const timer = setTimeout(late, patienceMs).unref()
      waiters.add(waiter)
      run(waiter)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer)
          waiters.delete(waiter)
        })
    })

  return {
    send: (to, call) => {
      if (ending.signal.aborted) return Promise.reject(notSent('Throughline is stopping'))
      const lane = `${to.place} ${to.method} ${to.channel}`
      const before = lanes.get(lane) ?? Promise.resolve()
      const made = waitFor(
        waiter => before.then(() => attempt(to, call, waiter)),
        now() + patienceMs,
      )
      // The next one goes when this call has come back, whatever those were told who waited for it.
      const over = made.then(
        () => undefined,
        () => before,
      )
      const mine = over.then(() => {
        if (lanes.get(lane) === mine) lanes.delete(lane)
        paces.tidy(now())
      })
      lanes.set(lane, mine)
      return made
    },
    size: () => lanes.size + paces.size(),
    stop: () => {
      ending.abort()
      for (const waiter of waiters) waiter.giveUp(notSent('Throughline is stopping'))
    },
  }
}
