import * as z from 'zod'

import type { Shape } from './dialog.ts'
import type { Dialog } from './dialogData.ts'
import { kindOf } from './kind.ts'
import { lookup, type Place, rounds } from './lookup.ts'
import { type Item, item, type Part } from './part.ts'
import { textId } from './textId.ts'

/** A `given` of this part: frozen when it was read, or a fixed list of the dialog. */
export const givenIn = (dialog: Dialog, part: Part, name: string): unknown => {
  const fixed = dialog.given[name]
  return part.given[name] ?? (Array.isArray(fixed) ? fixed : undefined)
}

/** What is asked about each thing of a loop. */
export const fieldsOf = (schema: z.core.$ZodType | undefined): Shape => {
  if (!(schema instanceof z.ZodRecord) || !(schema.valueType instanceof z.ZodObject)) return {}
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.valueType.shape
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, each]) =>
      each instanceof z.ZodType ? [[name, each]] : [],
    ),
  )
}

const agreed = z.object({ what: z.string() }).catchall(z.union([z.string(), z.number()]))
const things = z.array(z.union([item, agreed, z.string()]))

/** A choice is the dialog's own word, so it may stand in an id; what somebody wrote may not. */
const idOf = (dialog: Dialog, name: string, text: string): string => {
  const schema = dialog.answers[name]
  if (schema === undefined || kindOf(schema).kind !== 'several') return textId(text)
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
}

/** The things a loop walks, each with an id that stays when the list around it changes. */
export const itemsOf = (
  dialog: Dialog,
  part: Part,
  place: Place,
  name: string,
): readonly Item[] => {
  if (dialog.answers[name] instanceof z.ZodRecord) return rounds(part, name)
  const found = things.safeParse(givenIn(dialog, part, name) ?? lookup(part, place, name) ?? [])
  if (!found.success) return []
  return found.data.map(each => {
    if (typeof each === 'string') return { id: idOf(dialog, name, each), text: each }
    return 'id' in each && typeof each.id === 'string'
      ? { ...each, id: each.id }
      : { ...each, id: textId(String(each.what)) }
  })
}
