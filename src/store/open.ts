import { randomUUID } from 'node:crypto'

import type { Connection } from 'mongoose'

import { ThroughlineError } from '../core/errors.ts'
import { type Anchor, anchorFile, noAnchor } from './anchor.ts'
import type { Base } from './base.ts'
import { type Command, connect } from './connect.ts'
import { toOurs } from './errors.ts'
import type { KekSource } from './kek.ts'
import { isMigrated, migrate } from './migrations.ts'
import { Rings } from './rings.ts'
import { isRestoring, openSystem, type System, unlock } from './system.ts'
import { openTables } from './tables.ts'
import { tenantClock } from './tenantClock.ts'

export interface StoreOptions {
  readonly uri: string
  readonly database: string
  readonly kek: KekSource
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly ids?: () => string
  /** A file outside the database that keeps the heads of the audit trail and who was erased. */
  readonly anchor?: string
  /** Hears of every command that was sent to the database, for metrics. */
  readonly onCommand?: (command: Command) => void
  /** What an operator should know, in a sentence. */
  readonly onWarning?: (warning: string) => void
}

/** Everything behind an open store. */
export interface House {
  readonly base: Base
  readonly system: System
  readonly anchor: Anchor
}

const unfinished = (): ThroughlineError =>
  new ThroughlineError(
    'backup-unreadable',
    'A backup was being restored here and the restore did not finish.',
    'Run the restore again: it starts from the beginning.',
  )

const unfinishedRotation =
  'A rotation of the key was begun and not finished: run keys:rotate again with both keys.'

/** On a connection of its own: an index over much data takes longer than anything else may. */
const prepare = async ({ uri, database, now }: StoreOptions, system: System): Promise<void> => {
  if (await isMigrated(system)) return
  const patient = await connect(uri, database, { patient: true })
  try {
    await migrate(patient.getClient().db(database), system, now)
  } finally {
    await patient.close()
  }
}

const openOn = async (connection: Connection, options: StoreOptions): Promise<House> => {
  const { now, ids = randomUUID, anchor: path, onWarning = () => {} } = options
  const tables = openTables(connection)
  const system = openSystem(connection)
  const isEmpty = async () => (await tables.rings.bare.findOne({})) === null
  const keks = await unlock(system, options.kek, isEmpty)
  if (keks.older.length > 0) onWarning(unfinishedRotation)
  await prepare(options, system)
  const rings = new Rings(tables.rings, keks, now)
  const tenantNow = tenantClock(tables, now)
  let counted = 0
  const count = () => {
    counted += 1
    return counted
  }
  const helpers = { now, ids, count, tenantNow, warn: onWarning }
  const base: Base = { connection, tables, rings, ...helpers }
  const anchor = path === undefined ? noAnchor : anchorFile(path)
  return { base, system, anchor }
}

/** Connects, holds the key against the data, prepares the database. */
export const openHouse = async (options: StoreOptions, whileRestoring = false): Promise<House> => {
  const connection = await connect(options.uri, options.database, options).catch(error => {
    throw toOurs(error)
  })
  try {
    const restoring = await isRestoring(openSystem(connection))
    if (restoring && !whileRestoring) throw unfinished()
    return await openOn(connection, options)
  } catch (error) {
    await connection.close()
    throw toOurs(error)
  }
}
