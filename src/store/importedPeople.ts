import type { Person } from '../domain/people.ts'
import type { Imported } from '../domain/peopleStore.ts'
import type { Base } from './base.ts'
import type { PersonDocument } from './documents.ts'
import { conflict, notFound } from './errors.ts'
import { importKeyId, sealImportKey } from './importKeys.ts'
import { lookDocument } from './looks.ts'
import { findTenant, openPerson, sealPerson, sealTenant } from './people.ts'
import { keyOf, ofTenant, operator } from './query.ts'
import type { Owner, Ring } from './rings.ts'

type Lines = Imported['people']

const ownerOf = ({ tenant, id }: Person): Owner => ({ tenant, kind: 'person', id })

/** Keys that are new; throws 'store-conflict' when one of them is somebody else's. */
const addKeys = async ({ tables }: Base, ring: Ring, lines: Lines): Promise<number> => {
  const { tenant } = ring.owner
  const ids = lines.map(({ key }) => importKeyId(ring, key))
  const found = await tables.importKeys.list(ofTenant(tenant, { _id: operator({ $in: ids }) }))
  const known = new Map(found.map(({ _id, person }) => [_id, person]))
  const fresh = lines.filter(({ key, person }) => {
    const owner = known.get(importKeyId(ring, key))
    if (owner !== undefined && owner !== person.id) throw conflict('key of this person')
    return owner === undefined
  })
  await tables.importKeys.insert(
    fresh.map(({ key, person }) => sealImportKey(ring, key, person.id)),
  )
  return fresh.length
}

const addPeople = async ({ tables, rings, now }: Base, people: readonly Person[]) => {
  const made = people.map(person => ({ person, ...rings.create(ownerOf(person)) }))
  await tables.rings.insert(made.map(({ document }) => document))
  await tables.people.insert(made.map(({ ring, person }) => sealPerson(ring, person)))
  const looks = people.map(({ tenant, id }) => lookDocument(tenant, id, now()))
  await tables.deliveries.insert(looks)
}

/** Name, job and last day are the organisation's to set; the hours are the person's own. */
const changePerson = async (
  base: Base,
  document: PersonDocument,
  wanted: Person,
): Promise<boolean> => {
  const ring = await base.rings.find(ownerOf(wanted))
  if (ring === undefined) return false
  const before = await openPerson(base, document)
  const { name, title, left = before.left } = wanted
  if (before.name === name && before.title === title && before.left === left) return false
  const next = { ...before, name, title, ...(left !== undefined && { left }) }
  const { _id, sealed } = sealPerson(ring, next)
  const changes = { sealed, ...(left !== undefined && { left }) }
  await base.tables.people.change(ofTenant(wanted.tenant, { _id }), { $set: changes })
  return true
}

/** Within a transaction; answers how many documents it wrote. */
export const importPeople = async (base: Base, tenant: string, lines: Lines): Promise<number> => {
  const { tables, rings } = base
  if (lines.some(({ person }) => person.tenant !== tenant)) throw notFound('person')
  const ring = await rings.need({ tenant, kind: 'tenant', id: tenant })
  const ids = lines.map(({ person }) => keyOf(tenant, person.id))
  const found = await tables.people.list(ofTenant(tenant, { _id: operator({ $in: ids }) }))
  const known = new Map(found.map(each => [each._id, each]))
  await rings.load(
    lines
      .filter(({ person }) => known.has(keyOf(tenant, person.id)))
      .map(({ person }) => ownerOf(person)),
  )
  let written = await addKeys(base, ring, lines)
  const fresh = lines.filter(({ person }) => !known.has(keyOf(tenant, person.id)))
  if (fresh.length > 0)
    await addPeople(
      base,
      fresh.map(({ person }) => person),
    )
  written += fresh.length
  for (const { person } of lines) {
    const document = known.get(keyOf(tenant, person.id))
    if (document !== undefined && (await changePerson(base, document, person))) written += 1
  }
  return written
}

/** Within a transaction; answers how many became one. */
export const importAdmins = async (
  base: Base,
  tenant: string,
  admins: readonly string[],
): Promise<number> => {
  const found = await findTenant(base, tenant)
  if (found === undefined) throw notFound('organisation')
  const before = found.admins ?? []
  const fresh = admins.filter(each => !before.includes(each))
  if (fresh.length === 0) return 0
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  const { _id, sealed } = sealTenant(ring, { ...found, admins: [...before, ...fresh] })
  await base.tables.tenants.change(ofTenant(tenant, { _id }), { $set: { sealed } })
  return fresh.length
}
