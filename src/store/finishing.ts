import type { mongo } from 'mongoose'

import type { Claim, DeliveryOutcome, Store } from '../domain/store.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { readMany, writeMany } from './bulk.ts'
import { deliveryKey } from './deliveries.ts'
import type { DeliveryDocument } from './documents.ts'
import { ofTenant } from './query.ts'

/** Attempts that stay when something was put off: one that was none, or all of a look that ended well. */
const attemptsAfter = ({ kind, attempts }: Claim): number => (kind === 'look' ? 0 : attempts - 1)

/** The same done twice, so that it may be repeated. */
const change = (claim: Claim, { state, retryAt, reason, putOff }: DeliveryOutcome) => {
  const fields = {
    state,
    ...(reason !== undefined && { reason }),
    ...(retryAt !== undefined && { nextAt: retryAt }),
    ...(putOff === true && { attempts: attemptsAfter(claim) }),
  }
  const gone = { claim: 1, begun: 1 } as const
  return { $set: fields, $unset: retryAt === undefined ? { ...gone, nextAt: 1 as const } : gone }
}

const finish = async (
  base: Base,
  ...[claim, outcome]: Parameters<Store['finishDelivery']>
): Promise<boolean> => {
  const _id = await deliveryKey(base, claim)
  const mine = ofTenant(claim.tenant, { _id, fence: claim.fence, state: 'pending' })
  return (await base.tables.deliveries.change(mine, change(claim, outcome))) === 1
}

type Done = Parameters<TimeStore['finishDeliveries']>[0]

const keyed = async <T>(base: Base, all: readonly T[], claimOf: (each: T) => Claim) => {
  const found = []
  for (const each of all)
    found.push({ each, claim: claimOf(each), _id: await deliveryKey(base, claimOf(each)) })
  return found
}

interface Held {
  readonly _id: string
  readonly claim: Claim
}

/** What one statement changes. */
interface Alike {
  readonly fence: number
  readonly update: mongo.UpdateFilter<DeliveryDocument>
  readonly ids: string[]
  readonly tenants: Set<string>
}

/** Those that are still held, each as is said for it, in one statement for all that change alike; answers how many. */
const changeAlike = <T extends Held>(
  { tables }: Base,
  all: readonly T[],
  updateOf: (held: T) => mongo.UpdateFilter<DeliveryDocument>,
): Promise<number> => {
  const alike = new Map<string, Alike>()
  for (const each of all) {
    const { tenant, fence } = each.claim
    const update = updateOf(each)
    const key = JSON.stringify([fence, update])
    const group = alike.get(key) ?? { fence, update, ids: [], tenants: new Set() }
    alike.set(key, group)
    group.ids.push(each._id)
    group.tenants.add(tenant)
  }
  const operations = [...alike.values()].map(({ fence, update, ids, tenants }) => {
    const those = { _id: { $in: ids }, tenant: { $in: [...tenants] } }
    return { updateMany: { filter: { ...those, fence, state: 'pending' as const }, update } }
  })
  return writeMany(tables.deliveries, operations)
}

/** The same done twice, so that it may be repeated: it stays pending under its fence. */
const beginAll = async (
  base: Base,
  claims: readonly Claim[],
  leaseMs: number,
): Promise<readonly Claim[]> => {
  const { deliveries } = base.tables
  const all = await keyed(base, claims, claim => claim)
  const update = { $set: { begun: true as const, nextAt: base.now() + leaseMs } }
  if ((await changeAlike(base, all, () => update)) === all.length) return claims
  const found = await readMany(deliveries, { _id: { $in: all.map(({ _id }) => _id) } })
  const held = new Map(
    found.filter(({ state }) => state === 'pending').map(({ _id, fence }) => [_id, fence]),
  )
  return all.filter(({ _id, claim }) => held.get(_id) === claim.fence).map(({ claim }) => claim)
}

/** Whoever claimed one since has raised its fence; read only when something was not found. */
const lostOf = async ({ tables }: Base, all: readonly Held[]) => {
  const ids = all.map(({ _id }) => _id)
  const found = await readMany(tables.deliveries, { _id: { $in: ids } })
  const fences = new Map(found.map(({ _id, fence }) => [_id, fence]))
  return all.filter(({ _id, claim }) => fences.get(_id) !== claim.fence).map(({ claim }) => claim)
}

const finishAll = async (base: Base, done: Done): Promise<readonly Claim[]> => {
  const all = await keyed(base, done, ({ claim }) => claim)
  const found = await changeAlike(base, all, ({ claim, each }) => change(claim, each.outcome))
  return found === all.length ? [] : lostOf(base, all)
}

export const finishingStore = (
  base: Base,
): Pick<Store, 'finishDelivery'> & Pick<TimeStore, 'beginDeliveries' | 'finishDeliveries'> => ({
  finishDelivery: (claim, outcome) => finish(base, claim, outcome),
  beginDeliveries: (claims, leaseMs) => again(() => beginAll(base, claims, leaseMs)),
  finishDeliveries: done => again(() => finishAll(base, done)),
})
