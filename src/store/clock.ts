import type { Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { notFound } from './errors.ts'
import { ofTenant, operator } from './query.ts'

/** A demo tenant's clock moves on; what waits there and nobody has claimed comes as much nearer. */
const moveClock = async ({ connection, tables }: Base, tenant: string, ms: number) => {
  await connection.transaction(async () => {
    const moved = await tables.tenants.change(ofTenant(tenant, { _id: tenant, demo: true }), {
      $inc: { offset: Math.max(0, ms) },
    })
    if (moved === 0) throw notFound('demo')
    const waiting = { nextAt: operator({ $exists: true }), claim: operator({ $exists: false }) }
    await tables.deliveries.change(ofTenant(tenant, waiting), {
      $inc: { nextAt: -Math.max(0, ms) },
    })
  })
}

export const clockStore = (base: Base): Pick<Store, 'moveClock'> => ({
  moveClock: (tenant, ms) => moveClock(base, tenant, ms),
})
