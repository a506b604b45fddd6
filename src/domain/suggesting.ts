import type { Closed } from '../core/time.ts'
import { isWorkdayOf, plusDays } from './days.ts'
import type { Person } from './people.ts'
import { awayOn } from './preference.ts'
import type { Relationship } from './relationship.ts'
import type { PairWorld, World } from './world.ts'

/** How far ahead a day is looked for; past a due day only when nothing is left before it. */
const LOOKS_AHEAD = 21
const MOST = 3

export interface Found {
  readonly pair: PairWorld
  /** The supervision itself, or the cover in which its session would be held. */
  readonly relationship: Relationship
}

/** The pair that a relationship of a nudge belongs to. */
export const pairIn = ({ pairs }: World, relationship: string): Found | undefined => {
  for (const pair of pairs) {
    const found = [pair.relationship, ...pair.covers].find(({ id }) => id === relationship)
    if (found !== undefined) return { pair, relationship: found }
  }
  return undefined
}

/** What has to be known of two people's days. */
export interface Calendars {
  readonly world: World
  readonly people: (id: string) => Person | undefined
  /** ISO date. */
  readonly today: string
  readonly closed: Closed
}

/** The days to come on which both work, nobody is away and nothing is closed or booked. */
export const daysThatSuit = (
  { world, people, today, closed }: Calendars,
  { pair, relationship }: Found,
  ahead: number,
): readonly string[] => {
  const both = relationship.parties.flatMap(({ person }) => people(person) ?? [])
  const absences = (person: string) =>
    person === world.person.id ? world.preference.absences : (pair.away[person] ?? [])
  const suits = (day: string): boolean =>
    (relationship.until ?? day) >= day &&
    !pair.sessions.some(({ state, on }) => state === 'planned' && on === day) &&
    both.every(
      ({ id, works }) =>
        isWorkdayOf({ days: works.days, closed }, day) &&
        awayOn({ absences: absences(id) }, day) === undefined,
    )
  return Array.from({ length: ahead }, (_, index) => plusDays(today, index + 1)).filter(suits)
}

/** Up to three days that suit both, best before it is due. */
export const suggestDates = (calendars: Calendars, relationship: string): readonly string[] => {
  const found = pairIn(calendars.world, relationship)
  if (found === undefined) return []
  const all = daysThatSuit(calendars, found, LOOKS_AHEAD)
  const due = found.pair.obligations
    .filter(({ state, dueOn }) => state === 'open' && dueOn > calendars.today)
    .map(({ dueOn }) => dueOn)
    .toSorted()[0]
  const inTime = all.filter(day => due === undefined || day <= due)
  const best = inTime.length > 0 ? inTime : all
  // Not three days in a row: whoever is full tomorrow is often full the day after.
  const apart = best.length > 2 * MOST - 2 ? best.filter((_, index) => index % 2 === 0) : best
  return apart.slice(0, MOST)
}
