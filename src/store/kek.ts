import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

import { ThroughlineError } from '../core/errors.ts'
import { makeKey, readKey } from './keyFile.ts'
import { KEY_ID_BYTES, type Key } from './seal.ts'

/** The key-encryption key: it wraps rings and nothing else. */
export interface Kek extends Key {
  /** The version as it is stored beside what it wraps; derived from the key. */
  readonly name: string
  /** Kept in the database to tell the right key from a wrong one. */
  readonly check: string
}

/** Where the key comes from: one key, or two while a rotation is not finished. Only an empty database may be given a new one. */
export type KekSource = (databaseIsEmpty: boolean) => Promise<readonly Kek[]>

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

/** The key as the configuration gives it: 32 bytes in base64 (THROUGHLINE_KEY); `other` while a rotation is not finished. */
export const kekFromText =
  (text: string, other?: string): KekSource =>
  async () =>
    [text, ...(other === undefined ? [] : [other])].map(each => kekOf(decode(each)))

/** Where the next key of a rotation lies until it takes the place of the one before. */
export const nextKeyPath = (path: string): string => `${path}.next`

/** The key in a file of its own (base64, mode 0600), made there when the database is empty and only then. */
export const kekFromFile =
  (path: string): KekSource =>
  async databaseIsEmpty => {
    const text = (await readKey(path)) ?? (databaseIsEmpty ? await makeKey(path) : undefined)
    const next = await readKey(nextKeyPath(path))
    const keys = [text, next].filter(each => each !== undefined)
    if (keys.length > 0) return keys.map(each => kekOf(decode(each, path)))
    throw new ThroughlineError(
      'key-missing',
      `There are data, but the key that opens them is not at ${path}.`,
      'Put the key file back, or set THROUGHLINE_KEY. Without the key nothing can be read.',
    )
  }

const decode = (text: string, where = 'THROUGHLINE_KEY'): Buffer => {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length === KEY_BYTES) return bytes
  throw new ThroughlineError(
    'key-wrong',
    `${where} does not hold a key: it must be 32 bytes in base64.`,
    'Use the key these data were made with. A new one is made with: openssl rand -base64 32',
  )
}
