import type { Card } from '../../core/card.ts'
import type { Dialog } from '../../core/dialogData.ts'
import { holds } from '../../core/holds.ts'
import { outside } from '../../core/lookup.ts'
import type { Answers } from '../../core/part.ts'
import { partiesOf } from '../../core/path.ts'
import { rows } from '../../core/rows.ts'
import { partFor } from '../../core/run.ts'
import type { Command } from '../../domain/format.ts'
import { addActions, followActions, keepLine, reviewActions } from './actions.ts'
import { addAgendaItem, coverAgenda, protectDate, raiseTopics, settleAgenda } from './agenda.ts'
import type { Filed } from './filed.ts'
import { askHelp } from './help.ts'
import { addNote } from './notes.ts'
import { holdSession, moveSession, planSession } from './sessions.ts'

type Run = (filed: Filed, from: readonly string[]) => Promise<void>

const run: Readonly<Record<Command, Run>> = {
  'action.add': addActions,
  'action.follow': followActions,
  'action.line': keepLine,
  'action.review': reviewActions,
  'agenda.add': addAgendaItem,
  'agenda.cover': coverAgenda,
  'agenda.protect': protectDate,
  'agenda.raise': raiseTopics,
  'agenda.settle': settleAgenda,
  'help.ask': askHelp,
  'note.add': addNote,
  'session.hold': holdSession,
  'session.move': moveSession,
  'session.plan': planSession,
}

/** What a next version may add to: new actions, another date. */
const again = new Set<Command>(['action.add', 'session.plan'])

const isCommand = (name: string): name is Command => name in run

const isSaid = (values: Answers, name: string): boolean =>
  Object.keys(values).some(key => key === name || key.startsWith(`${name}/`))

/** Runs what the end of the dialog leads to, each command once, in the dialog's order; answers what is said about it. */
export const leadTo = async (
  dialog: Dialog,
  filed: Omit<Filed, 'values' | 'filed' | 'tell'>,
): Promise<readonly Card[]> => {
  const { today } = filed.ctx.moment
  const done = new Set<string>()
  const values: Answers = Object.assign({}, ...Object.values(filed.run.answers))
  const whole = partFor(dialog, filed.run, dialog.scenes.flatMap(partiesOf)[0] ?? '', '*')
  const cards: Card[] = []
  const tell = (card: Card): void => void cards.push(card)
  const all: Filed = { ...filed, values, filed: rows(dialog, filed.run, today), tell }
  for (const { command, from, when } of dialog.files.leadsTo) {
    const wanted = holds(when, { ...whole, answers: values }, outside, today)
    const said = from.some(name => isSaid(values, name))
    const once = command === 'action.follow' ? command : `${command}:${from.join()}`
    if (!wanted || !said || !isCommand(command) || done.has(once)) continue
    if (filed.revision && !again.has(command)) continue
    done.add(once)
    await run[command](all, from)
  }
  // Whatever it was, dates, actions or the agenda may stand otherwise now.
  await filed.tx.lookAt(filed.relationship.parties.map(({ person }) => person))
  return cards
}
