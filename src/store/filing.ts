import type { SupervisionRecord } from '../domain/record.ts'
import type { Scope, Tx } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { RecordDocument } from './documents.ts'
import { conflict, notFound } from './errors.ts'
import { type Fields, keyOf, ofTenant, readable } from './query.ts'
import { allReaders } from './readers.ts'
import { authorOf, withReaders } from './recordReaders.ts'
import { checkRecord, markRecord, recordRings, sealRecord } from './recordSeal.ts'
import { openAll } from './records.ts'
import { linesAbove, liveRelationship } from './relationships.ts'

/** Changes what is not signed: state, readings, readers. */
export const changeRecord = async (
  base: Base,
  document: RecordDocument,
  changes: Partial<Pick<RecordDocument, 'state' | 'opened' | 'sections' | 'readers'>>,
): Promise<void> => {
  const keys = await recordRings(base, document)
  if (keys === undefined) throw notFound('record')
  checkRecord(keys.shared, document)
  const { mac: _mac, ...fields } = document
  const { mac } = markRecord(keys.shared, { ...fields, ...changes })
  await base.tables.records.change(ofTenant(document.tenant, { _id: document._id }), {
    $set: { ...changes, mac },
  })
}

/** All versions of a record, the newest first, whoever asks. */
const versions = (base: Base, tenant: string, id: string): Promise<readonly RecordDocument[]> =>
  base.tables.records.list(ofTenant(tenant, { record: id }), { sort: { version: -1 } })

/** Versions that the actor may read, the newest first. */
const readableVersions = async (base: Base, scope: Scope, wanted: Fields) => {
  const at = await base.tenantNow(scope.tenant)
  return base.tables.records.list(readable(scope, at, wanted), { sort: { version: -1 } })
}

/** Whole, for whoever is a party and makes the next version of it. */
const newestOf = async (base: Base, scope: Scope, id: string) => {
  const [newest] = await versions(base, scope.tenant, id)
  const isTheirs = newest?.parties.some(({ person }) => person === scope.actor)
  if (newest === undefined || !isTheirs) return undefined
  const isLive = await liveRelationship(base, scope, newest.relationship)
  return isLive && (await openAll(base, [newest], () => true))[0]
}

const file = async (base: Base, scope: Scope, version: SupervisionRecord): Promise<void> => {
  const { tenant, id } = version
  const relationship = await liveRelationship(base, scope, version.relationship)
  const keys = await recordRings(base, version)
  if (relationship === undefined || keys === undefined || tenant !== scope.tenant) {
    throw notFound('relationship')
  }
  const before = await versions(base, tenant, id)
  const isNext = version.version === (before[0]?.version ?? 0) + 1
  const isSame = before.every(each => each.relationship === relationship.id)
  if (!isNext || !isSame) throw conflict('record')
  for (const each of before.filter(({ state }) => state === 'shared')) {
    await changeRecord(base, each, { state: 'superseded' })
  }
  const filed = withReaders(version, relationship, await linesAbove(base, relationship))
  await base.tables.records.insert([await sealRecord(base, keys, filed)])
}

const recall = async (base: Base, scope: Scope, id: string, version: number): Promise<boolean> => {
  const [newest, ...older] = await versions(base, scope.tenant, id)
  const author = newest && authorOf(newest)?.person
  if (newest?.version !== version || newest.state !== 'shared') return false
  const isOpened = Object.keys(newest.opened).some(each => each !== author)
  const isLive = await liveRelationship(base, scope, newest.relationship)
  if (author !== scope.actor || isOpened || !isLive) return false
  const sections = newest.sections.map(section => ({
    ...section,
    readers: section.readers.filter(({ person }) => person === author),
  }))
  await changeRecord(base, newest, { state: 'recalled', sections, readers: allReaders(sections) })
  // Taking the sharing back brings back what it had replaced.
  const replaced = older.find(({ state }) => state !== 'recalled')
  if (replaced?.state === 'superseded') await changeRecord(base, replaced, { state: 'shared' })
  return true
}

const opened = async (
  base: Base,
  scope: Scope,
  ...[id, version, at]: Parameters<Tx['opened']>
): Promise<boolean> => {
  const [found] = await readableVersions(base, scope, { _id: keyOf(scope.tenant, id, version) })
  if (found === undefined || scope.actor in found.opened) return false
  await changeRecord(base, found, { opened: { ...found.opened, [scope.actor]: at } })
  return true
}

export const filingTx = (
  base: Base,
  scope: Scope,
): Pick<Tx, 'record' | 'file' | 'recall' | 'opened'> => ({
  record: id => newestOf(base, scope, id),
  file: version => file(base, scope, version),
  recall: (id, version) => recall(base, scope, id, version),
  opened: (...args) => opened(base, scope, ...args),
})
