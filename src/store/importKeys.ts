import { createHmac } from 'node:crypto'

import * as z from 'zod'

import type { Base } from './base.ts'
import { type ImportKeyDocument, SCHEMA_VERSION } from './documents.ts'
import { idOf, keyOf, ofTenant } from './query.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'

// A staff number or address says who somebody is: found by a keyed digest, kept under the organisation's key.
const digestOf = (ring: Ring, key: string): string =>
  createHmac('sha256', ring.tag).update('import key\0').update(key).digest('base64url')

const boundTo = (tenant: string, digest: string, person: string): Bound => ({
  tenant,
  kind: 'import key',
  id: digest,
  part: person,
})

/** The id that the document of a key has. */
export const importKeyId = (ring: Ring, key: string): string =>
  keyOf(ring.owner.tenant, digestOf(ring, key))

export const sealImportKey = (ring: Ring, key: string, person: string): ImportKeyDocument => {
  const { tenant } = ring.owner
  const bound = boundTo(tenant, digestOf(ring, key), person)
  return {
    _id: importKeyId(ring, key),
    schemaVersion: SCHEMA_VERSION,
    tenant,
    person,
    sealed: seal(ring, bound, key),
  }
}

const openKey = (ring: Ring, document: ImportKeyDocument): string => {
  const bound = boundTo(document.tenant, idOf(document), document.person)
  return z.string().parse(open(ring, bound, document.sealed))
}

/** What imports set up before: person by key. */
export const importKeys = async (
  base: Base,
  tenant: string,
): Promise<Readonly<Record<string, string>>> => {
  const found = await base.tables.importKeys.list(ofTenant(tenant))
  if (found.length === 0) return {}
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  return Object.fromEntries(found.map(each => [openKey(ring, each), each.person]))
}
