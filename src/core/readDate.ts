import { Temporal } from 'temporal-polyfill'

import { addDays, monthNames, weekdayNames } from './time.ts'

const months = monthNames.map(name => name.toLowerCase())
const weekdays = weekdayNames.map(name => name.toLowerCase())
/** `dec` and `sept` are enough, `monkey` is not a Monday. */
const named = (names: readonly string[], word: string): number =>
  word.length < 3 ? -1 : names.findIndex(name => name.startsWith(word))
const small = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const days: Readonly<Record<string, number>> = { day: 1, week: 7, fortnight: 14 }

const valid = (year: number, month: number, day: number): string | undefined => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined // 31 April and the like: not a date, so the question is asked again
  }
}

/** Without a year the next such day is meant, unless it was within the last three months. */
const nearest = (today: string, month: number, day: number): string | undefined => {
  const year = Number(today.slice(0, 4))
  const candidates = [year - 1, year, year + 1]
    .map(each => valid(each, month, day))
    .filter(each => each !== undefined)
  return candidates.find(each => each >= addDays(today, -92)) ?? candidates.at(-1)
}

const number = (word: string): number => {
  const index = small.indexOf(word)
  return index < 0 ? Number(word) : Math.max(index, 1)
}

const relative = (text: string, today: string): string | undefined => {
  if (text === 'today') return today
  if (text === 'tomorrow') return addDays(today, 1)
  if (text === 'yesterday') return addDays(today, -1)
  if (text === 'next week') return addDays(today, 7)
  const span = /^in (\w{1,6}) (day|week|fortnight)s?$/.exec(text)
  if (span?.[1] !== undefined && span[2] !== undefined) {
    const count = number(span[1])
    if (Number.isInteger(count) && count < 400) return addDays(today, count * (days[span[2]] ?? 1))
  }
  const month = /^in (\w{1,6}) months?$/.exec(text)
  if (month?.[1] !== undefined) {
    const count = number(month[1])
    if (Number.isInteger(count) && count < 60)
      return Temporal.PlainDate.from(today).add({ months: count }).toString()
  }
  return undefined
}

const weekday = (text: string, today: string): string | undefined => {
  const found = /^(last |next |this |on )?([a-z]{3,9})$/.exec(text)
  const index = named(weekdays, found?.[2] ?? '')
  if (found === null || index < 0) return undefined
  const ahead = (index + 1 - Temporal.PlainDate.from(today).dayOfWeek + 7) % 7
  if (found[1] === 'last ') return addDays(today, ahead === 0 ? -7 : ahead - 7)
  return addDays(today, ahead === 0 ? 7 : ahead)
}

const written = (text: string, today: string): string | undefined => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso !== null) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const slashed = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?\.?$/.exec(text)
  if (slashed !== null) {
    const [day, month] = [Number(slashed[1]), Number(slashed[2])]
    if (slashed[3] === undefined) return nearest(today, month, day)
    return valid(Number(slashed[3]) + (slashed[3].length === 2 ? 2000 : 0), month, day)
  }
  const worded =
    /^(?:[a-z]{3,9} )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}))?$/.exec(text) ??
    swap(/^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text))
  if (worded?.[2] === undefined) return undefined
  const month = named(months, worded[2]) + 1
  if (month === 0) return undefined
  if (worded[3] === undefined) return nearest(today, month, Number(worded[1]))
  return valid(Number(worded[3]), month, Number(worded[1]))
}

const swap = (found: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  found === null ? null : [found[0], found[2], found[1], found[3]]

/** Reads a date as people type it (day before month) → ISO date; undefined when it is none. */
export const readDate = (typed: string, today: string): string | undefined => {
  const text = typed.trim().toLowerCase().replaceAll(',', '').replace(/\s+/g, ' ').slice(0, 60)
  return written(text, today) ?? relative(text, today) ?? weekday(text, today)
}
