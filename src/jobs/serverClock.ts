import type { Clock } from '../core/time.ts'

/** Below this, ms, a difference may be the network's: following it would only make time jitter. */
const NOTICEABLE_MS = 1000
/** Beyond this, ms, one of the clocks is wrong, and nothing that depends on time is begun. */
export const MAX_SKEW_MS = 30_000

/** The database's time: what all instances share. */
export interface ServerClock extends Clock {
  /** By how much the database is ahead of this machine, ms. */
  offset(): number
  /** Takes in by how much the database is ahead of this clock. */
  correct(ahead: number): void
}

export const createServerClock = (machine: Clock): ServerClock => {
  let offset = 0
  return {
    now: () => machine.now() + offset,
    offset: () => offset,
    correct: ahead => {
      if (Math.abs(ahead) > NOTICEABLE_MS) offset += ahead
    },
  }
}

export const isSkewed = (clock: ServerClock): boolean => Math.abs(clock.offset()) > MAX_SKEW_MS
