import { createHash } from 'node:crypto'

import type { InputBlock, KnownBlock } from '@slack/types'

import type { Field, FieldValue } from '../../src/core/card.ts'
import { chooser, datePicker, optionWords, valueOfToken, words } from './controls.ts'
import { element, label, pieces, short } from './escape.ts'
import { standing } from './ids.ts'
import { LIMITS } from './limits.ts'

/** What one input holds, within its field: the answer, own words beside a choice, or words in place of a date. */
type Role = 'own' | 'words' | number

/** Stable for a field, so that Slack keeps what stands in it when the view changes. */
export const blockIdOf = (name: string, role?: Role): string => {
  const base =
    name.length <= LIMITS.blockId && !name.includes('#')
      ? name
      : createHash('sha256').update(name).digest('base64url')
  return role === undefined ? base : `${base}#${role}`
}

const text = (value: FieldValue | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join('\n')

const array = (value: FieldValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const hintOf = ({ readers, hint }: Field): Pick<InputBlock, 'hint'> => {
  const line = short([hint, readers].filter(each => each !== undefined).join(' '), LIMITS.hint)
  return line === '' ? {} : { hint: element(line) }
}

const input = (
  field: Field,
  role: Role | undefined,
  says: string,
  control: InputBlock['element'],
): InputBlock => ({
  type: 'input',
  block_id: blockIdOf(field.name, role),
  label: label(says, LIMITS.inputLabel),
  optional: role === 'own' || role === 'words' || !field.required,
  // Slack may say nothing of what stands here when the window is closed; so it tells us on the way.
  dispatch_action: true,
  element: control,
  ...(role === undefined || role === 0 ? hintOf(field) : {}),
})

const typing = (initial: string, multiline: boolean): InputBlock['element'] => ({
  type: 'plain_text_input',
  action_id: 'value',
  multiline,
  max_length: LIMITS.input,
  dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
  ...(initial !== '' && { initial_value: initial }),
})

const unescaped = (piece: string): string =>
  piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** One input, or several for a text that is longer than Slack lets one be. */
const textInputs = (field: Field, multiline: boolean): readonly InputBlock[] => {
  const all = pieces(text(field.value), LIMITS.input).map(unescaped)
  if (all.length < 2) return [input(field, undefined, field.label, typing(all[0] ?? '', multiline))]
  return all.map((piece, at) =>
    input(field, at, at === 0 ? field.label : `${field.label} (goes on)`, typing(piece, true)),
  )
}

const ownWords = (field: Field, many: boolean): readonly InputBlock[] => {
  if (field.open !== true) return []
  const known = new Set((field.options ?? []).map(({ value }) => value))
  const own = array(field.value).filter(each => !known.has(each))
  const says = many ? 'In your own words, one on each line' : 'Or in your own words'
  return [input(field, 'own', says, typing(own.join('\n').slice(0, LIMITS.input), many))]
}

const choiceInputs = (field: Field, many: boolean): readonly KnownBlock[] => {
  const options = field.options ?? []
  const control = chooser({ options, many, chosen: array(field.value) }, 'value')
  if (control === undefined) return textInputs(field, many)
  return [
    ...optionWords(options),
    input(field, undefined, field.label, control),
    ...ownWords(field, many),
  ]
}

/** A day, or where that is offered, words in its place. */
const dateInputs = (field: Field): readonly InputBlock[] => {
  const day = input(field, undefined, field.label, datePicker('value', text(field.value)))
  const chosen = array(field.value)
  const control = chooser({ options: field.options ?? [], many: false, chosen }, 'value')
  return control === undefined
    ? [day]
    : [day, input(field, 'words', 'Or instead of a day', control)]
}

const inputsOf = (field: Field): readonly KnownBlock[] => {
  switch (field.kind) {
    case 'text':
    case 'number':
    case 'scale':
      return textInputs(field, false)
    case 'long':
    case 'list':
      return textInputs(field, true)
    case 'choice':
      return choiceInputs(field, false)
    case 'several':
      return choiceInputs(field, true)
    case 'date':
      return dateInputs(field)
    default:
      return field.kind satisfies never
  }
}

/** What is wrong and whom it is about stand above the question. */
export const fieldBlocks = (field: Field): readonly KnownBlock[] => [
  ...words(field.about ?? ''),
  ...words(field.error === undefined ? '' : `Please look at this again: ${field.error}`),
  ...inputsOf(field),
]

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

const lines = (typed: readonly string[]): readonly string[] =>
  typed.flatMap(each => each.split('\n')).filter(each => each.trim() !== '')

const partsOf = (inputs: Inputs, name: string): readonly string[] | undefined => {
  const whole = inputs.get(blockIdOf(name))
  if (whole !== undefined) return whole
  const parts: string[] = []
  for (let at = 0; inputs.has(blockIdOf(name, at)); at += 1)
    parts.push(...(inputs.get(blockIdOf(name, at)) ?? []))
  return inputs.has(blockIdOf(name, 0)) ? [parts.join('')] : undefined
}

/** The field’s answer as a form sends it; undefined when it is not on this page. */
export const readField = (field: Field, inputs: Inputs): FieldValue | undefined => {
  const found = partsOf(inputs, field.name)
  if (found === undefined) return undefined
  const own = inputs.get(blockIdOf(field.name, 'own')) ?? []
  const instead = inputs.get(blockIdOf(field.name, 'words')) ?? []
  const values = found.map(each => valueOfToken(each, field.options))
  if (field.kind === 'list') return lines(values)
  if (field.kind === 'several')
    return field.options === undefined ? lines(values) : [...values, ...lines(own)]
  if (field.kind === 'date' && instead[0] !== undefined)
    return valueOfToken(instead[0], field.options)
  const [typed = ''] = own
  return typed.trim() === '' ? (values[0] ?? '') : typed
}
