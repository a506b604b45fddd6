import { ThroughlineError } from '../core/errors.ts'
import { dateAt } from '../core/time.ts'
import { type WorkingPattern, workingPattern } from '../domain/people.ts'
import type { PeopleStore, PeopleTx } from '../domain/peopleStore.ts'
import { noPreference, type Preference, preference } from '../domain/preference.ts'
import type { Scope, Who } from '../domain/store.ts'
import type { Base } from './base.ts'
import { type PreferenceDocument, SCHEMA_VERSION } from './documents.ts'
import { notFound } from './errors.ts'
import { findPerson, sealPerson } from './people.ts'
import { everywhere, keyOf, ofPerson, ofTenant, operator } from './query.ts'
import type { Owner, Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'

const inside = preference.omit({ tenant: true, person: true, rev: true })

const boundTo = (tenant: string, person: string, rev: number): Bound => ({
  tenant,
  kind: 'preference',
  id: person,
  rev,
})

export const sealPreference = (ring: Ring, whole: Preference): PreferenceDocument => {
  const { tenant, person, rev, ...rest } = preference.parse(whole)
  return {
    _id: keyOf(tenant, person),
    schemaVersion: SCHEMA_VERSION,
    tenant,
    person,
    rev,
    sealed: seal(ring, boundTo(tenant, person, rev), rest),
  }
}

const ringOwner = ({ tenant, person }: Who): Owner => ({ tenant, kind: 'person', id: person })

const openPreference = async ({ rings }: Base, document: PreferenceDocument) => {
  const { tenant, person, rev, sealed } = document
  const ring = await rings.find(ringOwner(document))
  return ring === undefined
    ? noPreference(tenant, person)
    : { tenant, person, rev, ...inside.parse(open(ring, boundTo(tenant, person, rev), sealed)) }
}

const openEach = async (base: Base, found: readonly PreferenceDocument[]) => {
  await base.rings.load(found.map(ringOwner))
  return Promise.all(found.map(each => openPreference(base, each)))
}

/** For the house, which plans by them: of many people at once, in the same order. */
export const openPreferences = async (
  base: Base,
  people: readonly Who[],
): Promise<readonly Preference[]> => {
  const ids = people.map(({ tenant, person }) => keyOf(tenant, person))
  const found = await base.tables.preferences.list(everywhere({ _id: operator({ $in: ids }) }))
  const opened = await openEach(base, found)
  const known = new Map(opened.map(each => [keyOf(each.tenant, each.person), each]))
  return people.map(
    ({ tenant, person }) => known.get(keyOf(tenant, person)) ?? noPreference(tenant, person),
  )
}

/** All of a tenant's, for an export. */
export const allPreferences = async (base: Base, tenant: string): Promise<readonly Preference[]> =>
  openEach(base, await base.tables.preferences.list(ofTenant(tenant), { sort: { _id: 1 } }))

const save = async (base: Base, scope: Scope, whole: Preference): Promise<boolean> => {
  const { tenant, person, rev } = whole
  if (tenant !== scope.tenant || person !== scope.actor) throw notFound('person')
  const { preferences } = base.tables
  const next = sealPreference(await base.rings.need(ringOwner(whole)), { ...whole, rev: rev + 1 })
  if (await preferences.replace(ofPerson(whole, { _id: next._id, rev }), next)) return true
  if (rev > 0 || (await preferences.one(ofPerson(whole)))) return false
  await preferences.insert([next])
  return true
}

const noSuchZone = (): ThroughlineError =>
  new ThroughlineError(
    'input-refused',
    'There is no such time zone.',
    'Name one as “Europe/London” or “America/Phoenix”.',
  )

const parsedPattern = (works: WorkingPattern): WorkingPattern => {
  const pattern = workingPattern.parse(works)
  try {
    dateAt(0, pattern.zone)
  } catch {
    throw noSuchZone()
  }
  return pattern
}

const saveWorks = async (base: Base, scope: Scope, works: WorkingPattern): Promise<void> => {
  const { tenant, actor } = scope
  const pattern = parsedPattern(works)
  const person = await findPerson(base, tenant, actor)
  if (person === undefined) throw notFound('person')
  const ring = await base.rings.need({ tenant, kind: 'person', id: actor })
  const { _id, sealed } = sealPerson(ring, { ...person, works: pattern })
  await base.tables.people.change(ofTenant(tenant, { _id }), { $set: { sealed } })
}

export const preferenceOf = async (base: Base, { tenant, actor }: Scope): Promise<Preference> => {
  const found = await base.tables.preferences.one(ofPerson({ tenant, person: actor }))
  return found === undefined ? noPreference(tenant, actor) : openPreference(base, found)
}

export const preferenceStore = (base: Base): Pick<PeopleStore, 'preference'> => ({
  preference: scope => preferenceOf(base, scope),
})

export const preferenceTx = (
  base: Base,
  scope: Scope,
): Pick<PeopleTx, 'saveWorks' | 'savePreference'> => ({
  saveWorks: works => saveWorks(base, scope, works),
  savePreference: whole => save(base, scope, whole),
})
