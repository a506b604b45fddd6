import { fieldId } from './fields/fieldId.ts'
import { focusField } from './focusField.ts'
import { type OpenForm, wrong } from './forms.ts'

/** At the top of a form: which answers need another look, each a way to its field. */
export const ErrorSummary = ({ open }: { readonly open: OpenForm }) => {
  const fields = wrong(open)
  const named = new Set(fields.map(({ name }) => name))
  const others = Object.entries(open.errors).filter(([name]) => !named.has(name))
  const count = fields.length + others.length
  if (count === 0) return null
  return (
    <div class="wrong-summary" role="alert">
      <p>{count === 1 ? 'One answer needs another look' : `${count} answers need another look`}</p>
      <ul>
        {fields.map(({ name, label }) => (
          <li key={name}>
            <a
              href={`#${fieldId(name)}`}
              onClick={event => {
                event.preventDefault()
                focusField(name)
              }}
            >
              {label}
            </a>
          </li>
        ))}
        {others.map(([name, says]) => (
          <li key={name}>{says}</li>
        ))}
      </ul>
    </div>
  )
}
