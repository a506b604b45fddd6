import type { Person, Tenant } from '../domain/people.ts'
import type { Preference } from '../domain/preference.ts'
import type { Who } from '../domain/store.ts'
import type { Base } from './base.ts'
import { readMany } from './bulk.ts'
import { readPerson, readTenant } from './people.ts'
import { openPreferences } from './preferences.ts'
import { idOf, keyOf } from './query.ts'
import type { Owner } from './rings.ts'
import { whoKey } from './worldPairs.ts'

const personOwner = ({ tenant, person }: Who): Owner => ({ tenant, kind: 'person', id: person })

export const readTenants = async (base: Base, people: readonly Who[]) => {
  const ids = [...new Set(people.map(({ tenant }) => tenant))]
  const [found, ringFor] = await Promise.all([
    readMany(base.tables.tenants, { _id: { $in: ids } }),
    base.rings.several(ids.map(id => ({ tenant: id, kind: 'tenant', id }))),
  ])
  const opened = found.flatMap(document => {
    const ring = ringFor({ tenant: document._id, kind: 'tenant', id: document._id })
    return ring === undefined ? [] : [readTenant(ring, document)]
  })
  return new Map<string, Tenant>(opened.map(each => [each.id, each]))
}

/** Whoever was erased is not there any more. */
export const readPeople = async (base: Base, all: readonly Who[]) => {
  const [found, ringFor] = await Promise.all([
    readMany(base.tables.people, { _id: { $in: all.map(whoKey) } }),
    base.rings.several(all.map(personOwner)),
  ])
  const opened = found.flatMap(document => {
    const ring = ringFor(personOwner({ tenant: document.tenant, person: idOf(document) }))
    return ring === undefined ? [] : [readPerson(ring, document)]
  })
  return new Map<string, Person>(opened.map(each => [keyOf(each.tenant, each.id), each]))
}

export const readPreferences = async (base: Base, all: readonly Who[]) => {
  const once = [...new Map(all.map(who => [whoKey(who), who])).values()]
  const ringFor = await base.rings.several(once.map(personOwner))
  const there = once.filter(who => ringFor(personOwner(who)) !== undefined)
  const found = await openPreferences(base, there)
  return new Map<string, Preference>(found.map(each => [whoKey(each), each]))
}
