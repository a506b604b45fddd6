import type { ActionsBlock, KnownBlock, PlainTextOption, Button as SlackButton } from '@slack/types'

import type { Block, Button, Option } from '../../src/core/card.ts'
import { clean } from '../../src/core/clean.ts'
import { element, label, pieces, short } from './escape.ts'
import { LIMITS } from './limits.ts'

/** Counts up within one message or view, so that every id in it is its own. */
export type Number = () => number

export const words = (text: string): readonly KnownBlock[] =>
  pieces(text, LIMITS.section).map(piece => ({ type: 'section', text: element(piece) }))

const isCut = (text: string): boolean => short(text, LIMITS.label) !== short(text, LIMITS.section)

const STYLES = { main: { style: 'primary' }, careful: { style: 'danger' }, quiet: {} } as const

export const pressButton = ({ label: text, press, tone = 'quiet' }: Button, next: Number) =>
  ({
    type: 'button',
    text: label(text, LIMITS.label),
    value: press,
    action_id: `press:${next()}`,
    ...STYLES[tone],
  }) as const satisfies SlackButton

export const viewButton = (text: string, view: string, next: Number): SlackButton => ({
  type: 'button',
  text: label(text, LIMITS.label),
  value: view,
  action_id: `view:${next()}`,
})

const inRows = (elements: readonly SlackButton[]): readonly ActionsBlock[] =>
  Array.from({ length: Math.ceil(elements.length / LIMITS.row) }, (_, at) => ({
    type: 'actions',
    elements: elements.slice(at * LIMITS.row, (at + 1) * LIMITS.row),
  }))

/** A button that Slack cannot carry is words; one whose words are cut has them all above. */
export const buttonRows = (
  buttons: readonly Button[],
  next: Number,
  others: readonly SlackButton[] = [],
): readonly KnownBlock[] => {
  const fits = buttons.filter(({ press }) => press.length <= LIMITS.press)
  const told = buttons.filter(each => !fits.includes(each) || isCut(each.label))
  return [
    ...told.flatMap(each => words(each.label)),
    ...inRows([...fits.map(each => pressButton(each, next)), ...others]),
  ]
}

/** What stands for an option: itself, or its number where it is too long; typed, a number means the same. */
export const optionToken = (value: string, at: number): string =>
  value.length > 0 && value.length <= LIMITS.option && !value.startsWith('#') ? value : `#${at + 1}`

/** The option that a token stands for; without the options its number, which can also be typed. */
export const valueOfToken = (token: string, options?: readonly Option[]): string => {
  const at = /^#(\d{1,3})$/.exec(token)?.[1]
  if (at === undefined) return token
  return options?.[Number(at) - 1]?.value ?? at
}

const wasCut = (options: readonly Option[]): boolean => options.some(each => isCut(each.label))

const optionOf =
  (numbered: boolean) =>
  ({ value, label: text }: Option, at: number) =>
    ({
      text: label(numbered ? `${at + 1}. ${text}` : text, LIMITS.label),
      value: optionToken(value, at),
    }) satisfies PlainTextOption

export interface Choosing {
  readonly options: readonly Option[]
  readonly many: boolean
  readonly chosen: readonly string[]
}

const pickedFrom = <T>(all: readonly T[], { options, chosen }: Choosing): readonly T[] =>
  all.filter((_, at) => chosen.includes(options[at]?.value ?? ''))

const allShown = (choosing: Choosing, options: PlainTextOption[], id: string) => {
  const picked = [...pickedFrom(options, choosing)]
  const [first] = picked
  if (choosing.many)
    return {
      type: 'checkboxes' as const,
      action_id: id,
      options,
      ...(picked.length > 0 && { initial_options: picked }),
    }
  return {
    type: 'radio_buttons' as const,
    action_id: id,
    options,
    ...(first !== undefined && { initial_option: first }),
  }
}

const folded = (choosing: Choosing, options: PlainTextOption[], id: string) => {
  const picked = [...pickedFrom(options, choosing)]
  const [first] = picked
  const placeholder = element('Choose')
  if (choosing.many)
    return {
      type: 'multi_static_select' as const,
      action_id: id,
      options,
      placeholder,
      ...(picked.length > 0 && { initial_options: picked }),
    }
  return {
    type: 'static_select' as const,
    action_id: id,
    options,
    placeholder,
    ...(first !== undefined && { initial_option: first }),
  }
}

/** Two options with one token cannot be told apart by Slack; the second is as good as the first. */
const distinct = (options: readonly PlainTextOption[]): PlainTextOption[] => [
  ...new Map(options.map(each => [each.value, each])).values(),
]

/** The element to choose with; undefined without any option. */
export const chooser = (given: Choosing, id: string) => {
  const options = given.options.slice(0, LIMITS.options)
  const choosing = { ...given, options }
  const all = distinct(options.map(optionOf(wasCut(options))))
  if (all.length === 0) return undefined
  return all.length <= LIMITS.open ? allShown(choosing, all, id) : folded(choosing, all, id)
}

/** Words of options that do not fit into Slack’s, and what to do when there are too many. */
export const optionWords = (options: readonly Option[]): readonly KnownBlock[] => [
  ...(wasCut(options)
    ? words(options.map((each, at) => `${at + 1}. ${clean(each.label)}`).join('\n'))
    : []),
  ...(options.length > LIMITS.options
    ? words(`These are the first ${LIMITS.options}. Others can be typed.`)
    : []),
]

type Pick = Extract<Block, { readonly kind: 'pick' }>
type DateBlock = Extract<Block, { readonly kind: 'date' }>

const takeButton = ({ press, submit }: Pick | DateBlock, next: Number): SlackButton => ({
  type: 'button',
  text: label(submit, LIMITS.label),
  value: press,
  action_id: `take:${next()}`,
})

export const pickBlocks = (pick: Pick, next: Number): readonly KnownBlock[] => {
  const at = next()
  const control = chooser(pick, `choose:${at}`)
  const head = [...words(pick.label), ...optionWords(pick.options)]
  if (control === undefined || pick.press.length > LIMITS.press) return head
  return [
    ...head,
    { type: 'actions', block_id: `ask:${at}`, elements: [control, takeButton(pick, next)] },
  ]
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

export const datePicker = (id: string, value?: string) => ({
  type: 'datepicker' as const,
  action_id: id,
  placeholder: element('Choose a day'),
  ...(isDay(value) && { initial_date: value }),
})

export const dateBlocks = (date: DateBlock, next: Number): readonly KnownBlock[] => {
  const at = next()
  if (date.press.length > LIMITS.press) return words(date.label)
  return [
    ...words(date.label),
    {
      type: 'actions',
      block_id: `ask:${at}`,
      elements: [datePicker(`choose:${at}`, date.value), takeButton(date, next)],
    },
  ]
}
