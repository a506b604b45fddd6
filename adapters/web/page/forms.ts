import type { Outcome } from '../../../src/core/adapter.ts'
import type { Field, FieldValue, Form } from '../../../src/core/card.ts'

export type Values = Readonly<Record<string, FieldValue>>

/** A form on the screen: what was typed so far, what was wrong with it, and whether it is being saved. */
export interface OpenForm {
  readonly form: Form
  readonly values: Values
  readonly errors: Readonly<Record<string, string>>
  readonly saving: boolean
  /** Why it could not be sent at all. */
  readonly problem?: string
}

const isSeveral = ({ kind }: Field): boolean => kind === 'several' || kind === 'list'

/** What a field holds before anyone touches it. */
export const emptyOr = (field: Field): FieldValue => field.value ?? (isSeveral(field) ? [] : '')

export const openForm = (form: Form): OpenForm => ({
  form,
  values: Object.fromEntries(form.fields.map(field => [field.name, emptyOr(field)])),
  errors: Object.fromEntries(
    form.fields.flatMap(({ name, error }) => (error === undefined ? [] : [[name, error]])),
  ),
  saving: false,
})

/** What goes out: a list without its empty lines; a field left blank is sent as blank. */
export const toSend = ({ form, values }: OpenForm): Record<string, string | string[]> =>
  Object.fromEntries(
    form.fields.map(field => {
      const value = values[field.name] ?? emptyOr(field)
      const sent = typeof value === 'string' ? value : value.filter(each => each.trim() !== '')
      return [field.name, sent]
    }),
  )

/** The fields that need another look, in the order they stand. */
export const wrong = ({ form, errors }: OpenForm): readonly Field[] =>
  form.fields.filter(({ name }) => errors[name] !== undefined)

/** What the form becomes once its turn is saved: gone, or open again with what was wrong. */
export const settle = (open: OpenForm, { errors, form }: Outcome): OpenForm | undefined => {
  if (form !== undefined) {
    const again = openForm(form)
    return { ...again, errors: { ...again.errors, ...errors } }
  }
  const some = errors !== undefined && Object.keys(errors).length > 0
  return some ? { ...open, errors, saving: false } : undefined
}
