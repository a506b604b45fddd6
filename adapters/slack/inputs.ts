import { createHash } from 'node:crypto'

import type { Field, FieldValue, Option } from '../../src/core/card.ts'
import { clean } from '../../src/core/clean.ts'
import { howMany, valueOfToken } from './choices.ts'
import { isDay } from './controls.ts'
import { standing } from './ids.ts'
import { LIMITS } from './limits.ts'

/** One side of a question: the answer, own words beside a choice, or words in place of a day. */
export type Side = 'main' | 'own' | 'words'

/** An input of a side; a long text goes on in `main1`, `main2`. */
export type Role = Side | `${Side}${number}`

/** Stable for a field, so that Slack keeps what stands in it when the view changes. */
export const blockIdOf = (name: string, role: Role = 'main'): string => {
  const base =
    name.length <= LIMITS.blockId && !name.includes('#')
      ? name
      : createHash('sha256').update(name).digest('base64url')
  return role === 'main' ? base : `${base}#${role}`
}

const array = (value: FieldValue | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value

const isChoice = ({ kind, options }: Field): boolean =>
  kind === 'date' || ((kind === 'choice' || kind === 'several') && (options ?? []).length > 0)

const NONE: readonly Option[] = []

/** Which side a value of this field stands on; an option that the control does not hold is named in words. */
const sideOf = ({ kind, options = NONE }: Field, shown: number, value: string): Side => {
  const at = options.findIndex(each => each.value === value)
  const held = at >= 0 && at < shown
  if (kind === 'date') return isDay(value) ? 'main' : held ? 'words' : 'own'
  return held ? 'main' : 'own'
}

/** What stands on this side of the question when it is asked. */
export const initialOf = (field: Field, side: Side): readonly string[] => {
  const values = array(field.value)
  if (!isChoice(field)) return side === 'main' ? values : []
  const shown = howMany(field.options ?? NONE, LIMITS.viewOptions)
  return values.filter(value => sideOf(field, shown, value) === side)
}

/** The same as it is typed: an option by its label. */
export const wordsOf = (field: Field, side: Side): string =>
  initialOf(field, side)
    .map(value => field.options?.find(each => each.value === value)?.label ?? value)
    .join('\n')

/** Block id → what stands in its input. */
export type Inputs = ReadonlyMap<string, readonly string[]>

export const readInputs = (values: unknown): Inputs => {
  const all = typeof values === 'object' && values !== null ? Object.entries(values) : []
  return new Map(
    all.flatMap(([block, given]: [string, unknown]) =>
      typeof given === 'object' && given !== null && 'value' in given
        ? [[block, standing(given.value)] as const]
        : [],
    ),
  )
}

/** All that stands on one side, a long text put together again; undefined when it is not on this page. */
const standsOn = (inputs: Inputs, name: string, side: Side): readonly string[] | undefined => {
  const first = inputs.get(blockIdOf(name, side))
  if (first === undefined || !inputs.has(blockIdOf(name, `${side}1`))) return first
  const parts = [...first]
  for (let at = 1; inputs.has(blockIdOf(name, `${side}${at}`)); at += 1)
    parts.push(...(inputs.get(blockIdOf(name, `${side}${at}`)) ?? []))
  return [parts.join('')]
}

const lines = (typed: readonly string[]): readonly string[] =>
  typed.flatMap(each => each.split('\n')).filter(each => each.trim() !== '')

const folded = (text: string): string => clean(text).trim().toLowerCase()

/** Words that are the label of an option mean that option. */
const typedChoice = ({ options = NONE }: Field, typed: string): string =>
  options.find(({ label }) => folded(label) === folded(typed))?.value ?? typed

const isBlank = (values: readonly string[]): boolean => values.every(each => each.trim() === '')

/** Of two sides that hold something the one that was changed counts, own words first. */
const sideThatCounts = (field: Field, sides: Readonly<Record<Side, readonly string[]>>): Side => {
  const filled = (['own', 'words', 'main'] as const).filter(side => !isBlank(sides[side]))
  const changed = filled.find(
    side => folded(sides[side].join('\n')) !== folded(initialOf(field, side).join('\n')),
  )
  return changed ?? filled[0] ?? 'main'
}

/** The field’s answer as a form sends it; undefined when it is not on this page. */
export const readField = (field: Field, inputs: Inputs): FieldValue | undefined => {
  const found = standsOn(inputs, field.name, 'main')
  if (found === undefined) return undefined
  const read = (side: Side): readonly string[] => standsOn(inputs, field.name, side) ?? []
  const main = found.map(each => valueOfToken(each, field.options))
  const own = read('own').map(each => typedChoice(field, each))
  if (field.kind === 'list') return lines(main)
  if (field.kind === 'several')
    return isChoice(field)
      ? [...main, ...lines(read('own')).map(each => typedChoice(field, each))]
      : lines(main)
  const sides = { main, own, words: read('words').map(each => valueOfToken(each, field.options)) }
  return sides[sideThatCounts(field, sides)][0] ?? ''
}

/** Without the form all that is known is what stands in its inputs, own words first. */
export const readUnknown = (inputs: Inputs): readonly (readonly [string, FieldValue])[] => {
  const names = [...inputs.keys()].filter(block => !block.includes('#'))
  return names.map(name => {
    const main = standsOn(inputs, name, 'main') ?? []
    const beside = (['own', 'words'] as const)
      .map(side => standsOn(inputs, name, side) ?? [])
      .find(each => !isBlank(each))
    if (main.length > 1) return [name, [...main, ...lines(beside ?? [])]] as const
    return [name, beside?.[0] ?? main[0] ?? ''] as const
  })
}
