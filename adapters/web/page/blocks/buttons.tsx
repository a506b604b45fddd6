import type { Button } from '../../../../src/core/card.ts'
import { useCell } from '../cell.ts'
import type { Showing } from '../showing.ts'

interface Props {
  readonly buttons: readonly Button[]
  readonly showing: Showing
}

/** Buttons with exactly the words of the card; all of a place wait while one of them is being saved. */
export const Buttons = ({ buttons, showing }: Props) => {
  const { desk, place, live } = showing
  const busy = useCell(desk.presses.busy).has(place)
  if (!live) return null
  const take = (event: MouseEvent, { press, label }: Button): void => {
    // The second click of a double click means nothing new.
    if (busy || event.detail > 1) return
    void desk.presses.press(place, { kind: 'press', press }, label)
  }
  return (
    <div class="buttons">
      {buttons.map(button => (
        <button
          key={button.press}
          type="button"
          class={button.tone ?? 'plain'}
          aria-disabled={busy}
          onClick={event => take(event, button)}
        >
          {button.label}
        </button>
      ))}
    </div>
  )
}
