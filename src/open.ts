import { existsSync } from 'node:fs'

import type { Config } from './config.ts'
import type { Clock } from './core/time.ts'
import type { Store } from './domain/store.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type Command, kekFromFile, kekFromText, openStore } from './store/index.ts'
import { type Mongod, openMongod } from './store/mongod/index.ts'
import { takeOwnership } from './store/mongod/owner.ts'

/** What everything else stands on. */
export interface Ground {
  readonly mongod: Mongod
  readonly store: Store
  /** The key file was made by this start. */
  readonly keyIsNew: boolean
}

interface Opening {
  readonly clock: Clock
  readonly lifecycle: Lifecycle
  readonly onLine: (line: string) => void
  readonly onCommand?: (command: Command) => void
}

/** The database that the address names, else ours. */
const databaseIn = (uri: string): string =>
  /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'throughline'

/** An embedded server has an owner already; with a server elsewhere the folder still wants one. */
const ownDataDir = async ({ dataDir, mongodb }: Config, lifecycle: Lifecycle): Promise<void> => {
  if (mongodb.uri === undefined) return
  const owned = await takeOwnership(dataDir)
  lifecycle.add('data directory', owned.release)
}

/** Opens the database and the store on it; what was opened is closed when the lifecycle ends. */
export const openGround = async (config: Config, opening: Opening): Promise<Ground> => {
  const { dataDir, mongodb, key } = config
  const { clock, lifecycle, onLine, onCommand } = opening
  await ownDataDir(config, lifecycle)
  const mongod = await openMongod({ dataDir, onLine, ...mongodb })
  lifecycle.add('database', mongod.stop)
  const keyIsNew = 'file' in key && !existsSync(key.file)
  const store = await openStore({
    uri: mongod.uri,
    database: databaseIn(mongod.uri),
    kek: 'file' in key ? kekFromFile(key.file) : kekFromText(key.text),
    now: clock.now,
    ...(onCommand !== undefined && { onCommand }),
  })
  lifecycle.add('store', store.close)
  return { mongod, store, keyIsNew }
}
