import * as z from 'zod'

import type { FieldValue } from './card.ts'

const thing = z.object({
  what: z.string(),
  who: z.string().optional(),
  by: z.string().optional(),
  why: z.string().optional(),
})
const things = z.array(thing)
const texts = z.array(z.string())

/** An answer as one would type it again: the value of its field when it is edited. */
export const typed = (value: unknown): FieldValue | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  const list = texts.safeParse(value)
  if (list.success) return list.data.length === 0 ? 'None' : list.data
  const lines = things.safeParse(value)
  if (!lines.success) return undefined
  return lines.data
    .map(({ what, who, by, why }) =>
      [what, who, by === undefined ? undefined : `by ${by}`, why]
        .filter(each => each !== undefined)
        .join(' - '),
    )
    .join('\n')
}
