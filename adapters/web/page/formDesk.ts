import type { FieldValue } from '../../../src/core/card.ts'
import type { TurnBody } from '../wire.ts'
import { fits } from './api.ts'
import type { Shows } from './box.ts'
import type { Cell } from './cell.ts'
import { type OpenForm, settle, toSend } from './forms.ts'
import { keep } from './kept.ts'
import { type Line, newTurn } from './line.ts'
import { WORDS } from './say.ts'

/** The form on the screen, if any. It outlives a reload, and closing it half-way keeps what was typed. */
export interface FormDesk {
  readonly open: Cell<OpenForm | undefined>
  type(name: string, value: FieldValue): void
  submit(): Promise<void>
  close(): Promise<void>
  resume(turn: TurnBody): Promise<void>
}

const turnOf = (open: OpenForm, end: 'submit' | 'keep'): TurnBody =>
  newTurn({ kind: 'form', form: open.form.id, values: toSend(open), end })

/** Sends form turns and shows in the form what came of them. */
const createSender = (line: Line, open: Cell<OpenForm | undefined>, shows: Shows) => {
  /** The open form, when it is still the one that this turn came from. */
  const source = ({ did }: TurnBody): OpenForm | undefined =>
    did.kind === 'form' && did.form === open.get()?.form.id ? open.get() : undefined
  return {
    submitted: async (turn: TurnBody): Promise<void> => {
      const reply = await line.take(turn)
      const form = source(turn)
      if (reply !== undefined) shows(turn, reply.outcome)
      if (form === undefined) return
      if (reply === undefined) open.set({ ...form, saving: false, problem: WORDS.notTaken })
      else open.set(settle(form, reply.outcome))
    },
    kept: async (turn: TurnBody, form?: OpenForm): Promise<void> => {
      const reply = await line.take(turn)
      if (reply !== undefined) shows(turn, reply.outcome)
      else if (form !== undefined) open.set({ ...form, problem: WORDS.notTaken })
    },
  }
}

export const createFormDesk = (
  line: Line,
  open: Cell<OpenForm | undefined>,
  shows: Shows,
): FormDesk => {
  const { submitted, kept } = createSender(line, open, shows)
  open.listen(() => keep(line.as, { form: open.get() }))
  const send = async (end: 'submit' | 'keep'): Promise<void> => {
    const form = open.get()
    if (form === undefined || form.saving) return
    const { problem: _, ...clear } = form
    const turn = turnOf(form, end)
    if (!fits(turn)) return open.set({ ...clear, problem: WORDS.tooLong })
    open.set(end === 'submit' ? { ...clear, saving: true } : undefined)
    return end === 'submit' ? submitted(turn) : kept(turn, clear)
  }
  return {
    open,
    type: (name, value) => {
      const form = open.get()
      if (form !== undefined) open.set({ ...form, values: { ...form.values, [name]: value } })
    },
    submit: () => send('submit'),
    close: () => send('keep'),
    resume: turn =>
      turn.did.kind === 'form' && turn.did.end === 'keep' ? kept(turn) : submitted(turn),
  }
}
