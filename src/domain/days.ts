import type { Closed } from '../core/time.ts'

/** Days as whole numbers: planning for thousands of people asks for the next day very often. */

const DAY_MS = 86_400_000

const numberOf = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS

/** The ISO date that many days later. */
export const plusDays = (day: string, count: number): string =>
  new Date((numberOf(day) + count) * DAY_MS).toISOString().slice(0, 10)

/** Whole days from `from` to `to`. */
export const daysFrom = (from: string, to: string): number => numberOf(to) - numberOf(from)

/** 1 = Monday. */
export const weekdayOf = (day: string): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1

/** The days on which somebody works: their weekdays without what is closed. */
export interface Workdays {
  readonly days: readonly number[]
  readonly closed: Closed
}

export const isWorkdayOf = ({ days, closed }: Workdays, day: string): boolean =>
  days.includes(weekdayOf(day)) && closed(day) === undefined

/** Longer than any row of closed days; past it the calendar days count. */
const FAR = 60

/** The working day that many before this one; with 0 this one, or the last one before it. */
export const workdaysBefore = (workdays: Workdays, day: string, count: number): string => {
  let found = day
  for (let off = 0; off < FAR && !isWorkdayOf(workdays, found); off += 1)
    found = plusDays(found, -1)
  for (let left = count, off = 0; left > 0 && off < FAR; off += 1) {
    found = plusDays(found, -1)
    if (isWorkdayOf(workdays, found)) left -= 1
  }
  return found
}

/** The working day that many after this one. */
export const workdaysAfter = (workdays: Workdays, day: string, count: number): string => {
  let found = day
  for (let left = count, off = 0; left > 0 && off < FAR; off += 1) {
    found = plusDays(found, 1)
    if (isWorkdayOf(workdays, found)) left -= 1
  }
  return found
}
