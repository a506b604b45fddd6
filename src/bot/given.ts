import type { Dialog } from '../core/dialogData.ts'
import type { Given } from '../core/part.ts'
import { actionAbout } from './given/about.ts'
import { expectations, extensions, goals, livePlan, purpose, recordId } from './given/agreed.ts'
import { toAsk } from './given/people.ts'
import type { Read, Reading } from './given/reading.ts'
import { performanceDue, within } from './given/rules.ts'
import { comingSession, movedBefore, nextSession, notice, slots } from './given/sessions.ts'
import { balance, functionMemory, suggested } from './given/topics.ts'
import { agendaItems, agendaLines, openActions, ownItems } from './given/work.ts'

/** Every name a dialog may use in `given`, with how it is read. */
const readers: Readonly<Record<string, (reading: Reading) => Promise<Read>>> = {
  'run.startedBy': async ({ startedBy }) => startedBy,
  'about.action': actionAbout,
  'actions.open': openActions,
  'agenda.items': agendaItems,
  'agenda.lines': agendaLines,
  'agenda.mine': ownItems,
  'agenda.functions': functionMemory,
  'agenda.balance': balance,
  'agenda.suggested': suggested,
  'agreement.expectations': expectations,
  'agreement.summary': purpose,
  'coaching.goals': reading => goals(reading, 'R14'),
  'coaching.agreement': reading => recordId(reading, 'R03'),
  'improvement.goals': reading => goals(reading, 'R12'),
  'improvement.plan': livePlan,
  'improvement.extensions': extensions,
  'people.toAsk': toAsk,
  'performance.due': performanceDue,
  'session.next': nextSession,
  'session.coming': comingSession,
  'session.notice': notice,
  'session.moves': movedBefore,
  'session.slots': slots,
  'session.within': within,
}

/** Reads everything a dialog declares, once. Fixed lists stay in the dialog. */
export const readGiven = async (dialog: Dialog, reading: Reading): Promise<Given> => {
  const wanted = Object.entries(dialog.given).flatMap(([name, source]) =>
    typeof source === 'string' ? [[name, readers[source]] as const] : [],
  )
  const found = await Promise.all(
    wanted.map(async ([name, reader]) => [name, (await reader?.(reading)) ?? ''] as const),
  )
  return Object.fromEntries(found)
}
