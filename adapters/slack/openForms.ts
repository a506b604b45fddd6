import type { FieldValue, Form } from '../../src/core/card.ts'
import { bounded } from './bounded.ts'

/** A form that somebody has open in a modal. */
export interface OpenForm {
  /** As it is shown. */
  readonly form: Form
  /** What was pressed to open it, to open it again by. */
  readonly opener?: string
  /** What was sent so far, of this page and those before. */
  readonly before: Readonly<Record<string, FieldValue>>
  /** State of the inputs as it was heard of while typing. */
  readonly typed: Readonly<Record<string, unknown>>
}

/** How many open modals are remembered; one that is forgotten can still be sent, less comfortably. */
const MOST = 2000

export const createOpenForms = () => bounded<OpenForm>(MOST)
export type OpenForms = ReturnType<typeof createOpenForms>

/** The form with what was typed on the pages before and what was wrong. */
export const filledIn = (
  form: Form,
  values: Readonly<Record<string, FieldValue>>,
  errors: Readonly<Record<string, string>> = {},
): Form => ({
  ...form,
  fields: form.fields.map(field => {
    const { error: _, ...plain } = field
    const value = values[field.name] ?? field.value
    const error = errors[field.name]
    return {
      ...plain,
      ...(value !== undefined && { value }),
      ...(error !== undefined && { error }),
    }
  }),
})
