import type { Base } from './base.ts'
import { conflict } from './errors.ts'
import type { Kek, KekSource } from './kek.ts'
import { leased } from './lease.ts'
import { everywhere, ofTenant, operator } from './query.ts'
import { beginRotation, endRotation, type System } from './system.ts'

const LEASE_MS = 30_000
const BATCH = 500

/** Wraps a batch anew; answers how many it found. */
const rewrapBatch = async ({ tables, rings }: Base, next: Kek): Promise<number> => {
  const wrapped = operator({ $exists: true })
  const old = everywhere({ kek: operator({ $ne: next.name }), wrapped })
  const found = await tables.rings.list(old, { limit: BATCH })
  for (const before of found) {
    const after = rings.rewrap(before)
    // A ring that was destroyed meanwhile must not come back.
    const same = ofTenant(before.tenant, { _id: before._id, kek: before.kek, wrapped })
    if (after !== undefined) await tables.rings.replace(same, after)
  }
  return found.length
}

/**
 * Wraps every ring with the next key and retires the one before; answers how many. Cut off half-way, it is finished by
 * calling it again with both keys at hand. Other instances must not be running: they know the old key only.
 */
export const rotateKek = async (base: Base, system: System, source: KekSource): Promise<number> => {
  const [next] = await source(false)
  if (next === undefined) return 0
  const count = await leased(system, 'key rotation', LEASE_MS, base.now, async lease => {
    await beginRotation(system, next)
    base.rings.use(next)
    let total = 0
    for (let found = BATCH; found > 0; ) {
      found = await rewrapBatch(base, next)
      total += found
      if (!(await lease.renew())) throw conflict('key rotation')
    }
    await endRotation(system, next, base.now())
    return total
  })
  if (count === undefined) throw conflict('key rotation')
  return count
}
