import { comingDate, count, date, pastDate, time } from '../../core/answers.ts'
import { clean } from '../../core/clean.ts'
import { read } from '../../core/read.ts'
import { readDate } from '../../core/readDate.ts'
import { readLines } from '../../core/readThings.ts'
import { addDays } from '../../core/time.ts'
import type { Reaction } from '../context.ts'
import type { Values } from '../pressed.ts'
import type { PersonState } from '../state.ts'

/** Two years: further ahead nobody books, so it is a slip of the hand. */
const FURTHEST_DAYS = 731
const MOST_DATES = 30

const schemas = { past: pastDate, coming: comingDate, any: date }

/** Reads a form field by field; what does not fit gets one sentence, and the form keeps what was typed. */
export interface Fields {
  /** Field → what was wrong and what to do. */
  readonly errors: Readonly<Record<string, string>>
  wrong(name: string, says: string): undefined
  words(name: string): string
  many(name: string): readonly string[]
  day(name: string, lies?: keyof typeof schemas): string | undefined
  /** As `day`; left empty is fine. */
  maybeDay(name: string, lies?: keyof typeof schemas): string | undefined
  time(name: string): string | undefined
  maybeCount(name: string): number | undefined
  /** One of these values, or the sentence. */
  oneOf<T extends string>(name: string, allowed: readonly T[], says: string): T | undefined
  /** Days to come, one a line, each once, oldest first. */
  days(name: string): readonly string[]
}

const theDay = (
  line: string,
  today: string,
  number: number,
): string | { readonly says: string } => {
  const day = readDate(line, today)
  if (day === undefined)
    return { says: `Line ${number} does not read as a date. Write it like 14 May, one a line.` }
  if (day < today)
    return { says: `The day in line ${number} has passed already. Which one is next?` }
  if (day > addDays(today, FURTHEST_DAYS))
    return { says: `The day in line ${number} is more than two years ahead. Could you check it?` }
  return day
}

export const readFields = (values: Values, today: string): Fields => {
  const errors: Record<string, string> = {}
  const wrong = (name: string, says: string): undefined => {
    errors[name] ??= says
    return undefined
  }
  const many = (name: string): readonly string[] => {
    const value = values[name] ?? ''
    const lines = typeof value === 'string' ? readLines(clean(value)) : value.map(clean)
    return lines.map(each => each.trim()).filter(each => each !== '')
  }
  const words = (name: string): string => {
    const value = values[name] ?? ''
    return clean(typeof value === 'string' ? value : value.join('\n')).trim()
  }
  const fits = (name: string, schema: Parameters<typeof read>[0]): unknown => {
    const found = read(schema, words(name), { today, options: [], people: [] })
    return found.ok ? found.value : wrong(name, found.says)
  }
  const text = (found: unknown): string | undefined =>
    typeof found === 'string' ? found : undefined
  const day: Fields['day'] = (name, lies = 'any') => text(fits(name, schemas[lies]))
  return {
    errors,
    wrong,
    words,
    many,
    day,
    maybeDay: (name, lies) => (words(name) === '' ? undefined : day(name, lies)),
    time: name => text(fits(name, time)),
    maybeCount: name => {
      const found = words(name) === '' ? undefined : fits(name, count)
      return typeof found === 'number' ? found : undefined
    },
    oneOf: (name, allowed, says) => {
      const value = words(name)
      return allowed.find(each => each === value) ?? wrong(name, says)
    },
    days: name => {
      const lines = many(name)
      if (lines.length > MOST_DATES) {
        wrong(name, `${MOST_DATES} dates are the most I can take at once.`)
        return []
      }
      const found = lines.map((line, at) => theDay(line, today, at + 1))
      for (const each of found) if (typeof each !== 'string') wrong(name, each.says)
      return [...new Set(found.filter(each => typeof each === 'string'))].toSorted()
    },
  }
}

/** The form stays open with what was typed and what to do about it. */
export const again = (state: PersonState, { errors }: Pick<Fields, 'errors'>): Reaction => ({
  state,
  says: [],
  outcome: { errors },
})

export const hasErrors = ({ errors }: Pick<Fields, 'errors'>): boolean =>
  Object.keys(errors).length > 0
