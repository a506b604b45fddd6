import { Schema, type SchemaDefinition } from 'mongoose'
import * as z from 'zod'

type Path = SchemaDefinition[string]

/** What mongoose has no word for (records of keys, unions) is Mixed: zod checks it on the way in and out. */
const pathOf = (type: z.core.$ZodType): Path => {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault)
    return pathOf(type.def.innerType)
  if (type instanceof z.ZodString || type instanceof z.ZodStringFormat) return { type: String }
  if (type instanceof z.ZodEnum) return { type: String }
  if (type instanceof z.ZodNumber) return { type: Number }
  if (type instanceof z.ZodBoolean) return { type: Boolean }
  if (type instanceof z.ZodCustom) return { type: Schema.Types.Buffer }
  // A list that is not there stays so: mongoose would write an empty one, which no MAC was made over.
  if (type instanceof z.ZodArray) return { type: [pathOf(type.def.element)], default: undefined }
  if (type instanceof z.ZodObject) return { type: new Schema(paths(type), { ...thin, _id: false }) }
  return { type: Schema.Types.Mixed }
}

const paths = (object: z.ZodObject): SchemaDefinition =>
  Object.fromEntries(Object.entries(object.shape).map(([name, type]) => [name, pathOf(type)]))

// Empty objects are kept: a MAC is made over what was written and checked over what is read.
const thin = { minimize: false, versionKey: false, id: false, strict: 'throw' } as const

/** The thin mongoose schema of a stored document; the zod schema is the one source. */
export const schemaOf = (document: z.ZodObject): Schema => new Schema(paths(document), thin)
