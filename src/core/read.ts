import * as z from 'zod'

import { clean } from './clean.ts'
import { type Kind, kindOf } from './kind.ts'
import { readDate } from './readDate.ts'
import { readLines, readThings } from './readThings.ts'

/** What helps to read an answer: the day, the options of this question, the people (the one who answers first). */
export interface Reading {
  readonly today: string
  readonly options: readonly string[]
  readonly people: readonly string[]
}

/** Words that came typed, pressed or from a form. */
export type Raw = string | readonly string[]

export type Read =
  | { readonly ok: true; readonly value: z.core.util.JSONType }
  | { readonly ok: false; readonly says: string }

/** The option a typed text means: its words, its number, or a beginning that fits only one. */
export const pick = (typed: string, options: readonly string[]): string | undefined => {
  const text = typed.trim().toLowerCase().replace(/[.!]$/, '')
  const exact = options.find(option => option.toLowerCase() === text)
  if (exact !== undefined || text === '') return exact
  const numbered = /^\d{1,2}$/.test(text) ? options[Number(text) - 1] : undefined
  if (numbered !== undefined) return numbered
  const starts = options.filter(option => option.toLowerCase().startsWith(text))
  return starts.length === 1 ? starts[0] : undefined
}

const split = (raw: Raw): readonly string[] =>
  typeof raw === 'string'
    ? raw
        .split(/[\n,;]|\band\b/)
        .map(each => each.trim())
        .filter(each => each !== '')
    : raw

const lines = (raw: Raw): readonly string[] =>
  typeof raw === 'string'
    ? readLines(raw)
    : raw.map(each => each.trim()).filter(each => each !== '')

const text = (raw: Raw): string => (typeof raw === 'string' ? raw : raw.join('\n'))

const wholeNumber = (typed: string): unknown => {
  const found = /^(\d{1,6})(?:\s*(?:\/\s*10|minutes?|mins?|m))?\.?$/i.exec(typed.trim())
  return found?.[1] === undefined ? typed : Number(found[1])
}

const clock = (typed: string): string => {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim())
  if (found?.[1] === undefined) return typed
  const later = found[3]?.toLowerCase() === 'pm' && Number(found[1]) < 12 ? 12 : 0
  return `${String(Number(found[1]) + later).padStart(2, '0')}:${found[2] ?? '00'}`
}

/** Whole options first: one that holds an “and” or a comma is not torn apart. */
const chosen = (typed: string, options: readonly string[]): readonly string[] => {
  const whole = pick(typed, options)
  if (whole !== undefined) return [whole]
  const named = options.filter(option => typed.toLowerCase().includes(option.toLowerCase()))
  const rest = named.reduce(
    (text, option) => text.replace(new RegExp(escaped(option), 'gi'), '\n'),
    typed,
  )
  return [...named, ...split(rest).map(each => pick(each, options) ?? each)]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const several = (raw: Raw, options: readonly string[]): readonly string[] => {
  const all =
    typeof raw === 'string' ? chosen(raw, options) : raw.map(each => pick(each, options) ?? each)
  return [...new Set(all)]
}

/** Options from the case at hand may be chosen or words of one's own typed, one a line. */
const openList = (raw: Raw, options: readonly string[]): readonly string[] => [
  ...new Set(lines(raw).map(each => pick(each, options) ?? each)),
]

const shape = (kind: Kind, raw: Raw, { today, options, people }: Reading): unknown => {
  switch (kind.kind) {
    case 'choice':
      return pick(text(raw), kind.options) ?? text(raw)
    case 'several':
      return several(raw, kind.options)
    case 'date':
      return readDate(text(raw), today) ?? text(raw)
    case 'date or':
      return pick(text(raw), [kind.words]) ?? readDate(text(raw), today) ?? text(raw)
    case 'time':
      return clock(text(raw))
    case 'number':
    case 'scale':
      return wholeNumber(text(raw))
    case 'list':
      return openList(raw, options)
    case 'things':
      return readThings(text(raw), people, today)
    case 'text':
    case 'long':
      return options.length === 0 ? text(raw) : (pick(text(raw), options) ?? text(raw))
    default:
      return kind satisfies never
  }
}

const isDate = z.iso.date()
const json = z.json()

/** Whether a date lies where its question looks: `behind` or `ahead`, as its schema says. */
const misplaced = (schema: z.core.$ZodType, value: unknown, today: string): string | undefined => {
  const dates = schema instanceof z.ZodUnion ? schema.options : [schema]
  const lies = dates
    .map(each => (each instanceof z.ZodType ? each.meta()?.lies : undefined))
    .find(Boolean)
  if (lies === undefined || !isDate.safeParse(value).success || typeof value !== 'string')
    return undefined
  if (lies === 'behind' && value > today) return 'That day is still to come. Which day was it?'
  if (lies === 'ahead' && value < today)
    return 'That day has passed already. Which day to come do you mean?'
  return undefined
}

/** Whether only what is offered may be chosen. */
export const isClosed = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodType && schema.meta()?.closed === true

/** Raw words → an answer that fits its schema, or the schema's own sentence. */
export const read = (schema: z.core.$ZodType, raw: Raw, reading: Reading): Read => {
  const cleaned = typeof raw === 'string' ? clean(raw) : raw.map(clean)
  const parsed = z.safeParse(schema, shape(kindOf(schema), cleaned, reading))
  if (!parsed.success)
    return {
      ok: false,
      says: parsed.error.issues[0]?.message ?? 'That did not fit. Could you put it another way?',
    }
  if (isClosed(schema) && !reading.options.some(option => option === parsed.data))
    return { ok: false, says: 'Please choose one of these, or type its words.' }
  const elsewhere = misplaced(schema, parsed.data, reading.today)
  if (elsewhere !== undefined) return { ok: false, says: elsewhere }
  return { ok: true, value: json.parse(parsed.data) }
}
