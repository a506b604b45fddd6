import type { Session } from '../domain/action.ts'
import type { Imported } from '../domain/peopleStore.ts'
import type { Relationship } from '../domain/relationship.ts'
import { rhythm } from '../domain/rhythm.ts'
import type { Base } from './base.ts'
import { endBy } from './ending.ts'
import { notFound } from './errors.ts'
import { lookAt } from './looks.ts'
import { keyOf, ofTenant, operator } from './query.ts'
import {
  findRelationships,
  markRelationship,
  putRelationship,
  relationshipRing,
} from './relationships.ts'
import { dayOf } from './tenantClock.ts'
import { sharedReaders } from './things.ts'
import { sessionsIn } from './work.ts'

const peopleIn = (all: readonly Relationship[]): readonly string[] =>
  all.flatMap(({ parties }) => parties.map(({ person }) => person))

const checkPeople = async (base: Base, tenant: string, all: readonly Relationship[]) => {
  const ids = [...new Set(peopleIn(all))].map(id => keyOf(tenant, id))
  const found = await base.tables.people.list(ofTenant(tenant, { _id: operator({ $in: ids }) }))
  if (found.length < ids.length) throw notFound('person')
}

const add = async ({ tables, rings }: Base, fresh: readonly Relationship[]): Promise<void> => {
  const made = fresh.map(whole => {
    const owner = { tenant: whole.tenant, kind: 'relationship', id: whole.id } as const
    return { whole, ...rings.create(owner) }
  })
  await tables.rings.insert(made.map(({ document }) => document))
  await tables.relationships.insert(made.map(({ ring, whole }) => markRelationship(ring, whole)))
}

/** Parsed, so that its parts stand in one order. */
const asText = ({ rhythm: own }: Relationship): string | undefined =>
  own && JSON.stringify(rhythm.parse(own))

/** Within a transaction; answers how many documents it wrote. Of one that is there, the rhythm alone is the import's to set. */
export const importRelationships = async (
  base: Base,
  tenant: string,
  all: readonly Relationship[],
): Promise<number> => {
  if (all.some(each => each.tenant !== tenant)) throw notFound('relationship')
  const found = await findRelationships(
    base,
    tenant,
    all.map(({ id }) => id),
  )
  const known = new Map(found.map(each => [each.id, each]))
  const fresh = all.filter(({ id }) => !known.has(id))
  if (fresh.length > 0) {
    await checkPeople(base, tenant, fresh)
    await add(base, fresh)
  }
  const changed = all.flatMap((wanted): readonly Relationship[] => {
    const before = known.get(wanted.id)
    if (before === undefined || before.state === 'ended' || wanted.rhythm === undefined) return []
    return asText(before) === asText(wanted) ? [] : [{ ...before, rhythm: wanted.rhythm }]
  })
  for (const each of changed) await putRelationship(base, each)
  const touched = [...fresh, ...changed]
  await lookAt(base, tenant, peopleIn(touched))
  return touched.length
}

/** Within a transaction; answers how many were new. */
export const importSessions = async (
  base: Base,
  tenant: string,
  all: readonly Session[],
): Promise<number> => {
  const { table, toDocument } = sessionsIn(base.tables)
  const ids = all.map(({ id }) => keyOf(tenant, id))
  const found = await table.list(ofTenant(tenant, { _id: operator({ $in: ids }) }))
  const known = new Set(found.map(({ _id }) => _id))
  const fresh = all.filter(({ id }) => !known.has(keyOf(tenant, id)))
  const owners = await findRelationships(
    base,
    tenant,
    fresh.map(each => each.relationship),
  )
  const byId = new Map(owners.map(each => [each.id, each]))
  const documents = []
  for (const session of fresh) {
    const owner = byId.get(session.relationship)
    const ring = owner && (await relationshipRing(base, tenant, owner.id))
    if (owner === undefined || ring === undefined || session.tenant !== tenant)
      throw notFound('relationship')
    documents.push(toDocument(ring, session, sharedReaders(owner, [])))
  }
  await table.insert(documents)
  await lookAt(base, tenant, peopleIn(owners))
  return fresh.length
}

/** Within a transaction; answers how many it ended, or gave another last day. */
export const importEnds = async (
  base: Base,
  tenant: string,
  ends: Imported['ends'],
): Promise<number> => {
  const today = dayOf(await base.tenantNow(tenant))
  const found = await findRelationships(
    base,
    tenant,
    ends.map(({ id }) => id),
  )
  const byId = new Map(found.map(each => [each.id, each]))
  const ended: Relationship[] = []
  for (const { id, on } of ends) {
    const live = byId.get(id)
    if (live?.state !== 'confirmed' || (live.until === on && on >= today)) continue
    await endBy(base, live, on, today)
    ended.push(live)
  }
  await lookAt(base, tenant, peopleIn(ended))
  return ended.length
}
