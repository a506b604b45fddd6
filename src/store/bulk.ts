import mongoose, { type mongo } from 'mongoose'
import * as z from 'zod'

import { MAX_TIME_MS, type Table } from './table.ts'

/** For the house, for many people at once, in one command each; nothing of it is shown to anybody as it is. */

export type Operations<D extends { readonly _id: string }> =
  readonly mongo.AnyBulkWriteOperation<D>[]

const { MongoBulkWriteError } = mongoose.mongo
const DUPLICATE = 11000

/** Two that add the same at once: one of them hears of it, and what is there already is what both wanted. */
const isOnlyDuplicates = (error: unknown): error is mongo.MongoBulkWriteError =>
  error instanceof MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === DUPLICATE) &&
  error.code === DUPLICATE

/** All of it, whatever becomes of one of them; answers how many were found. */
export const writeMany = async <D extends { readonly _id: string }>(
  { bare }: Table<D>,
  operations: Operations<D>,
): Promise<number> => {
  if (operations.length === 0) return 0
  try {
    const options = { ordered: false, maxTimeMS: MAX_TIME_MS }
    return (await bare.bulkWrite(operations, options)).matchedCount
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error
    return error.result.matchedCount
  }
}

export const readMany = async <D extends { readonly _id: string }>(
  table: Table<D>,
  filter: mongo.Filter<D>,
): Promise<readonly D[]> => (await rawMany(table, filter)).map(table.parse)

/** Not looked at yet, for who can do without one that is not as it should be. */
export const rawMany = <D extends { readonly _id: string }>(
  { bare }: Table<D>,
  filter: mongo.Filter<D>,
) => bare.find(filter, { maxTimeMS: MAX_TIME_MS }).toArray()

/** A few fields of each, which are all plain. */
export const fieldsOf = async <D extends { readonly _id: string }, K extends keyof D & string>(
  { bare }: Table<D>,
  filter: mongo.Filter<D>,
  names: readonly K[],
): Promise<readonly Pick<D, K | '_id'>[]> => {
  const projection = Object.fromEntries(names.map(name => [name, 1]))
  return bare.find<Pick<D, K | '_id'>>(filter, { projection, maxTimeMS: MAX_TIME_MS }).toArray()
}

const newest = z.object({
  _id: z.object({ tenant: z.string(), relationship: z.string(), person: z.string() }),
  at: z.number(),
})
export type Newest = z.infer<typeof newest>

/** When each person last did something in each relationship: the greatest `at` by `person`, two plain fields. */
export const newestOf = async <D extends { readonly _id: string }>(
  { bare }: Table<D>,
  filter: mongo.Filter<D>,
  person: keyof D & string,
  at: keyof D & string,
): Promise<readonly Newest[]> => {
  const _id = { tenant: '$tenant', relationship: '$relationship', person: `$${person}` }
  const stages = [{ $match: filter }, { $group: { _id, at: { $max: `$${at}` } } }]
  const found = await bare.aggregate(stages, { maxTimeMS: MAX_TIME_MS }).toArray()
  return found.map(each => newest.parse(each))
}

const NOTHING = { _id: { $in: [] } } as const

/** A filter whose tenants stand first, so that no id leads across. */
export const byTenant = <T extends { readonly tenant: string }>(
  all: readonly T[],
  filterOf: (those: readonly T[]) => Readonly<Record<string, unknown>>,
) => {
  const tenants = new Map<string, T[]>()
  for (const each of all) {
    const those = tenants.get(each.tenant)
    if (those === undefined) tenants.set(each.tenant, [each])
    else those.push(each)
  }
  const filters = [...tenants].map(([tenant, those]) => ({ tenant, ...filterOf(those) }))
  return { $or: filters.length === 0 ? [NOTHING] : filters }
}
