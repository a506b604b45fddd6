import type { Outcome } from '../../../src/core/adapter.ts'
import type { Card } from '../../../src/core/card.ts'
import type { TurnBody } from '../wire.ts'
import type { Cell } from './cell.ts'
import { type OpenForm, openForm } from './forms.ts'
import { type Line, nowOn } from './line.ts'

const said = (errors: NonNullable<Outcome['errors']>): Card => ({
  summary: '',
  blocks: Object.values(errors).map(text => ({ kind: 'text', text })),
})

/** Shows what came of a turn beside the cards that arrive by themselves. A form's own errors stay in the form. */
export const showOutcome = (
  line: Line,
  form: Cell<OpenForm | undefined>,
  { id, did }: TurnBody,
  { errors = {}, form: next, card }: Outcome,
): void => {
  const at = nowOn(line.clock.get())
  if (card !== undefined) line.put({ id: `${id}:card`, at, card })
  if (did.kind === 'form') return
  if (next !== undefined) form.set(openForm(next))
  else if (Object.keys(errors).length > 0) line.put({ id: `${id}:errors`, at, card: said(errors) })
}
