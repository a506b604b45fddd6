import { randomUUID } from 'node:crypto'

import type { Store } from '../../../src/domain/store.ts'
import { MONDAY, seedOf } from '../hearth.ts'

/** Two instances over one database, and the server's clock that both read. */
export interface Bench {
  readonly store: Store
  readonly other: Store
  readonly clock: { at: number }
}

/** A new organisation with everybody of `seedOf` in it; answers its id. The clock goes back to Monday. */
export const newTenant = async ({ store, clock }: Bench, demo = false): Promise<string> => {
  clock.at = MONDAY
  const tenant = `org${randomUUID().slice(0, 8)}`
  await store.seed(seedOf(tenant, demo))
  return tenant
}
