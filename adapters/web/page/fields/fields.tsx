import type { Field, FieldValue } from '../../../../src/core/card.ts'
import { emptyOr, type OpenForm } from '../forms.ts'
import { FormField } from './field.tsx'

interface Props {
  readonly open: OpenForm
  type(name: string, value: FieldValue): void
}

/** The essential questions; the others wait under "Add more", unless one of them needs another look. */
export const Fields = ({ open, type }: Props) => {
  const { form, values, errors } = open
  const show = (field: Field) => (
    <FormField
      key={field.name}
      field={field}
      value={values[field.name] ?? emptyOr(field)}
      error={errors[field.name]}
      set={value => type(field.name, value)}
    />
  )
  const more = form.fields.filter(field => field.more === true)
  const wrongInside = more.some(({ name }) => errors[name] !== undefined)
  return (
    <>
      {form.fields.filter(field => field.more !== true).map(show)}
      {more.length > 0 && (
        <details class="more" {...(wrongInside && { open: true })}>
          <summary>Add more</summary>
          {more.map(show)}
        </details>
      )}
    </>
  )
}
