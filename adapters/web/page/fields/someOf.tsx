import { asList, type ControlProps } from './control.ts'
import { Group } from './group.tsx'

/** Any of several; where the question is open, also lines of one's own. */
export const SomeOf = (props: ControlProps) => {
  const { field, set } = props
  const options = field.options ?? []
  const values = asList(props.value)
  const known = new Set(options.map(({ value }) => value))
  const own = values.filter(value => !known.has(value))
  const toggle = (value: string, on: boolean): void => {
    const chosen = options.filter(option =>
      option.value === value ? on : values.includes(option.value),
    )
    set([...chosen.map(option => option.value), ...own])
  }
  const isOpen = field.open === true || field.kind === 'list'
  return (
    <Group {...props} role="group" look="checks">
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={({ currentTarget }) => toggle(value, currentTarget.checked)}
          />
          <span dir="auto">{label}</span>
        </label>
      ))}
      {isOpen && (
        <textarea
          aria-label={`${field.label}: something else, one per line`}
          placeholder="Something else, one per line"
          rows={2}
          dir="auto"
          value={own.join('\n')}
          onInput={({ currentTarget }) =>
            set([...values.filter(value => known.has(value)), ...currentTarget.value.split('\n')])
          }
        />
      )}
    </Group>
  )
}
