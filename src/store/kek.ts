import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ThroughlineError } from '../core/errors.ts'
import type { Key } from './seal.ts'
import { KEY_ID_BYTES } from './seal.ts'

/** The key-encryption key: it wraps rings and nothing else. */
export interface Kek extends Key {
  /** The version as it is stored beside what it wraps; derived from the key. */
  readonly name: string
  /** Kept in the database to tell the right key from a wrong one. */
  readonly check: string
}

export interface Keks {
  readonly current: Kek
  /** Older versions that can still unwrap, while a rotation is under way. */
  readonly older: readonly Kek[]
}

/** Where the key comes from. Only an empty database may be given a new one. */
export type KekSource = (databaseIsEmpty: boolean) => Promise<Keks>

const KEY_BYTES = 32

export const kekOf = (key: Uint8Array): Kek => {
  const id = createHmac('sha256', key).update('throughline key id').digest()
  return {
    id: id.subarray(0, KEY_ID_BYTES),
    name: id.subarray(0, KEY_ID_BYTES).toString('base64url'),
    check: createHmac('sha256', key).update('throughline key check').digest('base64url'),
    secret: subkey(createSecretKey(key), 'wrap'),
  }
}

export const subkey = (secret: KeyObject, purpose: string): KeyObject =>
  createSecretKey(
    Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), `throughline ${purpose}`, KEY_BYTES)),
  )

/** The key as the configuration gives it: 32 bytes in base64 (THROUGHLINE_KEY); `older` while rotating. */
export const kekFromText = (text: string, older: readonly string[] = []): KekSource => {
  const current = kekOf(decode(text, 'THROUGHLINE_KEY'))
  const rest = older.map(each => kekOf(decode(each, 'The older key')))
  return async () => ({ current, older: rest })
}

/** The key in a file of its own (base64, mode 0600), made there when the database is empty and only then. */
export const kekFromFile =
  (path: string, older: readonly string[] = []): KekSource =>
  async databaseIsEmpty => {
    const text = (await readKey(path)) ?? (databaseIsEmpty ? await makeKey(path) : undefined)
    if (text === undefined) {
      throw new ThroughlineError(
        'key-missing',
        `There are data, but the key that opens them is not at ${path}.`,
        'Put the key file back, or set THROUGHLINE_KEY. Without the key nothing can be read.',
      )
    }
    const rest = older.map(each => kekOf(decode(each, 'The older key')))
    return { current: kekOf(decode(text, path)), older: rest }
  }

const decode = (text: string, where: string): Buffer => {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length === KEY_BYTES) return bytes
  throw new ThroughlineError(
    'key-wrong',
    `${where} does not hold a key: it must be 32 bytes in base64.`,
    'Use the key these data were made with. A new one is made with: openssl rand -base64 32',
  )
}

const readKey = async (path: string): Promise<string | undefined> => {
  try {
    const text = await readFile(path, 'utf8')
    if (process.platform === 'win32' || ((await stat(path)).mode & 0o077) === 0) return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw unreadable(path, 'cannot be read', error)
  }
  throw unreadable(path, 'can be read by other accounts of this machine')
}

const unreadable = (path: string, what: string, cause?: unknown): ThroughlineError =>
  new ThroughlineError(
    'key-wrong',
    `The key file ${path} ${what}.`,
    `Give it to the account that runs Throughline and to nobody else: chmod 600 ${path}`,
    cause,
  )

/** On the disk, with its folder, before anything is sealed with it; a second instance gets the first one's. */
const makeKey = async (path: string): Promise<string | undefined> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch(error => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await rm(draft)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
  return readKey(path)
}
