import type { Router } from 'express'

import { within } from '../bot/within.ts'
import type { Metrics } from '../metrics.ts'

/** One condition of being ready: `ok`, or what is wrong in a few words. */
export type Condition = () => Promise<string> | string

const PATIENCE_MS = 2000
const MAX_LAG_MS = 1000
const SAMPLE_MS = 500

/** How late timers come, ms: the event loop's own pulse. */
export const watchLag = () => {
  let due = performance.now() + SAMPLE_MS
  let lag = 0
  const timer = setInterval(() => {
    lag = Math.max(0, performance.now() - due)
    due = performance.now() + SAMPLE_MS
  }, SAMPLE_MS)
  timer.unref()
  return {
    now: (): number => Math.max(lag, performance.now() - due),
    stop: () => clearInterval(timer),
  }
}

const tooLate = (): Error => new Error('too late')

const inTime = async (condition: Condition): Promise<string> => {
  try {
    return await within(PATIENCE_MS, Promise.resolve(condition()), tooLate)
  } catch {
    return `no good answer within ${PATIENCE_MS / 1000} s`
  }
}

export interface Health {
  readonly conditions: Readonly<Record<string, Condition>>
  readonly metrics: Metrics
  readonly lag: () => number
  /** Brings the gauges up to date that are only worth knowing when somebody asks. */
  readonly measure: () => Promise<void>
}

/** Alive, ready, measured: for whoever watches over the process. */
export const addHealth = (router: Router, { conditions, metrics, lag, measure }: Health): void => {
  router.get('/healthz', (_, response) => {
    const lagMs = Math.round(lag())
    response.status(lagMs < MAX_LAG_MS ? 200 : 503).json({ alive: true, lagMs })
  })
  router.get('/readyz', async (_, response) => {
    const entries = Object.entries(conditions).map(
      async ([part, condition]) => [part, await inTime(condition)] as const,
    )
    const parts = Object.fromEntries(await Promise.all(entries))
    const ready = Object.values(parts).every(says => says === 'ok')
    response.status(ready ? 200 : 503).json({ ready, ...parts })
  })
  router.get('/metrics', async (_, response) => {
    metrics.lag.set(lag() / 1000)
    await inTime(async () => {
      await measure()
      return 'ok'
    })
    response.type(metrics.contentType).send(await metrics.text())
  })
}
