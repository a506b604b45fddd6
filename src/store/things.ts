import { mayWrite } from '../domain/access.ts'
import type { Reader } from '../domain/record.ts'
import { personAs, type Relationship, rolesOf } from '../domain/relationship.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { readMany } from './bulk.ts'
import type { StoredReader } from './documents.ts'
import { notFound } from './errors.ts'
import { keyOf, ofTenant, type Query, readable } from './query.ts'
import { circleOf, endOf, readersIn } from './readers.ts'
import { coversOf, linesAbove, liveRelationship, relationshipRing } from './relationships.ts'
import type { Owner, Ring } from './rings.ts'
import type { Table } from './table.ts'

/** Something of a relationship that all its parties read and write: an action, an agenda item, a session. */
export interface Thing {
  readonly id: string
  readonly tenant: string
  readonly relationship: string
  readonly rev: number
}

export interface ThingDocument {
  readonly _id: string
  readonly tenant: string
  readonly relationship: string
  readonly readers: readonly StoredReader[]
}

export interface Kind<T extends Thing, D extends ThingDocument> {
  readonly name: string
  readonly table: Table<D>
  toDocument(ring: Ring, thing: T, readers: readonly StoredReader[]): D
  fromDocument(ring: Ring, document: D): T
}

/** The caller has checked who asks. */
export const findThings = async <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  query: Query,
): Promise<readonly T[]> => {
  const found = await kind.table.list(query, { sort: { _id: 1 } })
  const all: T[] = []
  for (const document of found) {
    const ring = await relationshipRing(base, document.tenant, document.relationship)
    if (ring !== undefined) all.push(kind.fromDocument(ring, document))
  }
  return all
}

const ownerOf = ({ tenant, relationship }: ThingDocument): Owner => ({
  tenant,
  kind: 'relationship',
  id: relationship,
})

/** Of many tenants at once, for the house; those whose ring was destroyed are left out. */
export const readThings = async <D extends ThingDocument, T>(
  base: Base,
  table: Table<D>,
  filter: Parameters<typeof readMany<D>>[1],
  read: (ring: Ring, document: D) => T,
): Promise<readonly T[]> => {
  const found = await readMany(table, filter)
  const ringFor = await base.rings.several(found.map(ownerOf))
  return found.flatMap(document => {
    const ring = ringFor(ownerOf(document))
    return ring === undefined ? [] : [read(ring, document)]
  })
}

export const listThings = async <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  scope: Scope,
  relationship?: string,
): Promise<readonly T[]> => {
  const wanted = relationship === undefined ? {} : { relationship }
  return findThings(base, kind, readable(scope, await base.tenantNow(scope.tenant), wanted))
}

/** All of a tenant's, for an export. */
export const allThings = <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  tenant: string,
): Promise<readonly T[]> => findThings(base, kind, ofTenant(tenant))

/** The parties of this relationship, as readers of what they share. */
export const sharedReaders = (
  relationship: Relationship,
  lines: readonly Relationship[],
): StoredReader[] => {
  const circle = circleOf(relationship)
  return circle === undefined ? [] : readersIn(relationship, lines, circle, '')
}

/** Whoever covers reads what is open in the other supervision, until the cover's last day is over. */
export const coveringReader = (cover: Relationship): readonly Reader[] => {
  const person = personAs(cover, 'supervisor')
  if (person === undefined || cover.until === undefined) return []
  return [{ person, basis: 'supervisor', until: endOf(cover.until) }]
}

const writable = async (
  base: Base,
  scope: Scope,
  id: string,
): Promise<Relationship | undefined> => {
  const relationship = await liveRelationship(base, scope, id)
  const circle = relationship && circleOf(relationship)
  if (relationship === undefined || circle === undefined) return undefined
  const roles = rolesOf(relationship, scope.actor)
  return roles.some(role => isListed(role) && mayWrite(role, circle)) ? relationship : undefined
}

/** An observer stands in no column of the table. */
type Listed = Parameters<typeof mayWrite>[0]
export const isListed = (role: string): role is Listed => role !== 'observer'

export const addThing = async <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  scope: Scope,
  thing: T,
): Promise<void> => {
  const relationship = await writable(base, scope, thing.relationship)
  const ring = relationship && (await relationshipRing(base, scope.tenant, relationship.id))
  if (relationship === undefined || ring === undefined || thing.tenant !== scope.tenant) {
    throw notFound('relationship')
  }
  const readers = sharedReaders(relationship, await linesAbove(base, relationship))
  const covering = (await coversOf(base, relationship)).flatMap(coveringReader)
  await kind.table.insert([kind.toDocument(ring, thing, [...readers, ...covering])])
}

/** Compare-and-set on `rev`; false = it has moved, is not theirs or its relationship is over. */
export const saveThing = async <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  scope: Scope,
  thing: T,
): Promise<boolean> => {
  const relationship = await writable(base, scope, thing.relationship)
  const ring = relationship && (await relationshipRing(base, scope.tenant, relationship.id))
  if (relationship === undefined || ring === undefined) return false
  const query = readable(scope, await base.tenantNow(scope.tenant), {
    _id: keyOf(scope.tenant, thing.id),
    relationship: relationship.id,
    rev: thing.rev,
  })
  const before = await kind.table.one(query)
  if (before === undefined) return false
  const next = { ...thing, tenant: scope.tenant, rev: thing.rev + 1 }
  return kind.table.replace(query, kind.toDocument(ring, next, before.readers))
}
