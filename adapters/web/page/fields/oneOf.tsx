import { useState } from 'preact/hooks'

import { asText, type ControlProps } from './control.ts'
import { Group } from './group.tsx'

const OTHER = 'Something else'

interface RadioProps {
  readonly name: string
  readonly label: string
  readonly checked: boolean
  choose(): void
}

const Radio = ({ name, label, checked, choose }: RadioProps) => (
  <label>
    <input type="radio" name={name} checked={checked} onChange={choose} />
    <span dir="auto">{label}</span>
  </label>
)

interface ClearProps {
  readonly shown: boolean
  clear(): void
}

/** Takes an answer back where none is needed. */
const Clear = ({ field, shown, clear }: Pick<ControlProps, 'field'> & ClearProps) =>
  shown && !field.required ? (
    <button type="button" class="quiet small" aria-label={`Clear: ${field.label}`} onClick={clear}>
      Clear
    </button>
  ) : null

/** One of a few, or words of one's own where the question is open. */
export const OneOf = (props: ControlProps) => {
  const { field, id, set } = props
  const value = asText(props.value)
  const options = field.options ?? []
  const isOwn = value !== '' && options.every(option => option.value !== value)
  const [own, setOwn] = useState(isOwn)
  const choose = (next: string): void => {
    setOwn(false)
    set(next)
  }
  const startOwn = (): void => {
    setOwn(true)
    set('')
  }
  return (
    <Group {...props} role="radiogroup" look="checks">
      {options.map(option => (
        <Radio
          key={option.value}
          name={id}
          label={option.label}
          checked={!own && option.value === value}
          choose={() => choose(option.value)}
        />
      ))}
      {field.open && <Radio name={id} label={OTHER} checked={own} choose={startOwn} />}
      {field.open && own && (
        <input
          type="text"
          aria-label={`${field.label}: ${OTHER}`}
          dir="auto"
          value={value}
          onInput={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
      <Clear field={field} shown={value !== '' || own} clear={() => choose('')} />
    </Group>
  )
}

const upTo = (max: number): readonly string[] => Array.from({ length: max + 1 }, (_, at) => `${at}`)

/** A number on a scale: the options given, else nought to ten (or to the field's own end). */
export const Scale = (props: ControlProps) => {
  const { field, id, set } = props
  const value = asText(props.value)
  const points =
    field.options ?? upTo(field.max ?? 10).map(point => ({ value: point, label: point }))
  return (
    <Group {...props} role="radiogroup" look="scale">
      {points.map(point => (
        <Radio
          key={point.value}
          name={id}
          label={point.label}
          checked={point.value === value}
          choose={() => set(point.value)}
        />
      ))}
      <Clear field={field} shown={value !== ''} clear={() => set('')} />
    </Group>
  )
}
