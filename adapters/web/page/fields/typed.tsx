import { asList, asText, type ControlProps } from './control.ts'

const described = ({ id, describedBy, wrong, field }: ControlProps) =>
  ({
    id,
    'aria-describedby': describedBy,
    'aria-invalid': wrong,
    'aria-required': field.required,
    dir: 'auto',
  }) as const

/** One line, or a whole number. */
export const LineInput = (props: ControlProps) => (
  <input
    {...described(props)}
    type="text"
    inputMode={props.field.kind === 'number' ? 'numeric' : 'text'}
    autocomplete="off"
    value={asText(props.value)}
    onInput={({ currentTarget }) => props.set(currentTarget.value)}
  />
)

/** Words that may stand in place of a day, such as “To follow”. */
const Instead = ({ field, value, set }: ControlProps) =>
  field.options?.map(option => (
    <label key={option.value}>
      <input
        type="checkbox"
        checked={asText(value) === option.value}
        onChange={({ currentTarget }) => set(currentTarget.checked ? option.value : '')}
      />
      <span dir="auto">{option.label}</span>
    </label>
  ))

/** A day, or the words that may stand in its place. */
export const DayInput = (props: ControlProps) => {
  const words = props.field.options?.some(({ value }) => value === asText(props.value)) === true
  return (
    <div class="checks">
      <input
        {...described(props)}
        type="date"
        value={words ? '' : asText(props.value)}
        onInput={({ currentTarget }) => props.set(currentTarget.value)}
      />
      <Instead {...props} />
    </div>
  )
}

/** Several lines: one text, or one thing a line. */
export const LinesInput = (props: ControlProps) => {
  const isList = props.field.kind === 'list'
  return (
    <textarea
      {...described(props)}
      rows={isList ? 3 : 4}
      value={asText(props.value)}
      onInput={({ currentTarget: { value } }) => props.set(isList ? asList(value) : value)}
    />
  )
}
