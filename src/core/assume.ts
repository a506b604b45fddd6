import * as z from 'zod'

import type { AskStep, Assumed } from './dialogData.ts'
import type { Part } from './part.ts'
import { resolve } from './say.ts'
import type { AskPoint } from './walk.ts'

export interface Assumption {
  readonly value: z.core.util.JSONType
  readonly assumed: boolean
}

const firstThatFits = (
  wordings: Assumed,
  schema: z.core.$ZodType,
  part: Part,
  point: AskPoint,
  today: string,
): z.core.util.JSONType | undefined => {
  for (const wording of typeof wordings === 'string' ? [wordings] : wordings) {
    const fits = z.safeParse(schema, resolve(wording, part, point.place, today))
    if (fits.success && fits.data !== undefined) return z.json().parse(fits.data)
  }
  return undefined
}

const isPlain = (assume: NonNullable<AskStep['assume']>): assume is Assumed =>
  typeof assume === 'string' || Array.isArray(assume)

const things = z.array(z.record(z.string(), z.json()))

/** Fills what each thing left out, such as an action's owner and date. */
const fillThings = (
  value: unknown,
  assume: Readonly<Record<string, Assumed>>,
  part: Part,
  point: AskPoint,
  today: string,
): Assumption | undefined => {
  const found = things.safeParse(value)
  const element = point.schema instanceof z.ZodArray ? point.schema.element : undefined
  if (!found.success || !(element instanceof z.ZodObject)) return undefined
  let assumed = false
  const filled = found.data.map(thing => {
    const missing = Object.entries(assume).flatMap(([field, wordings]) => {
      const schema = element.shape[field]
      if (thing[field] !== undefined || schema === undefined) return []
      const fits = firstThatFits(wordings, schema, part, point, today)
      return fits === undefined ? [] : [[field, fits] as const]
    })
    if (missing.length > 0) assumed = true
    return { ...thing, ...Object.fromEntries(missing) }
  })
  return { value: filled, assumed }
}

/** The answer as it will stand: what was said, completed by what the step assumes. */
export const settled = (part: Part, point: AskPoint, today: string): Assumption | undefined => {
  const value = part.answers[point.key]
  const { assume } = point.step
  if (assume === undefined) return value === undefined ? undefined : { value, assumed: false }
  if (isPlain(assume)) {
    if (value !== undefined) return { value, assumed: false }
    const fits = firstThatFits(assume, point.schema, part, point, today)
    return fits === undefined ? undefined : { value: fits, assumed: true }
  }
  if (value === undefined) return undefined
  return fillThings(value, assume, part, point, today) ?? { value, assumed: false }
}
