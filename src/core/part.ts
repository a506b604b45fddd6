import * as z from 'zod'

/** One thing of a list that a loop walks: an open action, a goal. */
export const item = z.object({ id: z.string() }).catchall(z.union([z.string(), z.number()]))
export type Item = Readonly<z.infer<typeof item>>

/** What a dialog read at its start, frozen: a text, texts, or things with ids. */
export const givenValue = z.union([z.string(), z.array(z.string()), z.array(item)])
export const given = z.record(z.string(), givenValue)
export type Given = Readonly<z.infer<typeof given>>

/** Answer by key: `held`, `followed/<action id>/now`, `needs/2/gap`. What was stored as JSON is not looked through again. */
export const answers = z.record(z.string(), z.custom<z.core.util.JSONType>())
export type Answers = Readonly<z.infer<typeof answers>>

/** One party's stretch of a scene, with all that a turn needs: it lives in that person's turn document. */
export const part = z.strictObject({
  /** `<run>.<scene>.<party>` */
  id: z.string(),
  run: z.string(),
  dialog: z.string(),
  version: z.int(),
  scene: z.string(),
  party: z.string(),
  /** First names by party. */
  names: z.record(z.string(), z.string()),
  /** Whom and which day it is about; shown with every question. */
  about: z.string(),
  given,
  /** What others said in scenes that are closed, as far as this party reads it. */
  seen: z.record(z.string(), answers),
  answers,
  skipped: z.array(z.string()).readonly(),
  /** Tells that were shown, starts and waits that were passed. */
  passed: z.array(z.string()).readonly(),
  probed: z.array(z.string()).readonly(),
  /** Wait → the ISO date it ends, fixed when it began. */
  waits: z.record(z.string(), z.iso.date()).optional(),
  /** The key of the question a gentle second question is open for. */
  probing: z.string().optional(),
  /** What stands in a form that was closed half-way or refused, as typed. */
  rough: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).optional(),
  /** Key of the current point, or `read-back`. */
  at: z.string(),
  mode: z.enum(['essential', 'all']),
})
export type Part = Readonly<z.infer<typeof part>>

export const READ_BACK = 'read-back'

/** The scene name of a part that goes over all of a party's answers again, for a record's next version. */
export const REVISION = '*'

export const partId = (run: string, scene: string, party: string): string =>
  `${run}.${scene}.${party}`

/** What the engine may know of the moment: epoch ms, the ISO date where the person is, fresh ids. */
export interface Moment {
  readonly now: number
  readonly today: string
  readonly ids: () => string
}
