import type { Field, FieldValue } from '../../../../src/core/card.ts'

/** What every control of a form is given. `describedBy` names hint, readers and error. */
export interface ControlProps {
  readonly field: Field
  readonly value: FieldValue
  readonly id: string
  readonly describedBy: string
  readonly wrong: boolean
  set(value: FieldValue): void
}

export const asText = (value: FieldValue): string =>
  typeof value === 'string' ? value : value.join('\n')

export const asList = (value: FieldValue): readonly string[] =>
  typeof value === 'string' ? (value === '' ? [] : value.split('\n')) : value

/** Controls that are a group of smaller ones are named by a legend instead of a label. */
export const isGroup = ({ kind, options }: Field): boolean =>
  kind === 'scale' || kind === 'several' || kind === 'choice' || (kind === 'list' && !!options)
