import type { Field, FieldValue } from '../../../../src/core/card.ts'
import { Note } from '../blocks/note.tsx'
import { type ControlProps, isGroup } from './control.ts'
import { fieldId } from './fieldId.ts'
import { OneOf, Scale } from './oneOf.tsx'
import { SomeOf } from './someOf.tsx'
import { DayInput, LineInput, LinesInput } from './typed.tsx'

const Control = (props: ControlProps) => {
  const { kind } = props.field
  switch (kind) {
    case 'text':
    case 'number':
      return <LineInput {...props} />
    case 'date':
      return <DayInput {...props} />
    case 'long':
      return <LinesInput {...props} />
    case 'list':
      return isGroup(props.field) ? <SomeOf {...props} /> : <LinesInput {...props} />
    case 'several':
      return <SomeOf {...props} />
    case 'choice':
      return <OneOf {...props} />
    case 'scale':
      return <Scale {...props} />
    default:
      return kind satisfies never
  }
}

interface Props {
  readonly field: Field
  readonly value: FieldValue
  readonly error: string | undefined
  set(value: FieldValue): void
}

const asides = (field: Field): string =>
  [
    field.required ? '' : 'Optional.',
    field.hint ?? '',
    field.kind === 'list' && !isGroup(field) ? 'One per line.' : '',
  ]
    .filter(words => words !== '')
    .join(' ')

/** One question: whom it is about, its words, who will read the answer, what was wrong, and the control. */
export const FormField = ({ field, value, error, set }: Props) => {
  const id = fieldId(field.name)
  const [aside, readers, says] = [`${id}-hint`, `${id}-readers`, `${id}-error`]
  const wrong = error !== undefined
  const describedBy = `${aside} ${readers} ${says}`
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      {field.about !== undefined && (
        <p class="about" dir="auto">
          {field.about}
        </p>
      )}
      {isGroup(field) ? (
        <p class="label" id={`${id}-label`} dir="auto">
          {field.label}
        </p>
      ) : (
        <label class="label" for={id} dir="auto">
          {field.label}
        </label>
      )}
      <p id={aside} class="hint" dir="auto">
        {asides(field)}
      </p>
      <div id={says} class="says">
        {error}
      </div>
      <Control {...{ field, value, id, describedBy, wrong, set }} />
      <div id={readers}>
        {field.readers !== undefined && (
          <Note block={{ kind: 'note', text: field.readers, tone: 'readers' }} />
        )}
      </div>
    </div>
  )
}
