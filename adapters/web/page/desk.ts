import { type Box, createBox, type Shows } from './box.ts'
import { cell } from './cell.ts'
import { createFormDesk, type FormDesk } from './formDesk.ts'
import type { OpenForm } from './forms.ts'
import { readKept } from './kept.ts'
import { createLine, type Line } from './line.ts'
import { showOutcome } from './outcome.ts'
import { createPresses, type Presses } from './presses.ts'

/** All that one person can do in this tab, and what of it is under way. */
export interface Desk {
  readonly line: Line
  readonly box: Box
  readonly presses: Presses
  readonly forms: FormDesk
  /** Takes up what a reload interrupted, then keeps up with the server until `stop`. */
  open(stop: AbortSignal): void
}

export const createDesk = (as: string): Desk => {
  const line = createLine(as)
  const kept = readKept(as)
  const saving = kept.waiting.some(({ did }) => did.kind === 'form' && did.end === 'submit')
  const form = cell<OpenForm | undefined>(kept.form && { ...kept.form, saving })
  const shows: Shows = (turn, outcome) => showOutcome(line, form, turn, outcome)
  const box = createBox(line, shows)
  const presses = createPresses(line, shows)
  const forms = createFormDesk(line, form, shows)
  const resume = async (turn: (typeof kept.waiting)[number]): Promise<void> => {
    if (turn.did.kind === 'text') return box.resume(turn)
    if (turn.did.kind === 'form') return forms.resume(turn)
    const reply = await line.take(turn)
    if (reply !== undefined) shows(turn, reply.outcome)
  }
  return {
    line,
    box,
    presses,
    forms,
    open: stop => {
      for (const turn of kept.waiting) void resume(turn)
      line.follow(stop)
    },
  }
}
