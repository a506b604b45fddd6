import { type FileHandle, open } from 'node:fs/promises'

import mongoose, { type Connection } from 'mongoose'

import { ThroughlineError } from '../core/errors.ts'
import { auditTx } from './audit.ts'
import { headOf } from './auditSealer.ts'
import { type Frame, readBackup, unreadable } from './backupFile.ts'
import { connect } from './connect.ts'
import { noLook } from './deliveries.ts'
import { destroyRing, OPERATOR } from './erase.ts'
import { toOurs } from './errors.ts'
import type { Kek } from './kek.ts'
import { buildIndexes } from './migrations.ts'
import { type House, openHouse, type StoreOptions } from './open.ts'
import { everywhere, operator } from './query.ts'
import { unlessErased } from './rings.ts'
import { beginRestore, endRestore, isRestoring, openSystem, SYSTEM_KEPT } from './system.ts'
import { dayOf } from './tenantClock.ts'

const { BSON } = mongoose.mongo

/** `database` must be empty; `anchor` also tells who was erased since. */
export interface RestoreOptions extends StoreOptions {
  readonly path: string
}

export interface RestoreReport {
  /** Documents by table. */
  readonly counts: Readonly<Record<string, number>>
  /** Erasures since the backup that were done again. */
  readonly erased: number
  /** Deliveries that were waiting at the time of the backup and will not be sent. */
  readonly expired: number
}

type Database = ReturnType<ReturnType<Connection['getClient']>['db']>

const notEmpty = (): ThroughlineError =>
  new ThroughlineError(
    'backup-unreadable',
    'There are data in this database already.',
    'Restore into an empty one: another name, or another DATA_DIR.',
  )

/** Empties what a restore that was cut off left behind; refuses anything else that is not empty. */
const makeRoom = async (connection: Connection, database: Database, at: number): Promise<void> => {
  const system = openSystem(connection)
  const again = await isRestoring(system)
  for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray()) {
    const collection = database.collection(name)
    if (again && name !== 'system') await collection.deleteMany({})
    else if (!again && (await collection.findOne({})) !== null) throw notEmpty()
  }
  if (!again) await beginRestore(system, at)
  else await system.deleteMany({ _id: { $in: SYSTEM_KEPT } })
}

const asStored = { promoteValues: false, promoteBuffers: false, promoteLongs: false } as const

const insert = async (database: Database, frame: Frame, counts: Record<string, number>) => {
  if ('counts' in frame) return
  const documents = frame.documents.map(bytes => BSON.deserialize(bytes, asStored))
  await database.collection(frame.table).insertMany(documents, { ordered: false })
  counts[frame.table] = (counts[frame.table] ?? 0) + documents.length
}

const fill = async (connection: Connection, file: FileHandle, keks: readonly Kek[], at: number) => {
  const database = connection.getClient().db(connection.name)
  const counts: Record<string, number> = {}
  // Read to its end once before anything is written: half a backup is none.
  for await (const _ of readBackup(file, keks));
  await makeRoom(connection, database, at)
  await buildIndexes(database)
  for await (const frame of readBackup(file, keks)) await insert(database, frame, counts)
  return counts
}

/** What must not come back with the data: people who were erased since, and messages whose time has passed. */
const bringUpToDate = async ({ base, anchor }: House) => {
  const lines = await anchor.read()
  let erased = 0
  for (const line of lines) {
    if (line.is !== 'erased') continue
    const { tenant, kind, id, at } = line
    const done = await unlessErased(async () => {
      await destroyRing(base, quiet, { tenant, kind, id }, { actor: OPERATOR, on: dayOf(at) })
      return true
    })
    if (done) erased += 1
  }
  // A code may have been used or have run out since, and would open its door once more.
  await base.tables.codes.remove(everywhere())
  await base.tables.guesses.remove(everywhere())
  // What is due for somebody is looked at anew, so that a standing look goes on.
  const waiting = everywhere({ nextAt: operator({ $exists: true }), kind: noLook })
  const expired = await base.tables.deliveries.change(waiting, {
    $set: { state: 'expired' },
    $unset: { nextAt: 1, claim: 1 },
    $inc: { fence: 1 },
  })
  return { erased, expired }
}

const quiet = { append: async () => {}, read: async () => [] }

const noteInTrails = async ({ base, anchor }: House): Promise<void> => {
  for (const { _id: tenant } of await base.tables.tenants.list(everywhere())) {
    const head = await headOf(base, tenant)
    await anchor.append([{ is: 'restored', tenant, ...head, at: base.now() }])
    await unlessErased(() =>
      auditTx(base, { tenant, actor: OPERATOR }).audit({ action: 'restored', object: 'backup' }),
    )
  }
}

/** Puts a backup into an empty database and makes it current. Cut off anywhere, it is simply run again. */
export const restore = async (options: RestoreOptions): Promise<RestoreReport> => {
  const keks = await options.kek(false)
  const file = await open(options.path, 'r').catch(error => {
    throw unreadable(`${options.path} cannot be opened`, error)
  })
  try {
    const connection = await connect(options.uri, options.database)
    const counts = await fill(connection, file, keks, options.now()).finally(() =>
      connection.close(),
    )
    const house = await openHouse(options, true)
    try {
      const changed = await bringUpToDate(house)
      await noteInTrails(house)
      await endRestore(house.system)
      return { counts, ...changed }
    } finally {
      await house.base.connection.close()
    }
  } catch (error) {
    throw toOurs(error)
  } finally {
    await file.close()
  }
}
