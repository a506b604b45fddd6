import { createSecretKey, randomBytes } from 'node:crypto'

import * as z from 'zod'

import { audienceNames } from '../domain/circle.ts'
import { row, type Section, type SupervisionRecord } from '../domain/record.ts'
import { canonical, sha256 } from './canonical.ts'
import type { SectionDocument } from './documents.ts'
import type { Ring } from './rings.ts'
import {
  type Bound,
  KEY_ID_BYTES,
  open,
  openBytes,
  sameBytes,
  seal,
  sealBytes,
  tampered,
} from './seal.ts'
import { tagged, untagged } from './veil.ts'

export const SALT_BYTES = 16

const inside = z.object({ salt: z.base64url(), rows: z.array(row) })

type Version = Pick<SupervisionRecord, 'tenant' | 'id' | 'version'>

const boundTo = (
  { tenant, id, version }: Version,
  kind: string,
  index: number,
  audience: string,
): Bound => ({ tenant, kind, id, part: String(index), audience, rev: version })

const keyFrom = (bytes: Uint8Array) => ({
  id: bytes.subarray(0, KEY_ID_BYTES),
  secret: createSecretKey(bytes.subarray(KEY_ID_BYTES)),
})

const hashOf = (salt: string, audience: string, rows: Section['rows']): Buffer =>
  sha256(Buffer.from(salt, 'base64url'), canonical({ audience, rows }))

export interface SectionRings {
  /** Wraps the section's key: the relationship's, or the author's for what is only theirs. */
  readonly wrapping: Ring
  readonly tenant: Ring
}

/** `author` is the person whose ring wraps the key, when it is not the relationship's. */
export const sealSection = (
  rings: SectionRings,
  version: Version,
  index: number,
  { audience, readers, rows }: Section,
  author?: string,
): SectionDocument => {
  const raw = randomBytes(KEY_ID_BYTES + 32)
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const bound = (kind: string) => boundTo(version, kind, index, audience)
  return {
    audience: tagged(rings.tenant, audience),
    readers: [...readers],
    ...(author !== undefined && { author }),
    key: sealBytes(rings.wrapping, bound('section key'), raw),
    sealed: seal(keyFrom(raw), bound('section'), { salt, rows }),
    hash: hashOf(salt, audience, rows),
  }
}

export const audienceOf = (tenantRing: Ring, { audience }: Pick<SectionDocument, 'audience'>) =>
  untagged(tenantRing, audienceNames, audience)

export const openSection = (
  rings: SectionRings,
  version: Version,
  index: number,
  document: SectionDocument,
): Section => {
  const audience = audienceOf(rings.tenant, document)
  if (audience === undefined) throw tampered({ kind: 'record', id: version.id })
  const bound = (kind: string) => boundTo(version, kind, index, audience)
  const raw = openBytes(rings.wrapping, bound('section key'), document.key)
  const { salt, rows } = inside.parse(open(keyFrom(raw), bound('section'), document.sealed))
  if (!sameBytes(hashOf(salt, audience, rows), document.hash)) {
    throw tampered({ kind: 'record', id: version.id })
  }
  return { audience, readers: document.readers, rows }
}
