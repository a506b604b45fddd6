import * as z from 'zod'

import { party } from './relationship.ts'

/** Part of a run that is sealed for one owner, and opened for its readers only. */
export const pocket = z.strictObject({
  name: z.string(),
  owner: z.strictObject({ kind: z.enum(['person', 'relationship']), id: z.string() }),
  /** Person ids who may open it. */
  readers: z.array(z.string()),
  body: z.json(),
})
export type Pocket = Readonly<z.infer<typeof pocket>>

/**
 * A dialog under way between its parties. Plain are ids, dates and states; everything said is in pockets:
 * `frame` and `shared:<audience>` (the relationship's), `own:<party>` (unrevealed and private answers) and `draft:<party>` (the author's).
 */
export const storedRun = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  rev: z.int(),
  dialog: z.strictObject({ id: z.string(), version: z.int() }),
  relationship: z.string(),
  parties: z.array(party),
  startedBy: z.string(),
  /** Epoch ms of the tenant's clock. */
  startedAt: z.number(),
  state: z.enum(['open', 'filed', 'ended']),
  ended: z.enum(['stopped', 'cancelled', 'no reply', 'party left', 'instead']).optional(),
  scene: z.string(),
  sceneOpenedAt: z.number(),
  /** Roles whose part of the current scene is open, finished, or who left. */
  openFor: z.array(z.string()),
  doneBy: z.array(z.string()),
  leftBy: z.array(z.string()),
  /** ISO dates until which a party's part rests. */
  restsUntil: z.record(z.string(), z.iso.date()),
  record: z.strictObject({ id: z.string(), version: z.int() }).optional(),
  pockets: z.array(pocket),
})
export type StoredRun = Readonly<z.infer<typeof storedRun>>
