import type { InputBlock, KnownBlock } from '@slack/types'

import type { Field } from '../../src/core/card.ts'
import { chooser, optionWords } from './choices.ts'
import { datePicker } from './controls.ts'
import { element, label, pieces, short } from './escape.ts'
import { blockIdOf, initialOf, type Role, type Side, wordsOf } from './inputs.ts'
import { bytesOf, LIMITS } from './limits.ts'
import { words } from './words.ts'

const hintOf = ({ readers, hint }: Field): Pick<InputBlock, 'hint'> => {
  const line = short([hint, readers].filter(each => each !== undefined).join(' '), LIMITS.hint)
  return line === '' ? {} : { hint: element(line) }
}

interface Input {
  readonly role: Role
  readonly says: string
  readonly control: InputBlock['element']
  /** Another input of the same question can be answered in place of this one. */
  readonly beside?: true
}

const input = (field: Field, { role, says, control, beside }: Input): InputBlock => ({
  type: 'input',
  block_id: blockIdOf(field.name, role),
  label: label(says, LIMITS.inputLabel),
  // Slack would not let the form go while this one is empty; whether one of them is filled in we see ourselves.
  optional: beside === true || role !== 'main' || !field.required,
  // Slack may say nothing of what stands here when the window is closed; so it tells us on the way.
  dispatch_action: true,
  element: control,
  ...(role === 'main' ? hintOf(field) : {}),
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
const textInputs = (
  field: Field,
  role: Side,
  says: string,
  many: boolean,
): readonly InputBlock[] => {
  const text = wordsOf(field, role)
  const all = pieces(text, LIMITS.input).map(unescaped)
  const [first = ''] = all
  const multiline = many || text.includes('\n') || all.length > 1
  return [
    input(field, { role, says, control: typing(first, multiline) }),
    ...all.slice(1).map((piece, at) => {
      const control = typing(piece, true)
      return input(field, { role: `${role}${at + 1}`, says: `${says} (goes on)`, control })
    }),
  ]
}

const OWN = 'Or in your own words'
const OWN_LINES = 'In your own words, one on each line'

const choiceInputs = (field: Field, many: boolean): readonly KnownBlock[] => {
  const options = field.options ?? []
  const choosing = { options, many, chosen: initialOf(field, 'main') }
  const { control, shown } = chooser(choosing, 'value', LIMITS.viewOptions)
  if (control === undefined) return textInputs(field, 'main', field.label, many)
  const others = field.open === true || shown < options.length
  const says = { role: 'main', says: field.label, control } as const
  return [
    ...optionWords(options, shown),
    input(field, others ? { ...says, beside: true } : says),
    ...(others ? textInputs(field, 'own', many ? OWN_LINES : OWN, many) : []),
  ]
}

/** A day, or where that is offered, words in its place. */
const dateInputs = (field: Field): readonly InputBlock[] => {
  const [day] = initialOf(field, 'main')
  const choosing = { options: field.options ?? [], many: false, chosen: initialOf(field, 'words') }
  const { control } = chooser(choosing, 'value', LIMITS.viewOptions)
  const rough = initialOf(field, 'own').length > 0
  const picker = { role: 'main', says: field.label, control: datePicker('value', day) } as const
  const words =
    control && input(field, { role: 'words', says: 'Or instead of a day', control, beside: true })
  return [
    input(field, words !== undefined || rough ? { ...picker, beside: true } : picker),
    ...(words === undefined ? [] : [words]),
    ...(rough ? textInputs(field, 'own', OWN, false) : []),
  ]
}

const inputsOf = (field: Field): readonly KnownBlock[] => {
  switch (field.kind) {
    case 'text':
    case 'number':
    case 'scale':
      return textInputs(field, 'main', field.label, false)
    case 'long':
    case 'list':
      return textInputs(field, 'main', field.label, true)
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

const TOO_LONG =
  'This is longer than can be changed here. It stays as it is; you can change it in a browser.'

/** What is wrong and whom it is about stand above the question. */
export const fieldBlocks = (field: Field): readonly KnownBlock[] => {
  const inputs = inputsOf(field)
  const wrong = field.error === undefined ? '' : `Please look at this again: ${field.error}`
  return [
    ...words(short(field.about ?? '', LIMITS.section)),
    ...words(short(wrong, LIMITS.section)),
    ...(bytesOf(inputs) <= LIMITS.field ? inputs : [...words(field.label), ...words(TOO_LONG)]),
  ]
}
