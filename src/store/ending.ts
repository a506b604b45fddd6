import type { Audience } from '../domain/circle.ts'
import type { Reader } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Scope, Tx } from '../domain/store.ts'
import { type Base, checkMark, marked } from './base.ts'
import type { StoredReader } from './documents.ts'
import { notFound } from './errors.ts'
import { changeRecord } from './filing.ts'
import { everywhere, keyOf, ofTenant, type Query } from './query.ts'
import { allReaders, circleOf, readersAfter } from './readers.ts'
import { markRelationship, ownRelationship, relationshipRing } from './relationships.ts'
import type { Ring } from './rings.ts'
import { audienceOf } from './sectionSeal.ts'
import type { Table } from './table.ts'

interface Readable {
  readonly _id: string
  readonly readers: readonly StoredReader[]
  readonly mac: Uint8Array
}

/** Gives what `wanted` finds other readers, under a new MAC; nothing is encrypted anew. */
const reread = async <D extends Readable>(
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

const isBased = (reader: StoredReader): reader is StoredReader & Reader =>
  reader.basis !== undefined

const endWork = async (base: Base, ring: Ring, ended: Relationship, on: string): Promise<void> => {
  const { tables } = base
  const circle = circleOf(ended)
  if (circle === undefined) return
  const wanted = ofTenant(ended.tenant, { relationship: ended.id })
  const after =
    (audience: Audience) =>
    ({ readers }: Readable) =>
      readersAfter(readers.filter(isBased), audience, on)
  // A run whose dialog is not named in the clear is one of the restricted circle.
  await reread(ring, 'run', tables.runs, wanted, run =>
    after(run.named === undefined ? circle : 'restricted')(run),
  )
  await reread(ring, 'action', tables.actions, wanted, after(circle))
  await reread(ring, 'agenda item', tables.agenda, wanted, after(circle))
  await reread(ring, 'session', tables.sessions, wanted, after(circle))
}

const endRecords = async (base: Base, ring: Ring, ended: Relationship, on: string) => {
  const { tables, rings } = base
  const { tenant, id } = ended
  const tenantRing = await rings.need({ tenant, kind: 'tenant', id: tenant })
  for (const document of await tables.records.list(ofTenant(tenant, { relationship: id }))) {
    const sections = document.sections.map(section => {
      const audience = audienceOf(tenantRing, section) ?? 'restricted'
      return { ...section, readers: readersAfter(section.readers, audience, on) }
    })
    const readers = allReaders(sections)
    await changeRecord(base, document, { sections, readers })
    const { record, version } = document
    const wanted = ofTenant(tenant, { record, version })
    await reread(ring, 'stance', tables.stances, wanted, () => readers)
  }
}

const end = async (base: Base, scope: Scope, id: string, on: string): Promise<void> => {
  const { tenant } = scope
  const relationship = await ownRelationship(base, scope, id)
  const ring = await relationshipRing(base, tenant, id)
  if (relationship?.state !== 'confirmed' || ring === undefined) throw notFound('relationship')
  const ended: Relationship = { ...relationship, state: 'ended', until: on }
  const query = ofTenant(tenant, { _id: keyOf(tenant, id) })
  await base.tables.relationships.replace(query, markRelationship(ring, ended))
  await endWork(base, ring, ended, on)
  await endRecords(base, ring, ended, on)
}

export const endingTx = (base: Base, scope: Scope): Pick<Tx, 'endRelationship'> => ({
  endRelationship: (id, on) => end(base, scope, id, on),
})
