import type { Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { notFound } from './errors.ts'
import { ofTenant, operator } from './query.ts'
import { atomically } from './session.ts'

/** A demo tenant's clock moves on; what waits there and nobody has claimed comes as much nearer. */
const moveClock = async ({ connection, tables }: Base, tenant: string, ms: number) => {
  const ahead = Math.max(0, ms)
  const move = async (): Promise<void> => {
    const demo = ofTenant(tenant, { _id: tenant, demo: true })
    const moved = await tables.tenants.change(demo, { $inc: { offset: ahead } })
    if (moved === 0) throw notFound('demo')
    const waiting = { nextAt: operator({ $exists: true }), claim: operator({ $exists: false }) }
    await tables.deliveries.change(ofTenant(tenant, waiting), { $inc: { nextAt: -ahead } })
  }
  await atomically(connection, move)
}

export const clockStore = (base: Base): Pick<Store, 'moveClock'> => ({
  moveClock: (tenant, ms) => moveClock(base, tenant, ms),
})
