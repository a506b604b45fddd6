import { useId, useState } from 'preact/hooks'

import { useCell } from '../cell.ts'
import type { Showing } from '../showing.ts'
import type { BlockOf } from './block.ts'

interface Props {
  readonly block: BlockOf<'pick'>
  readonly showing: Showing
}
type Choosing = Props & {
  readonly chosen: readonly string[]
  choose(values: readonly string[]): void
}

const OneOf = ({ block, chosen, choose }: Choosing) => {
  const id = useId()
  return (
    <>
      <label for={id}>{block.label}</label>
      <select
        id={id}
        value={chosen[0] ?? ''}
        onChange={({ currentTarget }) => choose([currentTarget.value])}
      >
        <option value="" disabled>
          Please choose
        </option>
        {block.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  )
}

const SomeOf = ({ block, chosen, choose }: Choosing) => (
  <fieldset class="checks">
    <legend>{block.label}</legend>
    {block.options.map(({ value, label }) => (
      <label key={value}>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={({ currentTarget }) =>
            choose(
              currentTarget.checked ? [...chosen, value] : chosen.filter(each => each !== value),
            )
          }
        />
        <span dir="auto">{label}</span>
      </label>
    ))}
  </fieldset>
)

/** A choice too long for buttons, or of several. */
export const Pick = ({ block, showing }: Props) => {
  const { desk, place } = showing
  const [chosen, choose] = useState(block.chosen)
  const busy = useCell(desk.presses.busy).has(place)
  const missing = !block.many && chosen.length === 0
  const submit = (event: Event): void => {
    event.preventDefault()
    if (busy || missing) return
    const values = block.options.filter(({ value }) => chosen.includes(value))
    const did = {
      kind: 'press',
      press: block.press,
      values: values.map(({ value }) => value),
    } as const
    void desk.presses.press(place, did, values.map(({ label }) => label).join(', ') || block.submit)
  }
  return (
    <form class="control" onSubmit={submit}>
      {block.many ? (
        <SomeOf block={block} showing={showing} chosen={chosen} choose={choose} />
      ) : (
        <OneOf block={block} showing={showing} chosen={chosen} choose={choose} />
      )}
      <button type="submit" class="main" aria-disabled={busy || missing}>
        {block.submit}
      </button>
    </form>
  )
}
