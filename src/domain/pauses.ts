import { addDays, addWorkingDays, daysBetween, isWorkday } from '../core/time.ts'
import type { Obligation } from './obligation.ts'
import { type Calendar, type Counted, type Counting, countFrom } from './phases.ts'
import type { Absence } from './preference.ts'
import { earlier, later } from './span.ts'

/** [D] What an absence does to the clock (C3 c). */
export const pausing = {
  /** A shorter or equally long absence leaves the dates as they are. */
  moreThanWorkingDays: 3,
  /**
   * Up to this many days between two sessions the clock restarts on return. Over longer ones everybody is on leave
   * now and then, and a yearly date that restarts with each leave would never come: there the clock stops, and the days
   * away are added.
   */
  restartsUpToDays: 42,
} as const

/** Days away in a row, whatever they were entered as; `back` is the first working day after them. */
export interface Away {
  readonly from: string
  readonly back: string | undefined
}

/** The later return; one that is not known yet comes last. */
const laterBack = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? undefined : later(a, b)

/** Absences with no working day between them are one. */
const inRows = (absences: readonly Absence[], { days, isClosed }: Calendar): readonly Away[] => {
  const rows: Away[] = []
  for (const { from, until } of absences.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const back = until && addWorkingDays(until, 1, days, isClosed)
    const last = rows.at(-1)
    const apart = last === undefined || (last.back !== undefined && from > last.back)
    if (!apart) rows.pop()
    rows.push(apart ? { from, back } : { from: last.from, back: laterBack(last.back, back) })
  }
  return rows
}

const isLong = ({ from, back }: Away, { days, isClosed }: Calendar): boolean => {
  if (back === undefined) return true
  let count = 0
  for (let day = from; day < back && count <= pausing.moreThanWorkingDays; day = addDays(day, 1))
    if (isWorkday(day, days, isClosed)) count += 1
  return count > pausing.moreThanWorkingDays
}

/** Long absences that had begun by this day and end after `since`, oldest first; `from` lies after `since`. */
export const longAbsences = (
  absences: readonly Absence[],
  since: string,
  day: string,
  calendar: Calendar,
): readonly Away[] =>
  inRows(absences, calendar)
    .filter(({ from, back }) => from <= day && (back === undefined || back > since))
    .map(away => ({ ...away, from: later(away.from, addDays(since, 1)) }))
    .filter(away => isLong(away, calendar))

/** The days from which an open one goes on after its worker is back: never earlier ones than it had. */
export const countAfter = (
  { since, dueOn }: Pick<Obligation, 'since' | 'dueOn'>,
  from: string,
  back: string,
  counting: Counting,
): Counted | undefined => {
  const restarted = countFrom(back, counting, dueOn)
  const stretch = countFrom(back, counting)
  if (restarted === undefined || stretch === undefined) return undefined
  if (daysBetween(back, stretch.dueOn) <= pausing.restartsUpToDays) return restarted
  const givenBack = addDays(dueOn, daysBetween(from, back))
  return countFrom(since, counting, earlier(restarted.dueOn, givenBack))
}
