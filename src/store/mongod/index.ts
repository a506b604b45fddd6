import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'

import { ThroughlineError } from '../../core/errors.ts'
import type { Environment } from './binary.ts'
import { defaultCacheDir } from './cache.ts'
import { dbPathIn, startEmbedded } from './embedded.ts'
import { findMongod } from './find.ts'
import { keepRunning } from './keepRunning.ts'
import { checkOperatorsServer } from './operator.ts'
import { takeOwnership } from './owner.ts'
import { readRecord } from './series.ts'
import { seriesOf } from './version.ts'

export { joinMongod } from './join.ts'

export interface Mongod {
  readonly uri: string
  /** As `6.0`. */
  readonly series: string
  /** As `6.0.5`. */
  readonly version: string
  /** One line for the person: which server is used and where it came from. */
  readonly source: string
  /** Ends a server that we started; leaves an operator's alone. */
  stop(): Promise<void>
}

export interface MongodOptions {
  readonly dataDir: string
  /** MONGODB_URI: then nothing is started. */
  readonly uri?: string
  /** MONGOD_BINARY: then nothing is looked for. */
  readonly binary?: string
  readonly cacheDir?: string
  /** Allows fail points; for tests only. */
  readonly testCommands?: boolean
  readonly env?: Environment
  /** What a person who waits should know. */
  readonly onLine?: (line: string) => void
}

/** A MongoDB that is there and writable: the operator's, or one of our own on the files in `dataDir`. */
export const openMongod = async (options: MongodOptions): Promise<Mongod> => {
  const { uri, env = process.env } = options
  if (uri === undefined) return openOwn(options, env)
  const version = await checkOperatorsServer(uri, env)
  const source = `MongoDB ${version} named by MONGODB_URI`
  return { uri, version, series: seriesOf(version), source, stop: async () => {} }
}

const openOwn = async (options: MongodOptions, env: Environment): Promise<Mongod> => {
  const { onLine = () => {}, cacheDir = defaultCacheDir(env), testCommands = false } = options
  const dataDir = resolve(options.dataDir)
  await ensureWritable(dataDir)
  const ownership = await takeOwnership(dataDir)
  try {
    const record = await readRecord(dataDir, dbPathIn(dataDir))
    const series = record?.ready ? record.series : undefined
    const found = await findMongod({ env, cacheDir, onLine }, series, options.binary)
    await ownership.confirm()
    const started = await startEmbedded(dataDir, found, record, { env, testCommands })
    const kept = keepRunning(started.running, started.again, onLine)
    const stop = async () => {
      await kept.stop()
      await ownership.release()
    }
    const source = `MongoDB ${found.version} from ${found.source}, data in ${dataDir}`
    const { version } = found
    return { uri: started.uri, version, series: seriesOf(version), source, stop }
  } catch (error) {
    await ownership.release()
    throw error
  }
}

/** Makes the folder when it is not there; throws 'data-dir-unusable'. */
export const ensureWritable = async (dataDir: string): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ThroughlineError(
      'data-dir-unusable',
      `Throughline cannot write to its data directory, ${dataDir}.`,
      'Give this account the right to write there, or name another folder in DATA_DIR.',
      error,
    )
  }
}
