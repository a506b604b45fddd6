import type { Delivery } from '../domain/delivery.ts'
import type { Scope } from '../domain/store.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import type { Base } from './base.ts'
import { deliveryKey, toDelivery } from './deliveries.ts'
import { findTenant } from './people.ts'
import { ofTenant, operator } from './query.ts'

const ENDED_BADLY = ['unknown', 'dead', 'expired', 'undeliverable']
const MAY_GO_AGAIN = ['dead', 'unknown', 'undeliverable']

const isAdmin = async (base: Base, { tenant, actor }: Scope): Promise<boolean> =>
  (await findTenant(base, tenant))?.admins?.includes(actor) === true

const troubled = async (base: Base, scope: Scope, limit: number): Promise<readonly Delivery[]> => {
  if (!(await isAdmin(base, scope))) return []
  const tried = { state: 'pending', attempts: operator({ $gt: 1 }) }
  const ended = { state: operator({ $in: ENDED_BADLY }) }
  const sort = { dueAt: -1, _id: 1 } as const
  const { deliveries } = base.tables
  const wanted = ofTenant(scope.tenant, { $or: [ended, tried] })
  const found = await deliveries.list(wanted, { sort, limit })
  return Promise.all(found.map(each => toDelivery(base, each)))
}

const retry = async (base: Base, scope: Scope, id: string): Promise<boolean> => {
  if (!(await isAdmin(base, scope))) return false
  const _id = await deliveryKey(base, { tenant: scope.tenant, id })
  const wanted = ofTenant(scope.tenant, { _id, state: operator({ $in: MAY_GO_AGAIN }) })
  const found = await base.tables.deliveries.change(wanted, {
    $set: { state: 'pending', nextAt: base.now(), attempts: 0 },
    $unset: { claim: 1, begun: 1 },
    $inc: { fence: 1 },
  })
  return found === 1
}

type TroubleStore = Pick<TimeStore, 'troubled' | 'retryDelivery'>

/** What did not plainly arrive, for those who look after an organisation. */
export const troubleStore = (base: Base): TroubleStore => ({
  troubled: (scope, limit) => troubled(base, scope, limit),
  retryDelivery: (scope, id) => retry(base, scope, id),
})
