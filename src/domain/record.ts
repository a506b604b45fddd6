import * as z from 'zod'

import { audienceNames } from './circle.ts'
import { role } from './people.ts'
import { party } from './relationship.ts'

export const recordKindIds = ['R01', 'R02', 'R03', 'R04', 'R11', 'R12', 'R14', 'R15'] as const
export type RecordKind = (typeof recordKindIds)[number]
export const recordKind = z.enum(recordKindIds)

/** Record kinds that exist so far, with the names people read (domain catalogue B). */
export const recordKinds: Readonly<Record<RecordKind, string>> = {
  R01: 'Working agreement',
  R02: 'Supervision agreement',
  R03: 'Coaching agreement',
  R04: 'Supervision record',
  R11: 'Feedback record',
  R12: 'Improvement plan',
  R14: 'Coaching plan',
  R15: 'Coaching session',
}

export const audience = z.enum(audienceNames)

/** One answered question as it is filed: who answered which words with what. `value` parses with the dialog's schema. */
export const row = z.strictObject({
  key: z.string(),
  party: z.string(),
  /** Title of the scene it was answered in: the heading it stands under. */
  scene: z.string(),
  says: z.string(),
  heading: z.string(),
  value: z.json(),
  /** The answer as a person reads it, one entry a line. */
  shown: z.array(z.string()),
  assumed: z.literal(true).optional(),
})
export type Row = Readonly<z.infer<typeof row>>

/** Who may read a section, and on which ground; `until` is epoch ms (a former supervisor's 30 days). */
export const reader = z.strictObject({
  person: z.string(),
  basis: role,
  until: z.number().optional(),
})
export type Reader = Readonly<z.infer<typeof reader>>

/** What one circle reads of a record. */
export const section = z.strictObject({
  audience,
  readers: z.array(reader),
  rows: z.array(row),
})
export type Section = Readonly<z.infer<typeof section>>

/**
 * One version of a record. A filed version never changes (P9): a change makes the next one.
 * `shared` → `opened` once another party has read it (no recall any more) → `changeRequested` | final by its stances.
 */
export const record = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  kind: recordKind,
  version: z.int().positive(),
  relationship: z.string(),
  run: z.string(),
  dialog: z.strictObject({ id: z.string(), version: z.int() }),
  title: z.string(),
  /** The day it is about, ISO. */
  on: z.iso.date(),
  parties: z.array(party),
  /** Roles that take a stance. */
  stances: z.array(z.string()),
  /** Role that wrote it, and revises it when a change is asked for. */
  author: z.string(),
  state: z.enum(['shared', 'recalled', 'superseded', 'redacted']),
  /** How it came to be filed without everyone: named, neutral. */
  closed: z.enum(['party left', 'no reply']).optional(),
  /** Epoch ms of the filing and, per person, of the first reading. */
  filedAt: z.number(),
  opened: z.record(z.string(), z.number()),
  sections: z.array(section),
})
export type SupervisionRecord = Readonly<z.infer<typeof record>>
