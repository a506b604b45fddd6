import * as z from 'zod'

import type { Dialog } from './dialogData.ts'
import { type Part, READ_BACK } from './part.ts'
import { asks, path } from './path.ts'

const inner = (schema: z.core.$ZodType | undefined, field: string): z.core.$ZodType | undefined =>
  schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodObject
    ? schema.valueType.shape[field]
    : undefined

const schemaOf = (dialog: Dialog, key: string): z.core.$ZodType | undefined => {
  const [name = '', , field] = key.split('/')
  return field === undefined ? dialog.answers[name] : inner(dialog.answers[name], field)
}

const fits = (dialog: Dialog, key: string, value: unknown): boolean => {
  if (key.endsWith('/again')) return true
  const schema = schemaOf(dialog, key)
  return schema !== undefined && z.safeParse(schema, value).success
}

/** A draft of an older version of its dialog, brought to this one: answers that still fit stay, the rest is asked again. */
export const refit = (dialog: Dialog, part: Part): Part => {
  if (part.version === dialog.version) return part
  const answers = Object.fromEntries(
    Object.entries(part.answers).filter(([key, value]) => fits(dialog, key, value)),
  )
  const { probing: _, ...calm } = part
  const refitted: Part = { ...calm, version: dialog.version, answers, passed: [] }
  const known = asks(path(dialog, { ...refitted, mode: 'all' }, '2000-01-01')).some(
    ({ key }) => key === part.at,
  )
  return known ? refitted : { ...refitted, at: READ_BACK }
}
