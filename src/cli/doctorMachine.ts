import { existsSync, readFileSync, statSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { join } from 'node:path'

import type { Config } from '../config.ts'
import type { Finding } from '../core/adapter.ts'
import { kekFromFile } from '../store/index.ts'
import { defaultCacheDir } from '../store/mongod/cache.ts'
import { findMongod } from '../store/mongod/find.ts'
import { fine, look, wrong } from './finding.ts'

const NODE = [20, 19] as const
const LITTLE_BYTES = 500 * 1024 * 1024

const node = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1])
  const says = `Node ${process.versions.node}`
  return enough
    ? fine('node', says)
    : wrong('node', says, `Install Node ${NODE.join('.')} or newer.`)
}

const othersMayRead = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0

const SECRET = /^\s*\w*(KEY|URI|SECRET|TOKEN|PASSWORD)\s*=\s*\S/m

const envFile = (): Finding => {
  const part = '.env'
  if (!existsSync(part)) return fine(part, 'there is none; the environment alone counts')
  if (!SECRET.test(readFileSync(part, 'utf8')) || !othersMayRead(part))
    return fine(part, 'is read at every start')
  return wrong(
    part,
    'It holds secrets that other accounts of this machine can read.',
    'chmod 600 .env',
  )
}

const dataDir = async ({ dataDir: path }: Config): Promise<Finding> => {
  const part = 'data directory'
  if (!existsSync(path)) return fine(part, `${path} is made by the first start`)
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  const { bavail, bsize } = await statfs(path)
  const left = `${Math.round((bavail * bsize) / 1024 ** 2)} MB free`
  if (bavail * bsize < LITTLE_BYTES)
    return wrong(
      part,
      `${path}: only ${left}`,
      'Make room; when the disk is full nothing is saved.',
    )
  return othersMayRead(path)
    ? wrong(part, `Other accounts of this machine can look into ${path}.`, `chmod 700 ${path}`)
    : fine(part, `${path}, ${left}`)
}

const key = async ({ key: setting }: Config): Promise<Finding> => {
  const part = 'key'
  if ('text' in setting) return fine(part, 'comes from THROUGHLINE_KEY')
  if (!existsSync(setting.file)) return fine(part, `${setting.file} is made by the first start`)
  await kekFromFile(setting.file)(false)
  return fine(part, `${setting.file}; do you have a copy elsewhere?`)
}

/** What a first start would run, without fetching anything. */
export const serverAtHand = async ({ mongodb }: Config): Promise<Finding> => {
  const part = 'database'
  const { env } = process
  const search = { env: { ...env, MONGOD_DOWNLOAD: 'off' }, cacheDir: defaultCacheDir(env) }
  try {
    const found = await findMongod({ ...search, onLine: () => {} }, undefined, mongodb.binary)
    return fine(
      part,
      `nothing is stored yet; MongoDB ${found.version} from ${found.source} will do it`,
    )
  } catch {
    return fine(part, 'nothing is stored yet; the first start fetches a MongoDB')
  }
}

export const isFirstRun = ({ dataDir: path, mongodb }: Config): boolean =>
  mongodb.uri === undefined && !existsSync(join(path, 'mongod.json'))

/** What can be said without settings. */
export const lookAtMachine = async (): Promise<readonly Finding[]> => [
  node(),
  await look('.env', envFile),
]

export const lookAtFiles = async (config: Config): Promise<readonly Finding[]> => [
  await look('data directory', () => dataDir(config)),
  await look('key', () => key(config)),
]
