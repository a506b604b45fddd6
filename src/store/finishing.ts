import type { Claim, DeliveryOutcome, Store } from '../domain/store.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { readMany, writeMany } from './bulk.ts'
import { deliveryKey } from './deliveries.ts'
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

/** The same done twice, so that it may be repeated: it stays pending under its fence. */
const beginAll = async (
  base: Base,
  claims: readonly Claim[],
  leaseMs: number,
): Promise<readonly Claim[]> => {
  const { deliveries } = base.tables
  const all = await keyed(base, claims, claim => claim)
  const update = { $set: { begun: true as const, nextAt: base.now() + leaseMs } }
  const operations = all.map(({ _id, claim: { tenant, fence } }) => {
    return { updateOne: { filter: { _id, tenant, fence, state: 'pending' as const }, update } }
  })
  if ((await writeMany(deliveries, operations)) === all.length) return claims
  const found = await readMany(deliveries, { _id: { $in: all.map(({ _id }) => _id) } })
  const held = new Map(
    found.filter(({ state }) => state === 'pending').map(({ _id, fence }) => [_id, fence]),
  )
  return all.filter(({ _id, claim }) => held.get(_id) === claim.fence).map(({ claim }) => claim)
}

/** Whoever claimed one since has raised its fence; read only when something was not found. */
const lostOf = async ({ tables }: Base, all: readonly { readonly _id: string; claim: Claim }[]) => {
  const ids = all.map(({ _id }) => _id)
  const found = await readMany(tables.deliveries, { _id: { $in: ids } })
  const fences = new Map(found.map(({ _id, fence }) => [_id, fence]))
  return all.filter(({ _id, claim }) => fences.get(_id) !== claim.fence).map(({ claim }) => claim)
}

const finishAll = async (base: Base, done: Done): Promise<readonly Claim[]> => {
  const all = await keyed(base, done, ({ claim }) => claim)
  const operations = all.map(({ _id, claim, each: { outcome } }) => {
    const filter = { _id, tenant: claim.tenant, fence: claim.fence, state: 'pending' as const }
    return { updateOne: { filter, update: change(claim, outcome) } }
  })
  const found = await writeMany(base.tables.deliveries, operations)
  return found === all.length ? [] : lostOf(base, all)
}

export const finishingStore = (
  base: Base,
): Pick<Store, 'finishDelivery'> & Pick<TimeStore, 'beginDeliveries' | 'finishDeliveries'> => ({
  finishDelivery: (claim, outcome) => finish(base, claim, outcome),
  beginDeliveries: (claims, leaseMs) => again(() => beginAll(base, claims, leaseMs)),
  finishDeliveries: done => again(() => finishAll(base, done)),
})
