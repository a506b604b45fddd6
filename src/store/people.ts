import type * as z from 'zod'

import type { Address } from '../core/turn.ts'
import { officeHours, type Person, person, type Tenant, tenant } from '../domain/people.ts'
import type { Scope, Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { sha256 } from './canonical.ts'
import {
  type AddressDocument,
  type PersonDocument,
  SCHEMA_VERSION,
  type TenantDocument,
} from './documents.ts'
import { isOpenFor, placeId } from './places.ts'
import { everywhere, idOf, keyOf, ofPerson, ofTenant, operator } from './query.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, sameBytes, seal } from './seal.ts'

/** In place of the name of somebody who was erased. */
const ERASED: Pick<Person, 'name' | 'title'> = { name: 'Somebody who was erased', title: '' }

const inside = {
  tenant: tenant.pick({
    name: true,
    safetyContacts: true,
    stopWords: true,
    admins: true,
    programme: true,
    region: true,
    closures: true,
  }),
  person: person.pick({ name: true, title: true, works: true }),
}

// `demo` is part of what binds, so that no other tenant becomes one by an edit in the database.
const tenantBound = ({ id, demo }: { id: string; demo: boolean }): Bound => ({
  tenant: id,
  kind: demo ? 'demo tenant' : 'tenant',
  id,
})

export const sealTenant = (ring: Ring, { id, demo, offset, zone, ...rest }: Tenant) =>
  ({
    _id: id,
    schemaVersion: SCHEMA_VERSION,
    tenant: id,
    demo,
    offset,
    zone,
    sealed: seal(ring, tenantBound({ id, demo }), rest),
  }) satisfies TenantDocument

const personBound = (tenant: string, id: string): Bound => ({ tenant, kind: 'person', id })

export const sealPerson = (ring: Ring, { id, tenant, left, ...rest }: Person) =>
  ({
    _id: keyOf(tenant, id),
    schemaVersion: SCHEMA_VERSION,
    tenant,
    left,
    sealed: seal(ring, personBound(tenant, id), rest),
  }) satisfies PersonDocument

const addressId = ({ platform, installation, user }: Address): string =>
  sha256(JSON.stringify([platform, installation, user])).toString('base64url')

export const addressDocument = (tenant: string, person: string, address: Address) =>
  ({
    _id: addressId(address),
    schemaVersion: SCHEMA_VERSION,
    tenant,
    person,
    ...address,
  }) satisfies AddressDocument

export const readTenant = (
  ring: Ring,
  { _id: id, demo, offset, zone, sealed }: TenantDocument,
): Tenant => {
  const rest = inside.tenant.parse(open(ring, tenantBound({ id, demo }), sealed))
  return { id, demo, offset, zone, ...rest }
}

type Inside = Readonly<z.infer<typeof inside.person>>

/** What each person’s ring opened last: they are read far more often than they change. */
const opened = new WeakMap<Ring, { readonly sealed: Uint8Array; readonly rest: Inside }>()

const openInside = (ring: Ring, bound: Bound, sealed: Uint8Array): Inside => {
  const before = opened.get(ring)
  if (before !== undefined && sameBytes(before.sealed, sealed)) return before.rest
  const rest = inside.person.parse(open(ring, bound, sealed))
  opened.set(ring, { sealed, rest })
  return rest
}

export const readPerson = (ring: Ring | undefined, document: PersonDocument): Person => {
  const { tenant, left, sealed } = document
  const id = idOf(document)
  const rest =
    ring === undefined
      ? { ...ERASED, works: officeHours }
      : openInside(ring, personBound(tenant, id), sealed)
  return { id, tenant, ...rest, ...(left !== undefined && { left }) }
}

const openTenant = async (
  { rings }: Base,
  document: TenantDocument,
): Promise<Tenant | undefined> => {
  const { _id: id } = document
  const ring = await rings.find({ tenant: id, kind: 'tenant', id })
  return ring && readTenant(ring, document)
}

export const openPerson = async ({ rings }: Base, document: PersonDocument): Promise<Person> => {
  const { tenant } = document
  return readPerson(await rings.find({ tenant, kind: 'person', id: idOf(document) }), document)
}

/** Within a transaction. */
export const changeTenant = async (base: Base, changed: Tenant): Promise<void> => {
  const { id } = changed
  const ring = await base.rings.need({ tenant: id, kind: 'tenant', id })
  const { _id, sealed } = sealTenant(ring, changed)
  await base.tables.tenants.change(ofTenant(id, { _id }), { $set: { sealed } })
}

/** Within a transaction: they look after the organisation no more. */
export const removeAdmin = async (base: Base, tenant: string, person: string): Promise<void> => {
  const found = await findTenant(base, tenant)
  if (found?.admins?.includes(person) !== true) return
  await changeTenant(base, { ...found, admins: found.admins.filter(each => each !== person) })
}

/** One of a tenant's people, erased or not. */
export const findPerson = async (
  base: Base,
  tenant: string,
  id: string,
): Promise<Person | undefined> => {
  const found = await base.tables.people.one(ofTenant(tenant, { _id: keyOf(tenant, id) }))
  return found === undefined ? undefined : openPerson(base, found)
}

/** Everybody of a tenant, by id. */
export const everybody = async (base: Base, tenant: string): Promise<readonly Person[]> => {
  const found = await base.tables.people.list(ofTenant(tenant), { sort: { _id: 1 } })
  await base.rings.load(found.map(each => ({ tenant, kind: 'person', id: idOf(each) })))
  return Promise.all(found.map(each => openPerson(base, each)))
}

export const findTenant = async (base: Base, id: string): Promise<Tenant | undefined> => {
  const found = await base.tables.tenants.one(ofTenant(id, { _id: id }))
  return found === undefined ? undefined : openTenant(base, found)
}

const anyOf = (ids: readonly string[]): unknown => operator({ $in: [...ids] })

const placeOf = ({ platform, installation }: Address): string => placeId(platform, installation)

const whoIs = async ({ tables }: Base, address: Address) => {
  const found = await tables.addresses.one(everywhere({ _id: addressId(address) }))
  if (found === undefined) return undefined
  const { tenant, person } = found
  const { platform, installation } = address
  const wanted = { _id: placeId(platform, installation) }
  const place = await tables.installations.one(everywhere(wanted))
  return isOpenFor(place, person) && (place === undefined || place.tenant === tenant)
    ? { tenant, person }
    : undefined
}

/** Where they were last, or else the first of theirs, among those that are open for them. */
const addressOf = async ({ tables }: Base, { tenant, actor }: Scope, but?: Address) => {
  const who = { tenant, person: actor }
  const turns = await tables.turns.one(ofPerson(who, { _id: keyOf(tenant, actor) }))
  const found = await tables.addresses.list(ofPerson(who), { sort: { _id: 1 } })
  const last = turns?.address === undefined ? [] : [turns.address]
  const not = but === undefined ? undefined : addressId(but)
  const all = [...last, ...found.map(plainAddress)].filter(each => addressId(each) !== not)
  const places = await tables.installations.list(ofTenant(tenant, { _id: anyOf(all.map(placeOf)) }))
  const byId = new Map(places.map(each => [each._id, each]))
  return all.find(address => isOpenFor(byId.get(placeOf(address)), actor))
}

export const plainAddress = ({
  platform,
  installation,
  user,
  conversation,
}: AddressDocument): Address => ({ platform, installation, user, conversation })

type PeopleStore = Pick<Store, 'whoIs' | 'addressOf' | 'tenant' | 'tenants' | 'people' | 'everyone'>

export const peopleStore = (base: Base): PeopleStore => ({
  whoIs: address => whoIs(base, address),
  addressOf: (scope, but) => addressOf(base, scope, but),
  tenant: id => findTenant(base, id),
  tenants: async () => {
    const found = await base.tables.tenants.list(everywhere(), { sort: { _id: 1 } })
    const opened = await Promise.all(found.map(each => openTenant(base, each)))
    return opened.filter(each => each !== undefined)
  },
  everyone: tenant => everybody(base, tenant),
  people: async ({ tenant, actor }) => {
    const all = await everybody(base, tenant)
    return all.some(({ id }) => id === actor) ? all : []
  },
})
