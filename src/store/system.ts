import type { Connection, mongo } from 'mongoose'
import * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'
import { SCHEMA_VERSION } from './documents.ts'
import type { Kek, KekSource } from './kek.ts'
import type { Keks } from './rings.ts'

/** The house's own few documents: leases, migrations done, the check value of the key. */
export type System = mongo.Collection<SystemDocument>

interface SystemDocument {
  readonly _id: string
  readonly schemaVersion: number
  readonly fence?: number
  readonly until?: number
  readonly inUse?: KekState['inUse']
  readonly retired?: KekState['retired']
  readonly steps?: readonly { readonly id: string; readonly at: number }[]
  readonly at?: number
}

export const openSystem = (connection: Connection): System =>
  connection.getClient().db(connection.name).collection<SystemDocument>('system')

const KEK_ID = 'kek'
export const MIGRATIONS_DONE = 'migrations done'
const RESTORING = 'restoring'

/** What a backup takes along; leases and heartbeats belong to the moment. */
export const SYSTEM_KEPT: string[] = [MIGRATIONS_DONE, KEK_ID]

export const beginRestore = async (system: System, at: number): Promise<void> => {
  await system.insertOne({ _id: RESTORING, schemaVersion: SCHEMA_VERSION, at })
}

export const endRestore = async (system: System): Promise<void> => {
  await system.deleteOne({ _id: RESTORING })
}

/** True while a restore is under way, or was cut off. */
export const isRestoring = async (system: System): Promise<boolean> =>
  (await system.findOne({ _id: RESTORING })) !== null

const kekDocument = z.object({
  /** Versions that wrap a ring now; two of them while a rotation is under way. */
  inUse: z.array(z.object({ name: z.string(), check: z.string() })).readonly(),
  retired: z.array(z.object({ name: z.string(), at: z.number() })).readonly(),
})
export type KekState = z.infer<typeof kekDocument>

export const kekState = async (system: System): Promise<KekState | undefined> => {
  const found = await system.findOne({ _id: KEK_ID })
  return found === null ? undefined : kekDocument.parse(found)
}

/** Loads the key and holds it against the check value in the database; only an empty database takes a new one. */
export const unlock = async (
  system: System,
  source: KekSource,
  isEmpty: () => Promise<boolean>,
): Promise<Keks> => {
  const known = await kekState(system)
  const empty = known === undefined && (await isEmpty())
  const atHand = await source(empty)
  const [first] = atHand
  const state = known ?? (empty && first ? await introduce(system, first) : undefined)
  const inUse = state?.inUse ?? []
  const current = atHand.find(kek => inUse.some(each => sameKey(each, kek)))
  const opensAll = inUse.every(each => atHand.some(kek => sameKey(each, kek)))
  if (current === undefined || !opensAll) throw wrongKey(state)
  return { current, older: atHand.filter(kek => kek !== current) }
}

const sameKey = (a: KekState['inUse'][number], b: Kek): boolean =>
  a.name === b.name && a.check === b.check

const entry = ({ name, check }: Kek) => ({ name, check })

const introduce = async (system: System, kek: Kek): Promise<KekState | undefined> => {
  const first = { inUse: [entry(kek)], retired: [], schemaVersion: SCHEMA_VERSION }
  // Two instances that start at once: the first one's key counts, the other's is held against it.
  await system.updateOne({ _id: KEK_ID }, { $setOnInsert: first }, { upsert: true })
  return kekState(system)
}

const wrongKey = (state: KekState | undefined): ThroughlineError =>
  new ThroughlineError(
    'key-wrong',
    'The key does not open these data: it is not the one they were sealed with.',
    state !== undefined && state.inUse.length > 1
      ? 'A rotation of the key was not finished. Run it again with the old and the new key.'
      : 'Set THROUGHLINE_KEY, or put the key file back, as it was when these data were made.',
  )

/** Both versions may wrap from now on. */
export const beginRotation = async (system: System, next: Kek): Promise<void> => {
  await system.updateOne(
    { _id: KEK_ID, 'inUse.name': { $ne: next.name } },
    { $push: { inUse: entry(next) } },
  )
}

/** Nothing is wrapped by another version any more. */
export const endRotation = async (system: System, current: Kek, at: number): Promise<void> => {
  const state = await kekState(system)
  const gone = (state?.inUse ?? []).filter(({ name }) => name !== current.name)
  const retired = [...(state?.retired ?? []), ...gone.map(({ name }) => ({ name, at }))]
  await system.updateOne({ _id: KEK_ID }, { $set: { inUse: [entry(current)], retired } })
}
