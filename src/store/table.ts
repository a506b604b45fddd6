import type { Connection, mongo } from 'mongoose'
import type * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'
import { SCHEMA_VERSION } from './documents.ts'
import type { Query } from './query.ts'
import { schemaOf } from './schema.ts'
import { sessionHere } from './session.ts'

/** No operation that a person waits for may run longer on the server (ms). */
export const MAX_TIME_MS = 2000

export interface ListOptions {
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly limit?: number
  /** Read outside the transaction that is under way, if any. */
  readonly alone?: boolean
}

export interface Change {
  readonly $set?: Readonly<Record<string, unknown>>
  readonly $setOnInsert?: Readonly<Record<string, unknown>>
  readonly $unset?: Readonly<Record<string, 1>>
  readonly $inc?: Readonly<Record<string, number>>
}

/** One collection: queries only from query.ts, documents parsed on the way in and out. */
export interface Table<T extends { readonly _id: string }> {
  readonly name: string
  list(query: Query, options?: ListOptions): Promise<readonly T[]>
  one(query: Query, options?: ListOptions): Promise<T | undefined>
  insert(documents: readonly T[]): Promise<void>
  /** Puts `document` in the place of what `query` finds; false when it finds nothing. */
  replace(query: Query, document: T): Promise<boolean>
  /** How many it found. */
  change(query: Query, change: Change): Promise<number>
  /** Writes `document` unless its id is there. */
  addOnce(query: Query, document: T): Promise<void>
  /** How many it removed. */
  remove(query: Query): Promise<number>
  parse(document: unknown): T
  /** Without mongoose's work on every call: for the two operations of a turn, bulk writes and scans. */
  readonly bare: mongo.Collection<T>
}

/** Makes the mongoose model of a stored document and everything we do with it. */
export const tableOn = <S extends z.ZodObject<{ _id: z.ZodString }>>(
  connection: Connection,
  name: string,
  schema: S,
): Table<z.infer<S>> => {
  const model = connection.model(name, schemaOf(schema), name)
  const parse = parser(name, schema)
  const joined = () => {
    const session = sessionHere()
    return session && { session }
  }
  const limits = () => ({ maxTimeMS: MAX_TIME_MS, ...joined() })
  const options = ({ sort, limit, alone }: ListOptions = {}) => ({
    maxTimeMS: MAX_TIME_MS,
    ...(sort && { sort }),
    ...(limit !== undefined && { limit }),
    ...(!alone && joined()),
  })
  return {
    name,
    parse,
    bare: connection.getClient().db(connection.name).collection<z.infer<S>>(name),
    list: async ({ filter }, wanted) => {
      const found = await model.find(filter, null, options(wanted)).lean()
      return found.map(parse)
    },
    one: async ({ filter }, wanted) => {
      const found = await model.findOne(filter, null, options(wanted)).lean()
      return found === null ? undefined : parse(found)
    },
    insert: async documents => {
      const [only, ...others] = documents.map(parse)
      // A bulk write hides the kind of error behind one of its own.
      if (only !== undefined && others.length === 0) await model.insertOne(only, { ...joined() })
      else if (only !== undefined) await model.insertMany([only, ...others], { ...joined() })
    },
    replace: async ({ filter }, document) =>
      (await model.replaceOne(filter, parse(document), limits())).matchedCount === 1,
    change: async ({ filter }, change) =>
      (await model.updateMany(filter, change, limits())).matchedCount,
    addOnce: async ({ filter }, document) => {
      const { _id, ...fields } = parse(document)
      await model.updateOne(filter, { $setOnInsert: fields }, { ...limits(), upsert: true })
    },
    remove: async ({ filter }) => (await model.deleteMany(filter, limits())).deletedCount,
  }
}

const isNewer = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  'schemaVersion' in document &&
  Number(document.schemaVersion) > SCHEMA_VERSION

/** Throws 'newer-data' for what a newer program wrote, 'tampered' for what none of ours did. */
const parser =
  <S extends z.ZodObject>(name: string, schema: S) =>
  (document: unknown): z.infer<S> => {
    const parsed = schema.safeParse(document)
    if (isNewer(document)) throw newer(name)
    if (parsed.success) return parsed.data
    throw new ThroughlineError(
      'tampered',
      `A document in ${name} does not have the shape Throughline writes.`,
      'Somebody or something changed the database. Compare it with a backup before going on.',
    )
  }

const newer = (name: string): ThroughlineError =>
  new ThroughlineError(
    'newer-data',
    `A document in ${name} was written by a newer version of Throughline.`,
    'Start that version again, or wait until all instances are updated.',
  )
