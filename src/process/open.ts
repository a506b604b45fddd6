import { existsSync } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Config } from '../config.ts'
import { isThroughlineError, ThroughlineError } from '../core/errors.ts'
import type { Clock } from '../core/time.ts'
import {
  type Command,
  kekFromFile,
  kekFromText,
  type MongoStore,
  openStore,
  type StoreOptions,
} from '../store/index.ts'
import { joinMongod, type Mongod, openMongod } from '../store/mongod/index.ts'
import { takeOwnership } from '../store/mongod/owner.ts'
import type { Lifecycle } from './lifecycle.ts'

export interface Opening {
  readonly clock: Clock
  readonly lifecycle: Lifecycle
  /** What a person who waits should know. */
  readonly onLine: (line: string) => void
  /** What an operator should know; told by `onLine` when left out. */
  readonly onWarning?: (line: string) => void
  readonly onCommand?: (command: Command) => void
}

/** What everything else stands on. */
export interface Ground {
  readonly mongod: Mongod
  readonly store: MongoStore
  /** Which database it is, in words. */
  readonly source: string
  /** The key file was made by this start. */
  readonly keyIsNew: boolean
}

/** The database that the address names, else ours. */
const databaseIn = (uri: string): string =>
  /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'throughline'

export const storeOptions = (
  { key, auditFile }: Config,
  uri: string,
  { clock, onLine, onWarning = onLine, onCommand }: Opening,
): StoreOptions => ({
  uri,
  database: databaseIn(uri),
  kek: 'file' in key ? kekFromFile(key.file) : kekFromText(key.text, key.next),
  now: clock.now,
  anchor: auditFile,
  onWarning,
  ...(onCommand !== undefined && { onCommand }),
})

/** Opens the database as the only process that uses DATA_DIR; it is closed when the lifecycle ends. */
export const openDatabase = async (config: Config, opening: Opening): Promise<Mongod> => {
  const { dataDir, mongodb } = config
  const { lifecycle, onLine } = opening
  if (mongodb.uri !== undefined) {
    // An embedded server has an owner already; with a server elsewhere the folder still wants one.
    const owned = await takeOwnership(dataDir)
    lifecycle.add('data directory', owned.release)
  }
  const mongod = await openMongod({ dataDir, onLine, ...mongodb })
  lifecycle.add('database', mongod.stop)
  return mongod
}

/** What lies outside DATA_DIR may lie where this account cannot write, as beside a container's volume. */
const ensurePlace = async (file: string, setting: string): Promise<void> => {
  try {
    if (!existsSync(file)) await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await access(existsSync(file) ? file : dirname(file), constants.W_OK)
  } catch (error) {
    throw new ThroughlineError(
      'config-invalid',
      `This account cannot write ${file}.`,
      `Name another place outside DATA_DIR in ${setting}, one that lasts.`,
      error,
    )
  }
}

const openStoreOn = async (config: Config, uri: string, opening: Opening): Promise<MongoStore> => {
  const { key, auditFile } = config
  if ('file' in key && !existsSync(key.file)) await ensurePlace(key.file, 'THROUGHLINE_KEY_FILE')
  await ensurePlace(auditFile, 'AUDIT_FILE')
  const store = await openStore(storeOptions(config, uri, opening))
  opening.lifecycle.add('store', store.close)
  return store
}

export const openGround = async (config: Config, opening: Opening): Promise<Ground> => {
  const mongod = await openDatabase(config, opening)
  const { key } = config
  const keyIsNew = 'file' in key && !existsSync(key.file)
  const store = await openStoreOn(config, mongod.uri, opening)
  return { mongod, keyIsNew, store, source: mongod.source }
}

/** Beside a running Throughline its database is used; else it is opened as a start would. */
export const openBeside = async (
  config: Config,
  opening: Opening,
): Promise<{ readonly store: MongoStore; readonly source: string }> => {
  const { uri } = config.mongodb
  if (uri !== undefined) {
    const mongod = await openMongod({ dataDir: config.dataDir, uri })
    const store = await openStoreOn(config, uri, opening)
    return { store, source: mongod.source }
  }
  try {
    return await openGround(config, opening)
  } catch (error) {
    const running = isThroughlineError(error, 'data-dir-in-use')
      ? await joinMongod(config.dataDir)
      : undefined
    if (running === undefined) throw error
    const store = await openStoreOn(config, running, opening)
    return { store, source: 'the database of the Throughline that is running' }
  }
}
