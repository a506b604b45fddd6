import { mayTakeStance } from '../domain/access.ts'
import { type Stance, stance, UNDO_MS } from '../domain/stance.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import { type Base, checkMark, marked } from './base.ts'
import { type RecordDocument, SCHEMA_VERSION, type StanceDocument } from './documents.ts'
import { conflict, notFound } from './errors.ts'
import { type Fields, idOf, keyOf, ofTenant, type Query, readable } from './query.ts'
import { recordRings } from './recordSeal.ts'
import { liveRelationship, relationshipRing } from './relationships.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'
import { audienceOf } from './sectionSeal.ts'
import { isListed } from './things.ts'

const inside = stance.pick({ role: true, kind: true, comment: true })

const boundTo = (tenant: string, id: string, record: string, version: number): Bound => ({
  tenant,
  kind: 'stance',
  id,
  part: record,
  rev: version,
})

export const sealStance = (
  ring: Ring,
  whole: Stance,
  of: Pick<RecordDocument, 'relationship' | 'readers'>,
): StanceDocument => {
  const { id, role, kind, comment, ...fields } = stance.parse(whole)
  return marked(ring, 'stance', {
    _id: keyOf(fields.tenant, id),
    schemaVersion: SCHEMA_VERSION,
    ...fields,
    relationship: of.relationship,
    readers: [...of.readers],
    sealed: seal(ring, boundTo(fields.tenant, id, fields.record, fields.version), {
      role,
      kind,
      comment,
    }),
  })
}

export const openStance = (ring: Ring, document: StanceDocument): Stance => {
  checkMark(ring, 'stance', document)
  const { tenant, record, version, person, at, undoneAt, sealed } = document
  const id = idOf(document)
  const said = inside.parse(open(ring, boundTo(tenant, id, record, version), sealed))
  return { id, tenant, record, version, person, at, undoneAt, ...said }
}

export const findStances = async (base: Base, query: Query): Promise<readonly Stance[]> => {
  const all: Stance[] = []
  for (const document of await base.tables.stances.list(query, { sort: { at: 1, _id: 1 } })) {
    const ring = await relationshipRing(base, document.tenant, document.relationship)
    if (ring !== undefined) all.push(openStance(ring, document))
  }
  return all
}

const own = async (base: Base, scope: Scope, wanted: Fields) =>
  readable(scope, await base.tenantNow(scope.tenant), wanted)

export const stanceStore = (base: Base): Pick<Store, 'stances'> => ({
  stances: async (scope, record) => findStances(base, await own(base, scope, { record })),
})

/** A role that somebody had in making it is theirs: whoever took it over since reads, and takes no stance. */
const isPartyAs = ({ parties }: RecordDocument, actor: string, wanted: string): boolean => {
  const had = parties.filter(({ role }) => role === wanted)
  return had.length === 0 || had.some(({ person }) => person === actor)
}

/** True when this is the actor's standing role in the record, and one that takes a stance on what it says. */
const mayTake = (
  tenantRing: Ring,
  scope: Scope,
  document: RecordDocument,
  role: string,
  isOn: boolean,
) =>
  document.stances.includes(role) &&
  isPartyAs(document, scope.actor, role) &&
  document.readers.some(
    // Whoever reads for a while longer, as a former supervisor does, takes no stance any more; a cover does until the last day.
    ({ person, basis, until }) =>
      person === scope.actor &&
      basis === role &&
      (until === undefined || isOn) &&
      document.sections.some(section => {
        const audience = audienceOf(tenantRing, section)
        return audience && isListed(basis) && mayTakeStance(basis, audience)
      }),
  )

/** True while the two work together, when they do so for a time only. */
const isOn = async (base: Base, scope: Scope, { readers, relationship }: RecordDocument) =>
  readers.some(({ person, until }) => person === scope.actor && until !== undefined) &&
  (await liveRelationship(base, scope, relationship)) !== undefined

const take = async (base: Base, scope: Scope, taken: Stance): Promise<void> => {
  const _id = keyOf(scope.tenant, taken.record, taken.version)
  const document = await base.tables.records.one(await own(base, scope, { _id }))
  const keys = document && (await recordRings(base, document))
  const isTheirs = taken.tenant === scope.tenant && taken.person === scope.actor
  if (document === undefined || keys === undefined || !isTheirs) throw notFound('record')
  if (!mayTake(keys.tenant, scope, document, taken.role, await isOn(base, scope, document)))
    throw notFound('record')
  if (document.state !== 'shared') throw conflict('record')
  const query = ofTenant(scope.tenant, { _id, state: 'shared' })
  await base.tables.records.change(query, { $inc: { stancesTaken: 1 } })
  await base.tables.stances.insert([sealStance(keys.shared, taken, document)])
}

const undo = async (
  base: Base,
  scope: Scope,
  ...[record, version, at]: Parameters<Tx['undoStance']>
): Promise<boolean> => {
  const query = await own(base, scope, { record, version, person: scope.actor })
  const found = await base.tables.stances.list(query, { sort: { at: -1, _id: 1 } })
  const last = found.find(({ undoneAt }) => undoneAt === undefined)
  if (last === undefined || at - last.at > UNDO_MS) return false
  const ring = await relationshipRing(base, scope.tenant, last.relationship)
  if (ring === undefined) return false
  checkMark(ring, 'stance', last)
  const { mac: _mac, ...fields } = last
  const next = marked(ring, 'stance', { ...fields, undoneAt: at })
  return base.tables.stances.replace(ofTenant(scope.tenant, { _id: last._id }), next)
}

export const stanceTx = (base: Base, scope: Scope): Pick<Tx, 'takeStance' | 'undoStance'> => ({
  takeStance: taken => take(base, scope, taken),
  undoStance: (...args) => undo(base, scope, ...args),
})
