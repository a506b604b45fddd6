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

/** Whoever claimed one since has raised its fence; read only when something was not found. */
const lostOf = async ({ tables }: Base, all: readonly { readonly _id: string; claim: Claim }[]) => {
  const ids = all.map(({ _id }) => _id)
  const found = await readMany(tables.deliveries, { _id: { $in: ids } })
  const fences = new Map(found.map(({ _id, fence }) => [_id, fence]))
  return all.filter(({ _id, claim }) => fences.get(_id) !== claim.fence).map(({ claim }) => claim)
}

const finishAll = async (base: Base, done: Done): Promise<readonly Claim[]> => {
  const all = []
  for (const each of done) all.push({ ...each, _id: await deliveryKey(base, each.claim) })
  const operations = all.map(({ _id, claim, outcome }) => {
    const filter = { _id, tenant: claim.tenant, fence: claim.fence, state: 'pending' as const }
    return { updateOne: { filter, update: change(claim, outcome) } }
  })
  const found = await writeMany(base.tables.deliveries, operations)
  return found === all.length ? [] : lostOf(base, all)
}

export const finishingStore = (
  base: Base,
): Pick<Store, 'finishDelivery'> & Pick<TimeStore, 'finishDeliveries'> => ({
  finishDelivery: (claim, outcome) => finish(base, claim, outcome),
  finishDeliveries: done => again(() => finishAll(base, done)),
})
