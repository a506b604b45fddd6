import { instantOf } from '../core/time.ts'
import type { Occurrence } from './nudge.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000
/** Not everybody in the same second [D]. */
const SPREAD_MS = 10 * MINUTE_MS
/** What could not go at the start of work goes at one of these steps after it, not at once: calm, and never a burst [D]. */
const STEP_MS = 120 * MINUTE_MS
/** A step that was reached so lately is still kept. */
const LATE_MS = 15 * MINUTE_MS

/** The working hours of one local day, as instants: epoch ms. */
export interface Hours {
  /** When its first bundle may go: the start of work, and a little later for each person. */
  readonly first: number
  readonly ends: number
  /** The instant of a local time on this day. */
  readonly at: (time: string) => number
}

/** FNV-1a: the same person always comes in the same minute. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

/** A demo's story is read with a finger on the clock: there everybody begins at the full hour. */
const spreadOf = ({ tenant, person }: World): number =>
  tenant.demo ? 0 : hashOf(`${tenant.id}:${person.id}`) % SPREAD_MS

export const hoursOf = (world: World, day: string): Hours => {
  const { from, to, zone } = world.person.works
  const at = (time: string): number => instantOf(day, time, zone)
  const [begins, ends] = [at(from), at(to)]
  const spread = begins + spreadOf(world)
  return { first: spread < ends ? spread : begins, ends, at }
}

/** The first step that is still ahead, or was reached just now; after `past` (epoch ms) only. */
const stepFrom = ({ first, ends }: Hours, now: number, past: number): number | undefined => {
  for (let at = first; at < ends; at += STEP_MS) if (at > now - LATE_MS && at > past) return at
  return undefined
}

export interface Bundle {
  readonly at: number
  readonly number: 1 | 2
  readonly occurrences: readonly Occurrence[]
}

/** Its own hour on its first day, epoch ms; one that passes before the first step goes with it. */
const ownHour = (hours: Hours, day: string, { after, from }: Occurrence): number | undefined => {
  const at = after === undefined || from !== day ? undefined : hours.at(after)
  return at !== undefined && at > hours.first ? at : undefined
}

/** Would be of no use, or of less, in the next morning's. */
const isForToday = (day: string, { until, after, from }: Occurrence): boolean =>
  until <= day || (after !== undefined && from === day)

/** The next bundle of a day, given the numbers that went already; `past` is when the last of them went, epoch ms. */
export const nextBundle = (
  hours: Hours,
  day: string,
  now: number,
  sent: { readonly numbers: readonly number[]; readonly past: number },
  found: readonly Occurrence[],
): Bundle | undefined => {
  if (sent.numbers.includes(2) || now >= hours.ends) return undefined
  const number = sent.numbers.includes(1) ? 2 : 1
  const past = number === 1 ? Number.NEGATIVE_INFINITY : sent.past
  const step = stepFrom(hours, now, past)
  const wanted = (number === 1 ? found : found.filter(each => isForToday(day, each))).map(
    occurrence => {
      const own = ownHour(hours, day, occurrence)
      return { occurrence, at: own !== undefined && own > past ? own : step }
    },
  )
  const times = wanted.flatMap(({ at }) => (at !== undefined && at < hours.ends ? [at] : []))
  if (times.length === 0) return undefined
  const at = Math.min(...times)
  // What waits for a step goes along with what comes at its own hour before that.
  const goes = wanted.filter(each => each.at === step || (each.at ?? 0) <= Math.max(at, now))
  return { at, number, occurrences: goes.map(({ occurrence }) => occurrence) }
}
