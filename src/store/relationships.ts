import { personAs, type Relationship, relationship } from '../domain/relationship.ts'
import type { Scope, Store } from '../domain/store.ts'
import { type Base, checkMark, marked } from './base.ts'
import { readMany } from './bulk.ts'
import { type RelationshipDocument, SCHEMA_VERSION } from './documents.ts'
import { idOf, keyOf, ofTenant, operator } from './query.ts'
import type { Owner, Ring } from './rings.ts'
import { dayOf } from './tenantClock.ts'

export const markRelationship = (ring: Ring, whole: Relationship): RelationshipDocument => {
  const { id, ...fields } = relationship.parse(whole)
  return marked(ring, 'relationship', {
    _id: keyOf(fields.tenant, id),
    schemaVersion: SCHEMA_VERSION,
    ...fields,
  })
}

export const relationshipRing = ({ rings }: Base, tenant: string, id: string) =>
  rings.find({ tenant, kind: 'relationship', id })

const ownerOf = (document: RelationshipDocument): Owner => ({
  tenant: document.tenant,
  kind: 'relationship',
  id: idOf(document),
})

const read = (ring: Ring, document: RelationshipDocument): Relationship => {
  checkMark(ring, 'relationship', document)
  const { _id, schemaVersion: _version, mac: _mac, ...fields } = document
  return { id: idOf(document), ...fields }
}

/** Undefined when what the two shared was erased. */
const opened = async (
  base: Base,
  document: RelationshipDocument,
): Promise<Relationship | undefined> => {
  const id = idOf(document)
  const ring = await relationshipRing(base, document.tenant, id)
  return ring && read(ring, document)
}

const list = async (
  base: Base,
  tenant: string,
  wanted: Parameters<typeof ofTenant>[1],
): Promise<readonly Relationship[]> => {
  const found = await base.tables.relationships.list(ofTenant(tenant, wanted), { sort: { _id: 1 } })
  await base.rings.load(found.map(each => ({ tenant, kind: 'relationship', id: idOf(each) })))
  const all = await Promise.all(found.map(each => opened(base, each)))
  return all.filter(each => each !== undefined)
}

interface Opened {
  readonly whole: Relationship
  readonly ring: Ring
}

/** Of many tenants at once, for the house; those whose ring was destroyed are left out. */
export const relationshipsOf = async (
  base: Base,
  filter: Parameters<typeof readMany<RelationshipDocument>>[1],
): Promise<readonly Opened[]> => {
  const found = await readMany(base.tables.relationships, filter)
  const ringFor = await base.rings.several(found.map(ownerOf))
  return found.flatMap(document => {
    const ring = ringFor(ownerOf(document))
    return ring === undefined ? [] : [{ ring, whole: read(ring, document) }]
  })
}

/** Whatever their state, for the house. */
export const allRelationships = (base: Base, tenant: string) => list(base, tenant, {})

/** The reporting lines that make someone the reviewer of this supervision. */
export const linesAbove = async (base: Base, { tenant, parties }: Relationship) => {
  const people = parties.filter(({ role }) => role === 'supervisor').map(({ person }) => person)
  const isWorker = operator({ $elemMatch: { role: 'worker', person: { $in: people } } })
  const lines = await list(base, tenant, { kind: 'line', state: 'confirmed', parties: isWorker })
  return stillOn(base, tenant, lines)
}

/** Confirmed covers of this supervision whose last day has not passed. */
export const coversOf = async (base: Base, { tenant, id, parties }: Relationship) => {
  // Their worker is the same: by a person among the parties there is an index.
  const theirs = { 'parties.person': personAs({ parties }, 'worker') }
  const covers = await list(base, tenant, { ...theirs, covers: id, state: 'confirmed' })
  return stillOn(base, tenant, covers)
}

/** Whoever asks; the caller has checked that. */
export const findRelationship = async (
  base: Base,
  tenant: string,
  id: string,
): Promise<Relationship | undefined> => (await list(base, tenant, { _id: keyOf(tenant, id) }))[0]

/** As `findRelationship`, several at once. */
export const findRelationships = (base: Base, tenant: string, ids: readonly string[]) =>
  list(base, tenant, { _id: operator({ $in: ids.map(id => keyOf(tenant, id)) }) })

/** All with these people among their parties, whatever their state. */
export const relationshipsAmong = (base: Base, tenant: string, people: readonly string[]) =>
  list(base, tenant, { 'parties.person': operator({ $all: people }) })

/** Of this kind, with any of these people among their parties, whatever their state. */
export const relationshipsOfAny = (
  base: Base,
  tenant: string,
  kind: Relationship['kind'],
  people: readonly string[],
) => list(base, tenant, { kind, 'parties.person': operator({ $in: people }) })

/** Puts `next` in the place of what has its id. */
export const putRelationship = async (base: Base, next: Relationship): Promise<void> => {
  const ring = await base.rings.need({ tenant: next.tenant, kind: 'relationship', id: next.id })
  const query = ofTenant(next.tenant, { _id: keyOf(next.tenant, next.id) })
  await base.tables.relationships.replace(query, markRelationship(ring, next))
}

/** A relationship of the actor's own, live or not. */
export const ownRelationship = async (
  base: Base,
  { tenant, actor }: Scope,
  id: string,
): Promise<Relationship | undefined> => {
  const [found] = await list(base, tenant, { _id: keyOf(tenant, id), 'parties.person': actor })
  return found
}

/** One of the actor's own in which something new may begin; undefined = not found, or not theirs, or over. */
export const liveRelationship = async (
  base: Base,
  scope: Scope,
  id: string,
): Promise<Relationship | undefined> => {
  const found = await ownRelationship(base, scope, id)
  return found?.state === 'confirmed' ? (await stillOn(base, scope.tenant, [found]))[0] : undefined
}

/** Those whose last day has not passed. */
export const stillOn = async (
  base: Base,
  tenant: string,
  all: readonly Relationship[],
): Promise<readonly Relationship[]> => {
  if (all.every(({ until }) => until === undefined)) return all
  const today = dayOf(await base.tenantNow(tenant))
  return all.filter(({ until }) => until === undefined || until >= today)
}

const live = async (base: Base, { tenant, actor }: Scope): Promise<readonly Relationship[]> =>
  stillOn(base, tenant, await list(base, tenant, { state: 'confirmed', 'parties.person': actor }))

type RelationshipStore = Pick<Store, 'relationships' | 'proposals'>

export const relationshipStore = (base: Base): RelationshipStore => ({
  relationships: scope => live(base, scope),
  proposals: ({ tenant, actor }) =>
    list(base, tenant, { state: 'proposed', 'parties.person': actor }),
})
