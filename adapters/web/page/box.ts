import type { Outcome } from '../../../src/core/adapter.ts'
import type { TurnBody } from '../wire.ts'
import { fits } from './api.ts'
import { type Cell, cell } from './cell.ts'
import { keep, readKept } from './kept.ts'
import { type Line, newTurn } from './line.ts'
import { WORDS } from './say.ts'

export type Shows = (turn: TurnBody, outcome: Outcome) => void

/** The box that one types into: its words stay in it until they are saved. */
export interface Box {
  readonly draft: Cell<string>
  readonly saving: Cell<boolean>
  readonly problem: Cell<string | undefined>
  type(text: string): void
  send(): Promise<void>
  /** Something other than words was dropped or pasted: the bot says what it takes. */
  attach(): void
  /** Sends again what a reload interrupted. */
  resume(turn: TurnBody): Promise<void>
}

/** What is left in the box when `sent` is saved: whatever was typed after it. */
const rest = (draft: string, sent: string): string => {
  const trimmed = draft.trimStart()
  return trimmed.startsWith(sent) ? trimmed.slice(sent.length).trimStart() : draft
}

export const createBox = (line: Line, shows: Shows): Box => {
  const draft = cell(readKept(line.as).draft)
  const saving = cell(false)
  const problem = cell<string | undefined>(undefined)
  const type = (text: string): void => {
    draft.set(text)
    keep(line.as, { draft: text })
  }
  // Enter was pressed again before the last words were saved: what was typed after them follows.
  let hurried = false
  const deliver = async (turn: TurnBody): Promise<void> => {
    saving.set(true)
    const reply = await line.take(turn)
    saving.set(false)
    if (reply === undefined) return problem.set(WORDS.notSaved)
    if (turn.did.kind === 'text') type(rest(draft.get(), turn.did.text))
    shows(turn, reply.outcome)
    if (hurried) await send()
  }
  const send = async (): Promise<void> => {
    hurried = saving.get()
    const text = draft.get().trim()
    if (text === '' || hurried) return
    const turn = newTurn({ kind: 'text', text }, text)
    if (!fits(turn)) return problem.set(WORDS.tooLong)
    problem.set(undefined)
    await deliver(turn)
  }
  return {
    draft,
    saving,
    problem,
    type: text => {
      problem.set(undefined)
      type(text)
    },
    send,
    attach: () => void deliver(newTurn({ kind: 'attachment' })),
    resume: deliver,
  }
}
