import { addDays, addMonths, addWorkingDays, type Closed } from '../core/time.ts'
import type { Span } from './programmes/programme.ts'

/** The day a span later; months are calendar months from this very day, so never chain them. */
export const addSpan = (
  date: string,
  span: Span,
  workingDays: readonly number[],
  isClosed?: Closed,
): string => {
  if ('days' in span) return addDays(date, span.days)
  if ('weeks' in span) return addDays(date, span.weeks * 7)
  if ('months' in span) return addMonths(date, span.months)
  return addWorkingDays(date, span.workingDays, workingDays, isClosed)
}

/** The same span backwards. */
export const minus = (span: Span): Span => {
  if ('days' in span) return { days: -span.days }
  if ('weeks' in span) return { weeks: -span.weeks }
  if ('months' in span) return { months: -span.months }
  return { workingDays: -span.workingDays }
}

export const earlier = (a: string, b: string): string => (a < b ? a : b)
export const later = (a: string, b: string): string => (a < b ? b : a)
