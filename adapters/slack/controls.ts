import type { ActionsBlock, KnownBlock, Button as SlackButton } from '@slack/types'

import type { Block, Button } from '../../src/core/card.ts'
import { chooser, isCut, optionWords } from './choices.ts'
import { element, label } from './escape.ts'
import { LIMITS } from './limits.ts'
import { words } from './words.ts'

/** Counts up within one message or view, so that every id in it is its own. */
export type Number = () => number

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
  const { control, shown } = chooser(pick, `choose:${at}`, LIMITS.messageOptions)
  const head = [...words(pick.label), ...optionWords(pick.options, shown)]
  if (control === undefined || pick.press.length > LIMITS.press) return head
  return [
    ...head,
    { type: 'actions', block_id: `ask:${at}`, elements: [control, takeButton(pick, next)] },
  ]
}

export const isDay = (text: string | undefined): text is string =>
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
