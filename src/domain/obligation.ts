import * as z from 'zod'

export const obligationStates = ['open', 'paused', 'met', 'metLate', 'waived', 'ended'] as const

/**
 * One date that a rule asks for. It belongs to the worker (`person`); its days are computed once and kept, so that a
 * changed rule never rewrites what was. `open` and `paused` go on; all others are history.
 */
export const obligation = z.strictObject({
  /** `relationship:rule:since`, so that making it twice is impossible. */
  id: z.string(),
  tenant: z.string(),
  relationship: z.string(),
  rev: z.int(),
  person: z.string(),
  programme: z.string(),
  rule: z.string(),
  /** The day it is counted from: the last session held, or where tracking began. */
  since: z.iso.date(),
  soonOn: z.iso.date(),
  /** The last day that keeps the rule. */
  dueOn: z.iso.date(),
  /** The last day of grace. */
  graceUntil: z.iso.date(),
  /** From this day on the reporting line reads the dates; absent in a first cycle (cold start). */
  escalateOn: z.iso.date().optional(),
  state: z.enum(obligationStates),
  /** First day of the worker's own absence that pauses it. */
  pausedFrom: z.iso.date().optional(),
  /** First working day after such an absence: its days took the absence into account. */
  resumedOn: z.iso.date().optional(),
  /** What the two had agreed when its days were computed; another agreement computes an open one anew. */
  under: z.string().optional(),
  /** The held session that met it, also one with a cover. */
  session: z.string().optional(),
  closedOn: z.iso.date().optional(),
  waived: z
    .strictObject({ by: z.string(), reason: z.enum(['not needed', 'agreed otherwise']) })
    .optional(),
  /** Epoch ms at which the reporting line was told. */
  escalatedAt: z.number().optional(),
})
export type Obligation = Readonly<z.infer<typeof obligation>>

/** Where an open one stands on a day; derived, never stored. */
export type Stage = 'planned' | 'dueSoon' | 'due' | 'late' | 'overdue' | 'escalated'

/** Stage on this ISO date; `overdue` and `escalated` are words for us, never for people. */
export const stageOf = (
  { soonOn, dueOn, graceUntil, escalateOn }: Obligation,
  today: string,
): Stage => {
  if (escalateOn !== undefined && today >= escalateOn) return 'escalated'
  if (today > graceUntil) return 'overdue'
  if (today > dueOn) return 'late'
  if (today === dueOn) return 'due'
  return today >= soonOn ? 'dueSoon' : 'planned'
}
