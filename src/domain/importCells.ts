import { addDays, monthNames, weekdayNames } from '../core/time.ts'

/** What a cell of an import means, or what is wrong with it and what to do. */
export type Cell<T> = { readonly value: T } | { readonly wrong: string }

const isDay = (date: string): boolean => {
  try {
    return addDays(date, 0) === date
  } catch {
    return false
  }
}

const twice = (digits: string): string => digits.padStart(2, '0')

const sayMonth = (month: number, day: number): string => `${day} ${monthNames[month - 1]}`

/** `2026-05-14`, or `14/05/2026` where it can be read in one way only. */
export const dateCell = (text: string): Cell<string> => {
  const as = 'Write it as year-month-day, for example 2026-05-14.'
  const [, first, second, year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  if (first === undefined || second === undefined) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return { wrong: `“${text}” is not a date. ${as}` }
    return isDay(text) ? { value: text } : { wrong: `There is no such day as ${text}. ${as}` }
  }
  const [one, other] = [Number(first), Number(second)]
  if (one >= 1 && one <= 12 && other >= 1 && other <= 12 && one !== other)
    return {
      wrong: `“${text}” can be ${sayMonth(other, one)} or ${sayMonth(one, other)}. ${as}`,
    }
  const [day, month] = other > 12 ? [second, first] : [first, second]
  const date = `${year}-${twice(month)}-${twice(day)}`
  return isDay(date) ? { value: date } : { wrong: `There is no such day as ${text}. ${as}` }
}

export const wholeCell = (text: string, most: number): Cell<number> => {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= 1 && value <= most
    ? { value }
    : { wrong: `“${text}” is not a number of days from 1 to ${most}.` }
}

export const zoneCell = (text: string): Cell<string> => {
  const wrong = `“${text}” is not a time zone. Write it like Europe/London.`
  if (!/^[A-Za-z_]+(\/[\w+-]+)+$|^UTC$/.test(text)) return { wrong }
  try {
    return { value: new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone }
  } catch {
    return { wrong }
  }
}

export const timeCell = (text: string): Cell<string> => {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? []
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60
    ? { value: `${twice(hour)}:${minute}` }
    : { wrong: `“${text}” is not a time of day. Write it like 09:00.` }
}

const weekday = (text: string): number => {
  if (/^[1-7]$/.test(text)) return Number(text)
  if (text.length < 2) return 0
  return weekdayNames.findIndex(name => name.toLowerCase().startsWith(text)) + 1
}

const stretch = (text: string): readonly number[] => {
  const [from = 0, to = from] = text.split('-').map(weekday)
  const days: number[] = []
  for (let day = from; day <= to; day++) days.push(day)
  return text.split('-').length > 2 || from === 0 || to === 0 ? [0] : days
}

/** Weekdays as people write them: `Mon-Fri`, `Mo Tu Th`, `1-5`. */
export const daysCell = (text: string): Cell<number[]> => {
  const said = text
    .toLowerCase()
    .replaceAll('–', '-')
    .replace(/\s*-\s*/g, '-')
  const days = said.split(/[\s,;/+]+/).flatMap(stretch)
  return days.length === 0 || days.includes(0)
    ? { wrong: `“${text}” are not days of the week. Write them like Mon-Fri or Mon Tue Thu.` }
    : { value: [...new Set(days)].toSorted((a, b) => a - b) }
}

export const yesCell = (text: string): Cell<boolean> => {
  const said = text.toLowerCase()
  if (['yes', 'y', 'true', '1', 'x'].includes(said)) return { value: true }
  if (['no', 'n', 'false', '0'].includes(said)) return { value: false }
  return { wrong: `“${text}” is neither yes nor no.` }
}
