import { randomUUID } from 'node:crypto'

import type { Connection } from 'mongoose'

import type { Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { type Command, connect } from './connect.ts'
import { toOurs } from './errors.ts'
import type { KekSource } from './kek.ts'
import { migrate } from './migrations.ts'
import { mongoStore } from './mongoStore.ts'
import { Rings } from './rings.ts'
import { openSystem, unlock } from './system.ts'
import { openTables } from './tables.ts'
import { tenantClock } from './tenantClock.ts'

export interface StoreOptions {
  readonly uri: string
  readonly database: string
  readonly kek: KekSource
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly ids?: () => string
  /** Hears of every command that was sent to the database, for metrics. */
  readonly onCommand?: (command: Command) => void
}

const openOn = async (connection: Connection, options: StoreOptions): Promise<Store> => {
  const { kek, now, ids = randomUUID } = options
  const tables = openTables(connection)
  const system = openSystem(connection)
  const hasRings = async () => (await tables.rings.bare.findOne({})) !== null
  const keks = await unlock(system, kek, async () => !(await hasRings()))
  await migrate(connection.getClient().db(connection.name), system, now)
  const rings = new Rings(tables.rings, keks, now)
  const base: Base = { connection, tables, rings, now, ids, tenantNow: tenantClock(tables, now) }
  return mongoStore(base, system)
}

/** Connects, holds the key against the data, prepares the database. Throws 'store-unavailable', 'key-missing', 'key-wrong' or 'migration-failed'. */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const connection = await connect(options.uri, options.database, options.onCommand).catch(
    error => {
      throw toOurs(error)
    },
  )
  try {
    return await openOn(connection, options)
  } catch (error) {
    await connection.close()
    throw toOurs(error)
  }
}
