import type { KnownBlock, PlainTextOption } from '@slack/types'

import type { Option } from '../../src/core/card.ts'
import { element, label, short } from './escape.ts'
import { LIMITS } from './limits.ts'
import { words } from './words.ts'

export const isCut = (text: string): boolean =>
  short(text, LIMITS.label) !== short(text, LIMITS.section)

/** What stands for an option: itself, or its number where it is too long; typed, a number means the same. */
export const optionToken = (value: string, at: number): string =>
  value.length > 0 && value.length <= LIMITS.option && !value.startsWith('#') ? value : `#${at + 1}`

/** The option that a token stands for; without the options its number, which can also be typed. */
export const valueOfToken = (token: string, options?: readonly Option[]): string => {
  const at = /^#(\d{1,6})$/.exec(token)?.[1]
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

type Elements = readonly PlainTextOption[]

/** Ten or fewer all stand open. */
const open = (many: boolean, all: Elements, picked: Elements, action_id: string) => {
  const [first] = picked
  const options = [...all]
  if (many) {
    const initial = picked.length > 0 && { initial_options: [...picked] }
    return { type: 'checkboxes' as const, action_id, options, ...initial }
  }
  const initial = first !== undefined && { initial_option: first }
  return { type: 'radio_buttons' as const, action_id, options, ...initial }
}

/** A menu takes a hundred; more stand in groups named after their first and last. */
const grouped = (all: Elements) => {
  if (all.length <= LIMITS.options) return { options: [...all] }
  const groups = Array.from({ length: Math.ceil(all.length / LIMITS.options) }, (_, at) =>
    all.slice(at * LIMITS.options, (at + 1) * LIMITS.options),
  )
  return {
    option_groups: groups.map((options, at) => ({
      label: element(`${at * LIMITS.options + 1} to ${at * LIMITS.options + options.length}`),
      options,
    })),
  }
}

const folded = (many: boolean, all: Elements, picked: Elements, action_id: string) => {
  const [first] = picked
  const menu = { action_id, ...grouped(all), placeholder: element('Choose') }
  if (many) {
    const initial = picked.length > 0 && { initial_options: [...picked] }
    return { type: 'multi_static_select' as const, ...menu, ...initial }
  }
  const initial = first !== undefined && { initial_option: first }
  return { type: 'static_select' as const, ...menu, ...initial }
}

/** Two options with one token cannot be told apart by Slack; the second is as good as the first. */
const distinct = (options: Elements): Elements => [
  ...new Map(options.map(each => [each.value, each])).values(),
]

/** As many as `bytes` hold, and at most a hundred groups of them. */
const fitting = (options: Elements, bytes: number): Elements => {
  let used = 0
  const over = options.findIndex(each => {
    used += Buffer.byteLength(JSON.stringify(each))
    return used > bytes
  })
  return options.slice(0, Math.min(over < 0 ? options.length : over, LIMITS.options ** 2))
}

/** How many of the options, from the first, one control holds. */
export const howMany = (options: readonly Option[], bytes: number): number =>
  fitting(options.map(optionOf(wasCut(options))), bytes).length

/** The element to choose with, undefined without any option; `shown` is how many of the options it holds. */
export const chooser = ({ options, many, chosen }: Choosing, id: string, bytes: number) => {
  const shown = fitting(options.map(optionOf(wasCut(options))), bytes)
  const all = distinct(shown)
  if (all.length === 0) return { control: undefined, shown: 0 }
  const tokens = new Set(
    options.flatMap(({ value }, at) => (chosen.includes(value) ? [optionToken(value, at)] : [])),
  )
  const picked = all.filter(({ value = '' }) => tokens.has(value))
  const show = all.length <= LIMITS.open ? open : folded
  return { control: show(many, all, picked, id), shown: shown.length }
}

/** Words of options that do not fit into Slack’s, and what to do when there are too many. */
export const optionWords = (options: readonly Option[], shown: number): readonly KnownBlock[] => {
  const listed = options
    .slice(0, shown)
    .map((each, at) => `${at + 1}. ${short(each.label, LIMITS.optionWords / shown)}`)
  return [
    ...(wasCut(options) ? words(listed.join('\n')) : []),
    ...(options.length > shown ? words(`These are the first ${shown}. Others can be typed.`) : []),
  ]
}
