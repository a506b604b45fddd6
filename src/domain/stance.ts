import * as z from 'zod'

export const stanceKinds = [
  'seen',
  'agree',
  'agree with a comment',
  'ask for a change',
  'disagree with a comment',
] as const
export const stanceKind = z.enum(stanceKinds)
export type StanceKind = z.infer<typeof stanceKind>

/** What one party says of one version of a record. Undoing keeps the row and says when. */
export const stance = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  record: z.string(),
  version: z.int().positive(),
  person: z.string(),
  role: z.string(),
  kind: stanceKind,
  comment: z.string().optional(),
  /** Epoch ms. */
  at: z.number(),
  undoneAt: z.number().optional(),
})
export type Stance = Readonly<z.infer<typeof stance>>

/** A stance can be undone for ten minutes (design §7). */
export const UNDO_MS = 10 * 60_000

export const needsComment = (kind: StanceKind): boolean =>
  kind === 'agree with a comment' ||
  kind === 'ask for a change' ||
  kind === 'disagree with a comment'
