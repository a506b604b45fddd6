import * as z from 'zod'

import type { Delivery, NewDelivery } from '../domain/delivery.ts'
import { occurrence } from '../domain/nudge.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import type { Base } from './base.ts'
import { type DeliveryDocument, SCHEMA_VERSION } from './documents.ts'
import { notFound } from './errors.ts'
import { isLookId } from './looks.ts'
import { idOf, keyOf, ofPerson, ofTenant, operator, type Query } from './query.ts'
import type { Owner, Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'
import { reveals, tagged, taggedValues } from './veil.ts'

/** In the clear, sealed beside the tags, when any of it reveals by itself. */
const named = z.object({
  id: z.string(),
  what: z.string(),
  refs: z.record(z.string(), z.string()),
  nudges: z.array(occurrence).exactOptional(),
})

/** A person's standing look is the house's own: nothing that reaches anybody. */
export const noLook = operator({ $ne: 'look' })

const boundTo = (tenant: string, _id: string): Bound => ({ tenant, kind: 'delivery', id: _id })

const ownerOf = (tenant: string): Owner => ({ tenant, kind: 'tenant', id: tenant })

const tenantRing = ({ rings }: Base, tenant: string): Promise<Ring> => rings.need(ownerOf(tenant))

const aboutOf = (ring: Ring, refs: Readonly<Record<string, string>>): string[] =>
  Object.entries(taggedValues(ring, refs)).map(([name, value]) => `${name}=${value}`)

/** A bundle may tell of a record whose kind reveals by itself. */
const revealing = ({ id, what, refs, nudges = [] }: NewDelivery): boolean =>
  [id, what, ...Object.values(refs), JSON.stringify(nudges)].some(reveals)

export const toDocument = (ring: Ring, delivery: NewDelivery, nextAt: number): DeliveryDocument => {
  const { id, what, refs, nudges, ...fields } = delivery
  const { tenant } = fields
  const _id = keyOf(tenant, tagged(ring, id))
  const hidden = revealing(delivery)
  return {
    _id,
    schemaVersion: SCHEMA_VERSION,
    ...fields,
    what: tagged(ring, what),
    refs: taggedValues(ring, refs),
    about: aboutOf(ring, refs),
    ...(hidden
      ? { named: seal(ring, boundTo(tenant, _id), { id, what, refs, nudges }) }
      : nudges && { nudges: [...nudges] }),
    state: 'pending',
    attempts: 0,
    fence: 0,
    nextAt,
  }
}

export const toDelivery = async (base: Base, document: DeliveryDocument): Promise<Delivery> => {
  const { _id, schemaVersion: _version, nextAt: _nextAt, claim: _claim, named: hidden } = document
  const { tenant, person, kind, what, refs, state, dueAt, expiresAt, reason } = document
  const { attempts, fence, nudges, begun } = document
  const plain = {
    ...{ tenant, person, kind, state, dueAt, expiresAt, reason, attempts, fence },
    ...(nudges && { nudges }),
    ...(begun && { begun }),
  }
  if (hidden === undefined) return { id: idOf(document), what, refs, ...plain }
  const ring = await base.rings.find(ownerOf(tenant))
  if (ring === undefined) return { id: idOf(document), what, refs, ...plain }
  return { ...plain, ...named.parse(open(ring, boundTo(tenant, _id), hidden)) }
}

export const findDeliveries = async (base: Base, query: Query): Promise<readonly Delivery[]> => {
  const sort = { dueAt: 1, _id: 1 } as const
  const all: Delivery[] = []
  for (const document of await base.tables.deliveries.list(query, { sort })) {
    all.push(await toDelivery(base, document))
  }
  return all
}

/** The id a delivery has in the database. */
export const deliveryKey = async (
  base: Base,
  { tenant, id }: Pick<Delivery, 'tenant' | 'id'>,
): Promise<string> => {
  if (isLookId(id)) return keyOf(tenant, id)
  const ring = await base.rings.find(ownerOf(tenant))
  return keyOf(tenant, ring === undefined ? id : tagged(ring, id))
}

export const deliveryStore = (base: Base): Pick<Store, 'deliveries'> => ({
  deliveries: ({ tenant, actor }) =>
    findDeliveries(base, ofPerson({ tenant, person: actor }, { state: 'pending', kind: noLook })),
})

const drop = async (base: Base, { tenant }: Scope, refs: Readonly<Record<string, string>>) => {
  const ring = await tenantRing(base, tenant)
  const all = aboutOf(ring, refs)
  if (all.length === 0) return
  const waiting = { nextAt: operator({ $exists: true }), about: operator({ $all: all }) }
  await base.tables.deliveries.change(
    ofTenant(tenant, waiting),
    // The fence makes whoever holds a lease on it now lose it.
    { $set: { state: 'dropped' }, $unset: { nextAt: 1, claim: 1 }, $inc: { fence: 1 } },
  )
}

export const deliveryTx = (base: Base, scope: Scope): Pick<Tx, 'deliver' | 'dropDeliveries'> => ({
  deliver: async (delivery, nextAt) => {
    if (delivery.tenant !== scope.tenant) throw notFound('person')
    const document = toDocument(await tenantRing(base, scope.tenant), delivery, nextAt)
    await base.tables.deliveries.addOnce(ofTenant(scope.tenant, { _id: document._id }), document)
  },
  dropDeliveries: refs => drop(base, scope, refs),
})
