import { useId, useState } from 'preact/hooks'

import { useCell } from '../cell.ts'
import { sayDate } from '../say.ts'
import type { Showing } from '../showing.ts'
import type { BlockOf } from './block.ts'

interface Props {
  readonly block: BlockOf<'date'>
  readonly showing: Showing
}

/** A day to pick. */
export const DatePick = ({ block, showing }: Props) => {
  const { desk, place } = showing
  const id = useId()
  const [day, setDay] = useState(block.value ?? '')
  const busy = useCell(desk.presses.busy).has(place)
  const submit = (event: Event): void => {
    event.preventDefault()
    if (busy || day === '') return
    void desk.presses.press(
      place,
      { kind: 'press', press: block.press, values: [day] },
      sayDate(day),
    )
  }
  return (
    <form class="control" onSubmit={submit}>
      <label for={id}>{block.label}</label>
      <input
        id={id}
        type="date"
        value={day}
        onInput={({ currentTarget }) => setDay(currentTarget.value)}
      />
      <button type="submit" class="main" aria-disabled={busy || day === ''}>
        {block.submit}
      </button>
    </form>
  )
}
