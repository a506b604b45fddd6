import * as z from 'zod'

import { valueOfToken } from './choices.ts'
import { LIMITS } from './limits.ts'

/** What somebody pressed, by the names we gave our controls; anything else is nobody’s. */
export type Action =
  | { readonly kind: 'press'; readonly press: string; readonly values?: readonly string[] }
  | { readonly kind: 'view'; readonly name: string }
  | { readonly kind: 'choose' }

const action = z.object({
  action_id: z.string().max(255),
  block_id: z.string().max(255).optional(),
  value: z.string().max(LIMITS.press).optional(),
})

const option = z.object({ value: z.string() })
const state = z.object({
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().nullish(),
  value: z.string().nullish(),
})

/** What stands in one input: the words typed, the day, or the options chosen. */
export const standing = (given: unknown): readonly string[] => {
  const read = state.safeParse(given)
  if (!read.success) return []
  const { selected_option, selected_options, selected_date, value } = read.data
  if (selected_options != null) return selected_options.map(each => each.value)
  return [selected_option?.value ?? selected_date ?? value].flatMap(each => each ?? [])
}

const inputs = z.record(z.string(), z.record(z.string(), z.unknown()))

const chosenBeside = (block: string | undefined, values: unknown): readonly string[] => {
  const read = inputs.safeParse(values)
  const beside = read.success && block !== undefined ? (read.data[block] ?? {}) : {}
  return Object.entries(beside)
    .filter(([id]) => id.startsWith('choose:'))
    .flatMap(([, given]) => standing(given))
}

export const readAction = (given: unknown, values: unknown): Action | undefined => {
  const read = action.safeParse(given)
  if (!read.success) return undefined
  const { action_id, block_id, value } = read.data
  const [kind] = action_id.split(':')
  if (kind === 'choose') return { kind: 'choose' }
  if (value === undefined) return undefined
  if (kind === 'press') return { kind: 'press', press: value }
  if (kind === 'view') return { kind: 'view', name: value }
  if (kind !== 'take') return undefined
  const chosen = chosenBeside(block_id, values).map(token => valueOfToken(token))
  return { kind: 'press', press: value, values: chosen }
}
