import * as z from 'zod'

import {
  type Cell,
  dateCell,
  daysCell,
  timeCell,
  wholeCell,
  yesCell,
  zoneCell,
} from './importCells.ts'

/** Keys are compared without regard to capitals. */
export const sameKey = (text: string): string => text.trim().toLowerCase()

const reading = <T>(read: (text: string) => Cell<T>) =>
  z.string().transform((text, context): T => {
    const cell = read(text)
    if ('value' in cell) return cell.value
    context.addIssue({ code: 'custom', message: cell.wrong })
    return z.NEVER
  })

const short = (what: string) =>
  z.string().max(120, `The ${what} is longer than 120 characters. Shorten it.`)

const severalKeys = /[;,/&|]|\s(?:and|or)\s/i

const oneKey = (words: string) =>
  reading(text =>
    severalKeys.test(text)
      ? { wrong: `“${text}” names two ${words}. Keep the one who is responsible.` }
      : { value: sameKey(text) },
  )

const past = (today: string, advice: string) =>
  reading(text => {
    const date = dateCell(text)
    return 'value' in date && date.value > today
      ? { wrong: `${text} has not come yet. ${advice}` }
      : date
  })

const LATER = 'Leave it empty until the day is there, then import again.'

/** One line by the names of its columns; an empty cell is left out, because it says nothing. */
const columns = (today: string) =>
  z.object({
    key: z
      .string('There is no key. Give everyone a staff number or a work address.')
      .max(200, 'The key is longer than 200 characters.')
      .transform(sameKey),
    name: z
      .string('There is no name.')
      .max(120, 'The name is longer than 120 characters. Shorten it.'),
    title: short('job title').optional(),
    manager: oneKey('managers').optional(),
    supervisor: oneKey('supervisors').optional(),
    programme: z.string().optional(),
    profile: z.string().optional(),
    started: reading(dateCell).optional(),
    last_held: past(today, 'Write the last session that took place, or leave it empty.').optional(),
    every_days: reading(text => wholeCell(text, 366)).optional(),
    zone: reading(zoneCell).optional(),
    days: reading(daysCell).optional(),
    from: reading(timeCell).optional(),
    to: reading(timeCell).optional(),
    admin: reading(yesCell).optional(),
    /** Last day in the organisation. */
    left: past(today, LATER).optional(),
    /** Last day of the supervision. */
    ends: past(today, LATER).optional(),
  })

export const importColumns: readonly string[] = Object.keys(columns('').shape)

export interface ImportRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  /** What kept it from being read at all. */
  readonly wrong?: string
}

/** A line whose cells could all be read. */
export type PersonRow = Readonly<z.output<ReturnType<typeof columns>>> & { readonly line: number }

export interface BadRow {
  readonly line: number
  readonly key: string
  /** Each thing that is wrong, with what to do. */
  readonly wrong: readonly string[]
}

/** Reads lines; `today` is an ISO date. */
export const rowReader = (today: string) => {
  const schema = columns(today)
  return ({ line, cells, wrong }: ImportRow): PersonRow | BadRow => {
    const key = sameKey(cells.key ?? '')
    const bad = (...all: readonly string[]): BadRow => ({ line, key, wrong: all })
    if (wrong !== undefined) return bad(wrong)
    const read = schema.safeParse(cells)
    if (!read.success)
      return bad(...read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`))
    const { from, to } = read.data
    if (from !== undefined && to !== undefined && from >= to)
      return bad(`from, to: Work ends at ${to}, before it begins at ${from}.`)
    return { line, ...read.data }
  }
}
