import { dialogsIn } from '../core/dialog.ts'
import { type Audience, audiences } from './circle.ts'
import { type Probe, probes } from './probes.ts'
import type { RecordKind } from './record.ts'

/** What filing a record may set in motion. */
export const commands = [
  'action.add',
  'action.follow',
  'agenda.add',
  'agenda.cover',
  'session.hold',
  'session.plan',
] as const
export type Command = (typeof commands)[number]

/** Writes a dialog: every name in it is checked by the compiler, its shape when it is loaded. */
export const dialog = dialogsIn<Audience, Probe, RecordKind, Command>({ audiences, probes })
