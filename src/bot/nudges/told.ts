import * as z from 'zod'

import { nudgeAs, nudgeId, type Occurrence } from '../../domain/nudge.ts'

/** What a button of a nudge carries, so that its card can be made again: ids, dates and counts. */
export type Told = Pick<
  Occurrence,
  'nudge' | 'as' | 'relationship' | 'subject' | 'refs' | 'because'
>

const head = z.object({
  n: nudgeId,
  as: nudgeAs,
  with: z.string(),
  s: z.string(),
  b: z.string(),
})

/** As arguments of a press. */
export const argsOf = (told: Told): Readonly<Record<string, string>> => ({
  ...told.refs,
  n: told.nudge,
  as: told.as,
  with: told.relationship,
  s: told.subject,
  b: told.because,
})

/** Reads them back; a press that was tampered with tells nothing. */
export const toldIn = (args: Readonly<Record<string, string>>): Told | undefined => {
  const known = head.safeParse(args)
  if (!known.success) return undefined
  const { n: _n, as: _as, with: _with, s: _s, b: _b, ...refs } = args
  const { n, as, with: relationship, s, b } = known.data
  return { nudge: n, as, relationship, subject: s, because: b, refs }
}
