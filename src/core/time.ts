import { Temporal } from 'temporal-polyfill'

/** The one place that may ask what time it is; everything else is told. `now` is epoch ms. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** When somebody works: IANA zone, ISO weekdays (1 = Monday), local hours `HH:mm`. */
export interface Working {
  readonly zone: string
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

const zoned = (now: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)

/** In every zone a day begins on a quarter of an hour, so within one the date stays what it is. */
const QUARTER_MS = 15 * 60_000
const lastDates = new Map<string, { readonly quarter: number; readonly date: string }>()

/** The ISO date in this zone. Asked in every turn, so the last answer is kept for each zone. */
export const dateAt = (now: number, zone: string): string => {
  const quarter = Math.floor(now / QUARTER_MS)
  const last = lastDates.get(zone)
  if (last?.quarter === quarter) return last.date
  const date = zoned(now, zone).toPlainDate().toString()
  lastDates.set(zone, { quarter, date })
  return date
}

/** `14:05` in this zone. */
export const timeAt = (now: number, zone: string): string =>
  zoned(now, zone).toPlainTime().toString({ smallestUnit: 'minute' })

const DAY_MS = 24 * 60 * 60_000

/** Days since 1970. Dates are compared and counted by the thousand, so plain numbers do it and not `Temporal`. */
const dayNumber = (date: string): number => {
  const ms = Date.parse(`${date}T00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError('not an ISO date')
  return ms / DAY_MS
}

export const addDays = (date: string, days: number): string =>
  new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** 1 = Monday; the first day of 1970 was a Thursday. */
const weekdayOf = (date: string): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

/** Calendar months later: the same day of the month, or the last one where that month is shorter. */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString()

/** Why nobody works on this day, in words (“bank holiday”); nothing on a day like any other. */
export type Closed = (date: string) => string | undefined

/** Longer than any row of days off that somebody means; past it a search is given up. */
const FAR_DAYS = 400

/** True when this day is one of these ISO weekdays and nothing is closed. */
export const isWorkday = (date: string, days: readonly number[], isClosed?: Closed): boolean =>
  days.includes(weekdayOf(date)) && isClosed?.(date) === undefined

/** The day that many working days later, or earlier when negative; `days` are the ISO weekdays that count. */
export const addWorkingDays = (
  date: string,
  count: number,
  days: readonly number[],
  isClosed?: Closed,
): string => {
  if (days.length === 0) return addDays(date, count)
  let day = date
  for (let left = Math.abs(count), off = 0; left > 0; ) {
    day = addDays(day, Math.sign(count))
    off = isWorkday(day, days, isClosed) ? 0 : off + 1
    if (off === 0 || off > FAR_DAYS) left -= 1
  }
  return day
}

/** The last working day before it. */
export const workingDayBefore = (date: string, days: readonly number[]): string => {
  let day = Temporal.PlainDate.from(date).subtract({ days: 1 })
  while (days.length > 0 && !days.includes(day.dayOfWeek)) day = day.subtract({ days: 1 })
  return day.toString()
}

const MAX_INSTANTS = 2000
const instants = new Map<string, number>()

/** Epoch ms of a local date and time: in a gap the later hour, in a fold the first one. */
export const instantOf = (date: string, time: string, zone: string): number => {
  // Thousands of people begin to work at the same few instants.
  const key = `${date} ${time} ${zone}`
  const known = instants.get(key)
  if (known !== undefined) return known
  const plainTime = Temporal.PlainTime.from(time)
  const local = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime })
  if (instants.size >= MAX_INSTANTS) instants.clear()
  instants.set(key, local.epochMilliseconds)
  return local.epochMilliseconds
}

/** True when somebody with this pattern is at work. */
export const isWorking = (now: number, working: Working): boolean => {
  const local = zoned(now, working.zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return working.days.includes(local.dayOfWeek) && time >= working.from && time < working.to
}

/** True after noon on the last working day before at least two free ones. */
export const isEndOfWeek = (now: number, working: Working): boolean => {
  const local = zoned(now, working.zone)
  const [tomorrow, after] = [local.add({ days: 1 }).dayOfWeek, local.add({ days: 2 }).dayOfWeek]
  const free = !working.days.includes(tomorrow) && !working.days.includes(after)
  return free && local.hour >= 12
}

/** `now` itself when at work, else the next instant at which work begins. */
export const nextWorking = (now: number, working: Working): number => {
  if (isWorking(now, working) || working.days.length === 0) return now
  const local = zoned(now, working.zone)
  const today = instantOf(local.toPlainDate().toString(), working.from, working.zone)
  if (working.days.includes(local.dayOfWeek) && now < today) return today
  const day = addWorkingDays(local.toPlainDate().toString(), 1, working.days)
  return instantOf(day, working.from, working.zone)
}

export const weekdayNames = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
export const monthNames =
  'January February March April May June July August September October November December'.split(' ')

/** `Thursday 14 May`, with the year when it is not this one. */
export const sayDate = (date: string, today: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  const words = `${weekdayNames[weekdayOf(date) - 1]} ${day} ${monthNames[Number(month) - 1]}`
  return date.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${year}`
}

/** `Thursday 14 May, 09:00` in this zone. */
export const sayInstant = (at: number, zone: string, today: string): string =>
  `${sayDate(dateAt(at, zone), today)}, ${timeAt(at, zone)}`

/** What stands between a day and a message. */
export interface When {
  readonly works: Working
  readonly isAway: (date: string) => boolean
  readonly isClosed: Closed
  /** Not before this local time, `HH:mm`, on the first day. */
  readonly from?: string
}

const whyNot = (
  day: string,
  start: string,
  { works, isAway, isClosed }: When,
): string | undefined => {
  if (isAway(day)) return 'away'
  const closed = isClosed(day)
  if (closed !== undefined) return closed
  if (!isWorkday(day, works.days)) return 'not a working day'
  return works.from < works.to && start >= works.to ? 'after working hours' : undefined
}

/**
 * The first instant (epoch ms) on or after this day at which something may reach somebody, and why it is not earlier:
 * one line for each row of days with the same reason. Nothing when there is none within 400 days.
 */
export const goAt = (
  day: string,
  when: When,
): { readonly at: number; readonly shifts: readonly string[] } | undefined => {
  const { works, from = works.from } = when
  const shifts: string[] = []
  let date = day
  for (let tried = 0, last = ''; tried <= FAR_DAYS; tried++) {
    const start = date === day && from > works.from ? from : works.from
    const why = whyNot(date, start, when)
    if (why === undefined) return { at: instantOf(date, start, works.zone), shifts }
    if (why !== last) shifts.push(`moved from ${sayDate(date, day)}: ${why}`)
    last = why
    date = addDays(date, 1)
  }
  return undefined
}
