import * as z from 'zod'

/** Nudges that exist so far (domain catalogue E). */
export const nudgeIds = [
  'N-01',
  'N-02',
  'N-03',
  'N-04',
  'N-05',
  'N-08',
  'N-09',
  'N-13',
  'N-29',
] as const
export const nudgeId = z.enum(nudgeIds)
export type NudgeId = z.infer<typeof nudgeId>

/** As whom somebody gets it: the same nudge has other words for a manager, who reads dates only. */
export const nudgeAs = z.enum(['worker', 'supervisor', 'reviewer', 'owner'])
export type NudgeAs = z.infer<typeof nudgeAs>

/**
 * One due slot of a nudge: ids, dates and counts, never text. Its id is deterministic
 * (`N-13:ada-ben:2026-05-14`), so that telling the same twice is impossible.
 */
export const occurrence = z.strictObject({
  id: z.string(),
  nudge: nudgeId,
  as: nudgeAs,
  /** What is snoozed and counted together: `N-13:ada-ben`. */
  subject: z.string(),
  relationship: z.string(),
  /** For its words and buttons: `date`, `weeks`, `count`, `session`, `record`, `version`, `obligation`. */
  refs: z.record(z.string(), z.string()),
  /** First and last day on which it is of use. */
  from: z.iso.date(),
  until: z.iso.date(),
  /** Not before this hour of its first day, `HH:mm` in the person's zone (N-04: two hours after the session). */
  after: z.iso.time({ precision: -1 }).optional(),
  /** 1 goes first. */
  priority: z.int().min(1).max(9),
  /** Why it comes, in words without content: "C-04: at least monthly; last held 23 October". */
  because: z.string(),
})
export type Occurrence = Readonly<z.infer<typeof occurrence>>
