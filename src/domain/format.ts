import { dialogsIn } from '../core/dialog.ts'
import { type Audience, audiences } from './circle.ts'
import { type Probe, probes } from './probes.ts'
import type { RecordKind } from './record.ts'

/** What the end of a dialog may set in motion. */
export const commands = [
  'action.add',
  'action.follow',
  'action.line',
  'action.review',
  'agenda.add',
  'agenda.cover',
  'agenda.protect',
  'agenda.raise',
  'agenda.settle',
  'help.ask',
  'note.add',
  'session.hold',
  'session.move',
  'session.plan',
] as const
export type Command = (typeof commands)[number]

/** Writes a dialog: every name in it is checked by the compiler, its shape when it is loaded. */
export const dialog = dialogsIn<Audience, Probe, RecordKind, Command>({
  audiences,
  probes,
  keepsToAuthor: ['note.add'],
})
