import type { Reader } from '../domain/record.ts'
import { checkMark, marked } from './base.ts'
import type { StoredReader } from './documents.ts'
import { everywhere, type Query } from './query.ts'
import type { Ring } from './rings.ts'
import type { Table } from './table.ts'

export interface Readable {
  readonly _id: string
  readonly readers: readonly StoredReader[]
  readonly mac: Uint8Array
}

/** Gives what `wanted` finds other readers, under a new MAC; nothing is encrypted anew. */
export const reread = async <D extends Readable>(
  ring: Ring,
  kind: string,
  table: Table<D>,
  wanted: Query,
  readersOf: (document: D) => readonly StoredReader[],
): Promise<void> => {
  for (const document of await table.list(wanted)) {
    checkMark(ring, kind, document)
    const { mac: _mac, ...fields } = document
    const readers = readersOf(document)
    const { mac } = marked(ring, kind, { ...fields, readers })
    await table.change(everywhere({ _id: document._id }), { $set: { readers, mac } })
  }
}

export const isBased = (reader: StoredReader): reader is StoredReader & Reader =>
  reader.basis !== undefined
