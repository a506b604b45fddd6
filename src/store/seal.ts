import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

import { ThroughlineError } from '../core/errors.ts'
import { canonical } from './canonical.ts'

/** What a sealed value belongs to. Moved to any other place it does not open. */
export interface Bound {
  readonly tenant: string
  readonly kind: string
  readonly id: string
  /** A section, a pocket or a field of it. */
  readonly part?: string
  readonly audience?: string
  readonly rev?: number
}

export interface Key {
  /** Eight bytes, kept in front of everything sealed with it. */
  readonly id: Uint8Array
  readonly secret: KeyObject
}

export const KEY_ID_BYTES = 8
const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES

const additional = ({ tenant, kind, id, part, audience, rev }: Bound): Buffer =>
  Buffer.from(JSON.stringify([tenant, kind, id, part ?? '', audience ?? '', rev ?? -1]))

// Random bytes are fetched for many IVs at once: asking for twelve costs as much as asking for all of these.
let pool = Buffer.alloc(0)
const newIv = (): Buffer => {
  if (pool.length < IV_BYTES) pool = randomBytes(IV_BYTES * 256)
  const iv = pool.subarray(0, IV_BYTES)
  pool = pool.subarray(IV_BYTES)
  return iv
}

/** AES-256-GCM. Layout: version 1 · key id 8 · IV 12 · ciphertext · tag 16 (bytes). */
export const sealBytes = (key: Key, bound: Bound, bytes: Uint8Array): Buffer => {
  const iv = newIv()
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(additional(bound))
  const body = cipher.update(bytes)
  const rest = cipher.final()
  return Buffer.concat([Uint8Array.of(VERSION), key.id, iv, body, rest, cipher.getAuthTag()])
}

/** Throws 'tampered' for what was sealed elsewhere, for something else, or changed since. */
export const openBytes = (key: Key, bound: Bound, sealed: Uint8Array): Buffer => {
  try {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    if (bytes[0] !== VERSION || bytes.length < HEAD_BYTES + TAG_BYTES) throw tampered(bound)
    if (!bytes.subarray(1, 1 + KEY_ID_BYTES).equals(key.id)) throw tampered(bound)
    const iv = bytes.subarray(1 + KEY_ID_BYTES, HEAD_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key.secret, iv, { authTagLength: TAG_BYTES })
    decipher.setAAD(additional(bound))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([
      decipher.update(bytes.subarray(HEAD_BYTES, -TAG_BYTES)),
      decipher.final(),
    ])
  } catch (error) {
    throw error instanceof ThroughlineError ? error : tampered(bound)
  }
}

/** `value` as JSON. */
export const seal = (key: Key, bound: Bound, value: unknown): Buffer =>
  sealBytes(key, bound, Buffer.from(JSON.stringify(value)))

export const open = (key: Key, bound: Bound, sealed: Uint8Array): unknown =>
  JSON.parse(openBytes(key, bound, sealed).toString('utf8'))

/** A keyed hash over plain fields: who may read, in which state. */
export const macOf = (secret: KeyObject, kind: string, fields: unknown): Buffer =>
  createHmac('sha256', secret).update(kind).update('\0').update(canonical(fields)).digest()

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)

export const tampered = ({ kind, id }: Pick<Bound, 'kind' | 'id'>): ThroughlineError =>
  new ThroughlineError(
    'tampered',
    `The stored ${kind} ${id} is not what Throughline wrote.`,
    'Somebody or something changed the database. Compare it with a backup before going on.',
  )
