import { listed } from '../../core/listed.ts'
import { sayDate, weekdayNames } from '../../core/time.ts'
import type { WorkingPattern } from '../../domain/people.ts'
import type { Absence } from '../../domain/preference.ts'

const isRun = (days: readonly number[]): boolean =>
  days.length > 2 && days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 1)

/** `Monday to Friday`, `Monday, Tuesday and Thursday`. */
export const sayDays = (days: readonly number[]): string => {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b)
  const names = sorted.map(day => weekdayNames[day - 1] ?? '')
  return isRun(sorted) ? `${names[0]} to ${names.at(-1)}` : listed(names)
}

/** `Europe/London` as people say it: `London time`. */
export const sayZone = (zone: string): string =>
  `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time`

export const sayWorks = ({ days, from, to, zone }: WorkingPattern): string =>
  `${sayDays(days)}, ${from} to ${to}, ${sayZone(zone)}`

/** Dates only; a reason is nobody’s business. */
export const sayAway = ({ from, until }: Absence, today: string): string => {
  const begins = from <= today ? 'away' : `away from ${sayDate(from, today)}`
  return until === undefined
    ? `${begins}; the day back is not known yet`
    : `${begins} until ${sayDate(until, today)}`
}
