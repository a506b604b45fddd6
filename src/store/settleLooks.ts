import type { NewDelivery } from '../domain/delivery.ts'
import type { Obligation } from '../domain/obligation.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Claim } from '../domain/store.ts'
import type { Looked, TimeStore } from '../domain/timeStore.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { type Operations, rawMany, readMany, writeMany } from './bulk.ts'
import { readableOnes } from './claims.ts'
import { toDocument } from './deliveries.ts'
import type { ObligationDocument } from './documents.ts'
import { lookAt } from './looks.ts'
import { obligationsIn } from './obligations.ts'
import { keyOf } from './query.ts'
import { relationshipsOf } from './relationships.ts'
import type { Owner, Ring } from './rings.ts'
import { coveringReader, sharedReaders } from './things.ts'
import { keyFor, readCovers } from './worldPairs.ts'

interface Known {
  readonly relationships: ReadonlyMap<string, { readonly whole: Relationship; readonly ring: Ring }>
  readonly covers: ReadonlyMap<string, readonly Relationship[]>
  readonly before: ReadonlyMap<string, ObligationDocument>
}

const relationshipKey = ({ tenant, relationship }: Obligation) => keyOf(tenant, relationship)

const known = async (base: Base, all: readonly Obligation[]): Promise<Known> => {
  const fresh = all.filter(({ rev }) => rev === 0)
  const changed = all.filter(({ rev }) => rev > 0).map(({ tenant, id }) => keyOf(tenant, id))
  const [found, covers, before] = await Promise.all([
    relationshipsOf(base, { _id: { $in: [...new Set(all.map(relationshipKey))] } }),
    fresh.length === 0
      ? new Map()
      : readCovers(
          base,
          fresh.map(({ tenant, relationship: id }) => ({ tenant, id })),
        ),
    changed.length === 0 ? [] : readMany(base.tables.obligations, { _id: { $in: changed } }),
  ])
  return {
    relationships: new Map(found.map(each => [keyFor(each.whole), each])),
    covers,
    before: new Map(before.map(each => [each._id, each])),
  }
}

/** Both of them, and whoever stands in; a manager above the two reads dates by another way. */
const readersFor = ({ covers }: Known, relationship: Relationship) => [
  ...sharedReaders(relationship, []),
  ...(covers.get(keyFor(relationship)) ?? [])
    .filter(({ state }) => state === 'confirmed')
    .flatMap(coveringReader),
]

/** A new one unless it is there, and another one only in the place of what was read. */
const operationFor = (
  base: Base,
  there: Known,
  obligation: Obligation,
): Operations<ObligationDocument> => {
  const { toDocument } = obligationsIn(base.tables)
  const relationship = there.relationships.get(relationshipKey(obligation))
  if (relationship === undefined) return []
  const { ring, whole } = relationship
  const next = { ...obligation, rev: obligation.rev + 1 }
  if (obligation.rev === 0) {
    return [{ insertOne: { document: toDocument(ring, next, readersFor(there, whole)) } }]
  }
  const now = there.before.get(keyOf(obligation.tenant, obligation.id))
  if (now === undefined) return []
  const { _id, rev, mac } = now
  if (rev !== obligation.rev) return []
  // Its readers are no part of the revision; the mark is made over them too.
  const filter = { _id, rev, mac }
  const replacement = toDocument(ring, next, now.readers)
  return [{ replaceOne: { filter, replacement } }]
}

const writeObligations = async (base: Base, all: readonly Obligation[]): Promise<void> => {
  if (all.length === 0) return
  const there = await known(base, all)
  const operations = all.flatMap(each => operationFor(base, there, each))
  await writeMany(base.tables.obligations, operations)
}

const ownerOf = ({ tenant }: NewDelivery): Owner => ({ tenant, kind: 'tenant', id: tenant })

/** Claimed, and not begun: what is cut off now is sent when the lease is over. */
const bundlesFor = async (
  base: Base,
  bundles: readonly NewDelivery[],
  claim: string,
  until: number,
) => {
  const ringFor = await base.rings.several(bundles.map(ownerOf))
  return bundles.flatMap(bundle => {
    const ring = ringFor(ownerOf(bundle))
    if (ring === undefined) return []
    const held = { claim, attempts: 1, fence: 1 }
    return [{ ...toDocument(ring, bundle, until), ...held }]
  })
}

const addBundles = async (
  base: Base,
  bundles: readonly NewDelivery[],
  leaseMs: number,
): Promise<readonly Claim[]> => {
  if (bundles.length === 0) return []
  const claim = base.ids()
  const documents = await bundlesFor(base, bundles, claim, base.now() + leaseMs)
  const { deliveries } = base.tables
  // One that is there already stays as it is.
  const operations = documents.map(document => ({ insertOne: { document } }))
  await again(() => writeMany(deliveries, operations))
  const ids = documents.map(({ _id }) => _id)
  return readableOnes(base, await rawMany(deliveries, { _id: { $in: ids }, claim }))
}

/** In each organisation those for whom something else is due now, from `nextAt` on (epoch ms, server time). */
const lookAtOthers = async (
  base: Base,
  looked: readonly Looked[],
  nextAt: number,
): Promise<void> => {
  const concerned = new Map<string, string[]>()
  for (const { tenant, concerns = [] } of looked) {
    if (concerns.length === 0) continue
    concerned.set(tenant, [...(concerned.get(tenant) ?? []), ...concerns])
  }
  for (const [tenant, people] of concerned) await again(() => lookAt(base, tenant, people, nextAt))
}

const settle = async (
  base: Base,
  looked: readonly Looked[],
  leaseMs: number,
): Promise<readonly Claim[]> => {
  // A crash after the writing would leave nothing by which the next look knew whom to tell: they come by themselves then.
  await lookAtOthers(base, looked, base.now() + leaseMs)
  await again(() =>
    writeObligations(
      base,
      looked.flatMap(({ obligations }) => obligations),
    ),
  )
  await lookAtOthers(base, looked, base.now())
  return addBundles(
    base,
    looked.flatMap(({ bundle = [] }) => bundle),
    leaseMs,
  )
}

export const settleLookStore = (base: Base): Pick<TimeStore, 'settleLooks'> => ({
  settleLooks: (looked, leaseMs) => settle(base, looked, leaseMs),
})
