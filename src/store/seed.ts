import type { Seed, Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { RecordDocument } from './documents.ts'
import { notFound } from './errors.ts'
import { lookDocument } from './looks.ts'
import { addressDocument, sealPerson, sealTenant } from './people.ts'
import { sealPreference } from './preferences.ts'
import { keyOf, ofTenant } from './query.ts'
import { withReaders } from './recordReaders.ts'
import { recordRings, sealRecord } from './recordSeal.ts'
import { markRelationship } from './relationships.ts'
import type { Owner } from './rings.ts'
import { atomically } from './session.ts'
import { sealStance } from './stances.ts'
import { sharedReaders } from './things.ts'
import { actionsIn, agendaIn, sessionsIn } from './work.ts'

const ownersIn = ({ tenant, people, relationships }: Seed): readonly Owner[] => [
  { tenant: tenant.id, kind: 'tenant', id: tenant.id },
  ...people.map(({ person }): Owner => ({ tenant: tenant.id, kind: 'person', id: person.id })),
  ...relationships.map(({ id }): Owner => ({ tenant: tenant.id, kind: 'relationship', id })),
]

const relationshipIn = ({ relationships }: Seed, id: string) => {
  const found = relationships.find(each => each.id === id)
  if (found === undefined) throw notFound('relationship')
  return found
}

const ringOf = ({ rings }: Base, { tenant }: Seed, kind: Owner['kind'], id: string) =>
  rings.need({ tenant: tenant.id, kind, id })

/** Documents of what a relationship shares, in the order of `things`. */
const sealThings = async <T extends { readonly relationship: string }, D>(
  base: Base,
  seed: Seed,
  things: readonly T[],
  toDocument: (
    ring: Awaited<ReturnType<typeof ringOf>>,
    thing: T,
    readers: ReturnType<typeof sharedReaders>,
  ) => D,
): Promise<readonly D[]> => {
  const documents: D[] = []
  for (const thing of things) {
    const ring = await ringOf(base, seed, 'relationship', thing.relationship)
    const relationship = relationshipIn(seed, thing.relationship)
    documents.push(toDocument(ring, thing, sharedReaders(relationship, seed.relationships)))
  }
  return documents
}

const sealRecords = async (base: Base, seed: Seed): Promise<readonly RecordDocument[]> => {
  const documents: RecordDocument[] = []
  for (const record of seed.records) {
    const keys = await recordRings(base, record)
    if (keys === undefined) throw notFound('relationship')
    const relationship = relationshipIn(seed, record.relationship)
    const version = withReaders(record, relationship, seed.relationships)
    documents.push(await sealRecord(base, keys, version))
  }
  return documents
}

const sealStances = async (base: Base, seed: Seed, records: readonly RecordDocument[]) => {
  const documents = []
  for (const stance of seed.stances) {
    const _id = keyOf(stance.tenant, stance.record, stance.version)
    const record = records.find(each => each._id === _id)
    if (record === undefined) throw notFound('record')
    const ring = await ringOf(base, seed, 'relationship', record.relationship)
    documents.push(sealStance(ring, stance, record))
  }
  return documents
}

const sealPeople = async (base: Base, seed: Seed) => {
  const people = []
  for (const { person } of seed.people) {
    people.push(sealPerson(await ringOf(base, seed, 'person', person.id), person))
  }
  const relationships = []
  for (const each of seed.relationships) {
    relationships.push(markRelationship(await ringOf(base, seed, 'relationship', each.id), each))
  }
  const addresses = seed.people.flatMap(({ person, addresses }) =>
    addresses.map(address => addressDocument(person.tenant, person.id, address)),
  )
  return { people, relationships, addresses }
}

const sealPreferences = async (base: Base, seed: Seed) => {
  const preferences = []
  for (const each of seed.preferences ?? []) {
    preferences.push(sealPreference(await ringOf(base, seed, 'person', each.person), each))
  }
  return preferences
}

const sealSeed = async (base: Base, seed: Seed) => {
  const { tables } = base
  const records = await sealRecords(base, seed)
  const { id } = seed.tenant
  return {
    ...(await sealPeople(base, seed)),
    tenant: sealTenant(await ringOf(base, seed, 'tenant', id), seed.tenant),
    records,
    stances: await sealStances(base, seed, records),
    actions: await sealThings(base, seed, seed.actions, actionsIn(tables).toDocument),
    agenda: await sealThings(base, seed, seed.agendaItems, agendaIn(tables).toDocument),
    sessions: await sealThings(base, seed, seed.sessions, sessionsIn(tables).toDocument),
    preferences: await sealPreferences(base, seed),
  }
}

const isTaken = async ({ tables }: Base, tenant: string): Promise<boolean> =>
  (await tables.tenants.one(ofTenant(tenant, { _id: tenant }))) !== undefined

/** Everything of a new tenant in one transaction; false when it is there already. */
const seed = async (base: Base, data: Seed): Promise<boolean> => {
  const { tables, rings, connection } = base
  if (await isTaken(base, data.tenant.id)) return false
  const made = ownersIn(data).map(owner => rings.create(owner))
  const lent = made.map(({ ring }) => ring)
  const sealed = await rings.lend(lent, () => sealSeed(base, data))
  const add = async (): Promise<boolean> => {
    if (await isTaken(base, data.tenant.id)) return false
    await tables.tenants.insert([sealed.tenant])
    await tables.rings.insert(made.map(({ document }) => document))
    await tables.people.insert(sealed.people)
    await tables.addresses.insert(sealed.addresses)
    await tables.relationships.insert(sealed.relationships)
    await tables.records.insert(sealed.records)
    await tables.stances.insert(sealed.stances)
    await tables.actions.insert(sealed.actions)
    await tables.agenda.insert(sealed.agenda)
    await tables.sessions.insert(sealed.sessions)
    const { id } = data.tenant
    await tables.deliveries.insert(
      data.people.map(({ person }) => lookDocument(id, person.id, base.now())),
    )
    await tables.preferences.insert(sealed.preferences)
    return true
  }
  return atomically(connection, add)
}

export const seedStore = (base: Base): Pick<Store, 'seed'> => ({ seed: data => seed(base, data) })
