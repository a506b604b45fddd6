import * as z from 'zod'

import { part } from '../core/part.ts'

/** A part that rests in its run while another has the focus, or none has. */
export const partRef = z.strictObject({
  id: z.string(),
  run: z.string(),
  scene: z.string(),
  party: z.string(),
  dialog: z.string(),
  title: z.string(),
  about: z.string(),
  /** ISO date until which it rests by its own wish. */
  until: z.iso.date().optional(),
})
export type PartRef = Readonly<z.infer<typeof partRef>>

/** What the bot keeps of a person between turns; lives sealed in the turn document, so it stays small. */
export const personState = z.strictObject({
  /** The part a typed word belongs to, with its draft. */
  focus: part.optional(),
  resting: z.array(partRef).readonly(),
  /** Parts to return to when the focused one is done, innermost last. */
  returnTo: z.array(z.string()).readonly(),
  /** A text that could be an answer or a command, until the person says which. */
  either: z.strictObject({ text: z.string(), name: z.string(), rest: z.string() }).optional(),
  /** A dialog that waits for the person to say with whom: relationship and name. */
  choosing: z
    .strictObject({
      dialog: z.string(),
      with: z.array(z.tuple([z.string(), z.string()])).readonly(),
    })
    .optional(),
  /** Part in which the quiet safety line was already shown. */
  safetyIn: z.string().optional(),
  /** Digest of a text the identifier check asked about; the same text again is kept. */
  askedAbout: z.string().optional(),
  /** Throughline has said who it is (D43). */
  met: z.literal(true).optional(),
  /** The last press, so that the same one twice stays silent. */
  lastPress: z.string().optional(),
})
export type PersonState = Readonly<z.infer<typeof personState>>

export const freshState: PersonState = { resting: [], returnTo: [] }

/** What was stored is an edge like any other; a state that does not parse begins afresh, its drafts lie in their runs. */
export const readState = (stored: unknown): PersonState =>
  stored === undefined || stored === null ? freshState : personState.parse(stored)
