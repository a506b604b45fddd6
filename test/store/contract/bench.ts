import { randomUUID } from 'node:crypto'

import type { Tenant } from '../../../src/domain/people.ts'
import type { Store } from '../../../src/domain/store.ts'
import { MONDAY, seedOf } from '../hearth.ts'

/** Two instances over one database, and the server's clock that both read. */
export interface Bench {
  readonly store: Store
  readonly other: Store
  readonly clock: { at: number }
}

/** As the house does it: looks that found nothing rest until something changes. Leases of other tests run out by themselves. */
const restLooks = async (store: Store, tenant: string): Promise<void> => {
  const claims = await store.claimDue(10_000, 60_000)
  const looks = claims.filter(each => each.tenant === tenant && each.kind === 'look')
  const outcome = { state: 'pending', putOff: true } as const
  await store.finishDeliveries(looks.map(claim => ({ claim, outcome })))
}

/** A new organisation with everybody of `seedOf` in it; their looks rest; answers its id. The clock goes back to Monday. */
export const newTenant = async (
  { store, clock }: Bench,
  demo = false,
  changes: Partial<Tenant> = {},
): Promise<string> => {
  clock.at = MONDAY
  const tenant = `org${randomUUID().slice(0, 8)}`
  const seed = seedOf(tenant, demo)
  await store.seed({ ...seed, tenant: { ...seed.tenant, ...changes } })
  await restLooks(store, tenant)
  return tenant
}
