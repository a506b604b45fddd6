import type { SupervisionRecord } from '../domain/record.ts'
import type { RecordFilter, Scope, Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { RecordDocument } from './documents.ts'
import { type Fields, keyOf, operator, type Query, readable } from './query.ts'
import { reads } from './readers.ts'
import { openRecord, recordRings } from './recordSeal.ts'
import { tagged } from './veil.ts'

type Mine = Parameters<typeof openRecord>[3]

export const openAll = async (
  base: Base,
  documents: readonly RecordDocument[],
  mine: Mine,
): Promise<readonly SupervisionRecord[]> => {
  const all: SupervisionRecord[] = []
  for (const document of documents) {
    const keys = await recordRings(base, document)
    if (keys !== undefined) all.push(await openRecord(base, keys, document, mine))
  }
  return all
}

export const findRecords = async (base: Base, query: Query): Promise<readonly RecordDocument[]> =>
  base.tables.records.list(query, { sort: { filedAt: -1, version: -1, _id: 1 } })

const newestOfEach = (documents: readonly RecordDocument[]): readonly RecordDocument[] => {
  const newest = new Map<string, RecordDocument>()
  for (const each of documents) {
    if (each.version > (newest.get(each.record)?.version ?? 0)) newest.set(each.record, each)
  }
  return documents.filter(each => newest.get(each.record) === each)
}

const standing = { state: operator({ $ne: 'superseded' }) }

const own = async (base: Base, scope: Scope, wanted: Fields) => {
  const at = await base.tenantNow(scope.tenant)
  const found = await findRecords(base, readable(scope, at, wanted))
  return openAll(base, newestOfEach(found), ({ readers }) => reads(readers, scope.actor, at))
}

const list = async (base: Base, scope: Scope, { relationship, kind }: RecordFilter = {}) => {
  const { tenant } = scope
  const ring = kind && (await base.rings.find({ tenant, kind: 'tenant', id: tenant }))
  return own(base, scope, {
    ...standing,
    ...(relationship !== undefined && { relationship }),
    ...(kind !== undefined && { kind: ring ? tagged(ring, kind) : kind }),
  })
}

const one = async (base: Base, scope: Scope, id: string, version?: number) => {
  const wanted =
    version === undefined ? { record: id, ...standing } : { _id: keyOf(scope.tenant, id, version) }
  return (await own(base, scope, wanted))[0]
}

export const recordStore = (base: Base): Pick<Store, 'records' | 'record'> => ({
  records: (scope, filter) => list(base, scope, filter),
  record: (scope, id, version) => one(base, scope, id, version),
})
