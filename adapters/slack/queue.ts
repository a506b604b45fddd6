import { setTimeout as after } from 'node:timers/promises'

import { ThroughlineError } from '../../src/core/errors.ts'
import { toOurs, whatItMeans } from './errors.ts'
import { createPaces, PACE, type Pace } from './pacing.ts'

/** Who waits for a message waits no longer than this, ms: after that it counts as not sent, and is not. */
const PATIENCE_MS = 8000

/** A place that takes nothing is not asked again for so long, ms; somebody may have mended it meanwhile. */
const REFUSED_MS = 10 * 60_000

export interface QueueOptions {
  /** Epoch ms. */
  readonly now: () => number
  /** Waits so many ms; rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly pace?: Pace | undefined
}

export interface Queue {
  /** Calls Slack once it is this call’s turn: in order per channel, at the pace of the channel, never in a pause of its place and method. */
  send<T>(place: string, method: string, channel: string, call: () => Promise<T>): Promise<T>
  /** Slack’s last permanent answer about this place as a whole. */
  standing(place: string): ThroughlineError | undefined
  /** Channels with something waiting or lately sent. */
  size(): number
  stop(): void
}

const notSent = (why: string): ThroughlineError =>
  new ThroughlineError(
    'delivery-failed',
    `A message to Slack was not sent: ${why}.`,
    'It is tried again by itself.',
  )

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  after(ms, undefined, { signal, ref: false })

/** Paces only what is a message; other methods have limits of their own that Slack tells us. */
const isMessage = (method: string): boolean => method === 'chat.postMessage'

export const createQueue = ({ now, wait = sleep, pace }: QueueOptions): Queue => {
  const ending = new AbortController()
  const paces = createPaces(pace)
  const lanes = new Map<string, Promise<unknown>>()
  /** Place and method → not before this (epoch ms). */
  const pauses = new Map<string, number>()
  const refused = new Map<string, { readonly error: ThroughlineError; readonly until: number }>()
  const standing = (place: string): ThroughlineError | undefined => {
    const found = refused.get(place)
    return found !== undefined && now() < found.until ? found.error : undefined
  }

  const hold = async (ms: number, until: number): Promise<void> => {
    if (ms <= 0) return
    // Rather say now that it is not sent than let somebody believe that it may have been.
    if (now() + ms > until) throw notSent('Slack asks us to wait')
    try {
      await wait(ms, ending.signal)
    } catch {
      throw notSent('Throughline is stopping')
    }
  }

  const untilFree = async (key: string, until: number): Promise<void> => {
    for (let left = (pauses.get(key) ?? 0) - now(); left > 0; left = (pauses.get(key) ?? 0) - now())
      await hold(left, until)
    pauses.delete(key)
  }

  const pause = (key: string, afterMs: number | undefined, tried: number): void => {
    const ms = afterMs ?? Math.min(PACE.limitedMs * 2 ** tried, PACE.longestMs)
    pauses.set(key, Math.max(pauses.get(key) ?? 0, now() + ms))
  }

  const attempt = async <T>(
    { place, method, channel }: { place: string; method: string; channel: string },
    call: () => Promise<T>,
    until: number,
  ): Promise<T> => {
    const key = `${place} ${method}`
    for (let tried = 0; ; tried += 1) {
      const before = standing(place)
      if (before !== undefined) throw before
      if (isMessage(method) && tried === 0)
        await hold(paces.next(`${place} ${channel}`, now()), until)
      await untilFree(key, until)
      if (ending.signal.aborted) throw notSent('Throughline is stopping')
      try {
        return await call()
      } catch (error) {
        const trouble = whatItMeans(error)
        const ours = toOurs(error, `calling ${method}`)
        if (trouble.is === 'refused' && trouble.whom === 'place')
          refused.set(place, { error: ours, until: now() + REFUSED_MS })
        if (trouble.is === 'limited') pause(key, trouble.afterMs, tried)
        else if (trouble.is === 'later') pause(key, PACE.limitedMs / 4, tried)
        else throw ours
        if (tried + 1 >= PACE.tries) throw ours
      }
    }
  }

  return {
    send: (place, method, channel, call) => {
      const lane = `${place} ${channel}`
      const until = now() + PATIENCE_MS
      const before = lanes.get(lane) ?? Promise.resolve()
      const mine = before
        .catch(() => undefined)
        .then(() => {
          if (now() > until) throw notSent('others to the same person come first')
          return attempt({ place, method, channel }, call, until)
        })
      lanes.set(lane, mine)
      const tidy = (): void => {
        if (lanes.get(lane) === mine) lanes.delete(lane)
        paces.tidy(now())
      }
      mine.then(tidy, tidy)
      return mine
    },
    standing,
    size: () => lanes.size + paces.size(),
    stop: () => ending.abort(),
  }
}
