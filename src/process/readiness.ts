import type { Store } from '../domain/store.ts'
import { isSkewed, type ServerClock } from '../jobs/index.ts'
import type { Condition } from './health.ts'
import type { Lifecycle } from './lifecycle.ts'

const TICK_MS = 60_000

/** What has been started so far. */
export interface Started {
  store?: Store
  lastTick?: () => number | undefined
}

/** What has to hold before anybody is sent here. */
export const conditionsOf = (
  started: Started,
  clock: ServerClock,
  lifecycle: Lifecycle,
): Readonly<Record<string, Condition>> => ({
  house: () => (lifecycle.ending ? 'stopping' : 'ok'),
  store: async () => {
    if (started.store === undefined) return 'starting'
    await started.store.ping()
    return 'ok'
  },
  // The store opens only when they are done.
  migrations: () => (started.store === undefined ? 'starting' : 'ok'),
  clock: () =>
    isSkewed(clock)
      ? `this machine and the database are ${Math.round(clock.offset() / 1000)} s apart`
      : 'ok',
  tick: () => {
    const last = started.lastTick?.()
    if (last === undefined) return 'starting'
    const ago = clock.now() - last
    return ago < TICK_MS ? 'ok' : `last ran ${Math.round(ago / 1000)} s ago`
  },
})
