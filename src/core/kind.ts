import * as z from 'zod'

/** How an answer of this schema is asked for and read. */
export type Kind =
  | {
      readonly kind: 'text' | 'long' | 'number' | 'scale' | 'date' | 'time' | 'list' | 'things'
    }
  | { readonly kind: 'choice' | 'several'; readonly options: readonly string[] }
  /** A date, or these words. */
  | { readonly kind: 'date or'; readonly words: string }

const known = new WeakMap<z.core.$ZodType, Kind>()

const arrayKind = (element: z.core.$ZodType): Kind => {
  if (element instanceof z.ZodEnum) return { kind: 'several', options: element.options.map(String) }
  if (element instanceof z.ZodObject) return { kind: 'things' }
  return { kind: 'list' }
}

const unionKind = (options: readonly z.core.$ZodType[]): Kind => {
  const literal = options.find(option => option instanceof z.ZodLiteral)
  return literal instanceof z.ZodLiteral
    ? { kind: 'date or', words: String(literal.value) }
    : { kind: 'text' }
}

const find = (schema: z.core.$ZodType): Kind => {
  if (schema instanceof z.ZodOptional) return find(schema.def.innerType)
  if (schema instanceof z.ZodEnum) return { kind: 'choice', options: schema.options.map(String) }
  if (schema instanceof z.ZodArray) return arrayKind(schema.element)
  if (schema instanceof z.ZodUnion) return unionKind(schema.options)
  if (schema instanceof z.ZodISODate) return { kind: 'date' }
  if (schema instanceof z.ZodISOTime) return { kind: 'time' }
  if (schema instanceof z.ZodNumber) return { kind: schema.maxValue === 10 ? 'scale' : 'number' }
  return { kind: schema instanceof z.ZodType && schema.meta()?.long === true ? 'long' : 'text' }
}

export const kindOf = (schema: z.core.$ZodType): Kind => {
  const kind = known.get(schema) ?? find(schema)
  known.set(schema, kind)
  return kind
}
