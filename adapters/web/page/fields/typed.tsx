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

export const DayInput = (props: ControlProps) => (
  <input
    {...described(props)}
    type="date"
    value={asText(props.value)}
    onInput={({ currentTarget }) => props.set(currentTarget.value)}
  />
)

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
