import { ofTenant } from './query.ts'
import type { Tables } from './tables.ts'

/** ISO date of an instant (epoch ms) in UTC. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The tenant's clock: the server's, and in a demo tenant so much ahead of it as is stored. */
export const tenantClock = (tables: Tables, now: () => number) => {
  // An organisation is a demo or not for ever, and a real one's clock is the server's.
  const real = new Set<string>()
  return async (tenant: string): Promise<number> => {
    if (real.has(tenant)) return now()
    const found = await tables.tenants.one(ofTenant(tenant, { _id: tenant }))
    if (found?.demo === false) real.add(tenant)
    return now() + (found?.demo === true ? found.offset : 0)
  }
}
