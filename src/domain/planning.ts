import { type Closed, dateAt, sayDate } from '../core/time.ts'
import { type Bundle, hoursOf, nextBundle } from './bundles.ts'
import { plusDays } from './days.ts'
import type { Occurrence } from './nudge.ts'
import { occurrencesGiven, quietOn } from './occurrences.ts'
import { tellingOf } from './sight.ts'
import type { World } from './world.ts'

/** A bundle as it will go if nothing changes. */
export interface Planned {
  /** `nudges:person:localDate:1|2`: what keeps a day at two. */
  readonly id: string
  /** Epoch ms on the tenant's clock; not after now = it is due. */
  readonly at: number
  readonly day: string
  readonly number: 1 | 2
  readonly occurrences: readonly Occurrence[]
  /** Why it did not go on an earlier day. */
  readonly shifts: readonly string[]
}

/** What was told, in the past and then in the mind of the planner. */
interface Memory {
  readonly told: { readonly id: string; readonly subject: string; readonly at: number }[]
  readonly bundles: { readonly day: string; readonly number: 1 | 2 }[]
}

const remember = ({ told, bundles }: Memory, { day, number, occurrences, at }: Planned): void => {
  told.push(...occurrences.map(({ id, subject }) => ({ id, subject, at })))
  bundles.push({ day, number })
}

const shiftWords: Readonly<Record<string, string>> = {
  away: 'you are away',
  paused: 'nudges are paused',
}

/** Everything that will go, as far as anybody wants to look: the tick, “Coming up” and the dry run read the same. */
export function* planning(
  world: World,
  now: number,
  days: number,
  closed: Closed,
): Generator<Planned> {
  const { zone } = world.person.works
  const today = dateAt(now, zone)
  const memory: Memory = { told: [...world.told], bundles: [...world.bundles] }
  let telling = tellingOf(memory.told)
  let shifts = new Map<string, string>()
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const day = plusDays(today, ahead)
    const quiet = quietOn(world, day, closed)
    if (quiet === 'left') return
    if (quiet !== undefined) {
      if (!shifts.has(quiet) && occurrencesGiven(world, day, closed, telling).length > 0)
        shifts.set(quiet, `not on ${sayDate(day, today)}: ${shiftWords[quiet] ?? quiet}`)
      continue
    }
    for (;;) {
      const found = occurrencesGiven(world, day, closed, telling)
      const bundle = found.length === 0 ? undefined : bundleOf(world, day, now, memory, found)
      if (bundle === undefined) break
      const planned: Planned = {
        ...bundle,
        id: `nudges:${world.person.id}:${day}:${bundle.number}`,
        day,
        shifts: [...shifts.values()],
      }
      yield planned
      shifts = new Map()
      remember(memory, planned)
      telling = tellingOf(memory.told)
    }
  }
}

const bundleOf = (
  world: World,
  day: string,
  now: number,
  { told, bundles }: Memory,
  found: readonly Occurrence[],
): Bundle | undefined => {
  const numbers = bundles.filter(each => each.day === day).map(({ number }) => number)
  if (numbers.includes(2)) return undefined
  const hours = hoursOf(world, day)
  const past = told.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY)
  return nextBundle(hours, day, now, { numbers, past }, found)
}

/** What goes to this person in the next days if nothing changes, in order of time. */
export const plan = (
  world: World,
  now: number,
  days: number,
  closed: Closed,
): readonly Planned[] => [...planning(world, now, days, closed)]
