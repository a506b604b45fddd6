import type { Connection } from 'mongoose'

import type { Rings } from './rings.ts'
import { macOf, sameBytes, tampered } from './seal.ts'
import type { Tables } from './tables.ts'

/** What every part of the store is given. */
export interface Base {
  readonly connection: Connection
  readonly tables: Tables
  readonly rings: Rings
  /** Epoch ms, server time. */
  now(): number
  ids(): string
  /** Grows with every call: the order of what this process did within a millisecond. */
  count(): number
  /** Epoch ms on the tenant's clock. */
  tenantNow(tenant: string): Promise<number>
  /** Tells whoever runs the house, in a sentence without anybody's words. */
  warn(sentence: string): void
}

interface Marker {
  readonly mac: Parameters<typeof macOf>[0]
}

/** `fields` with a keyed MAC over all of them. */
export const marked = <F extends { readonly _id: string }>(
  ring: Marker,
  kind: string,
  fields: F,
): F & { mac: Uint8Array } => ({ ...fields, mac: macOf(ring.mac, kind, fields) })

/** Throws 'tampered' when any field was changed by somebody who does not hold the key. */
export const checkMark = (
  ring: Marker,
  kind: string,
  document: { readonly _id: string; readonly mac: Uint8Array },
): void => {
  const { mac, ...fields } = document
  if (!sameBytes(mac, macOf(ring.mac, kind, fields))) throw tampered({ kind, id: document._id })
}
