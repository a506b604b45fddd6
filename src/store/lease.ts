import { setTimeout as sleep } from 'node:timers/promises'

import * as z from 'zod'

import { SCHEMA_VERSION } from './documents.ts'
import type { System } from './system.ts'

export interface Lease {
  readonly fence: number
  /** Keeps it for another term; false: it was lost, stop. */
  renew(): Promise<boolean>
}

const held = z.object({ fence: z.int(), until: z.number() })

/** Takes the lease `name` for `ms`, or answers undefined while somebody else holds it. */
const take = async (
  system: System,
  name: string,
  ms: number,
  now: () => number,
): Promise<Lease | undefined> => {
  const fresh = { fence: 0, until: 0, schemaVersion: SCHEMA_VERSION }
  await system.updateOne({ _id: name }, { $setOnInsert: fresh }, { upsert: true })
  const taken = await system.findOneAndUpdate(
    { _id: name, until: { $lte: now() } },
    { $set: { until: now() + ms }, $inc: { fence: 1 } },
    { returnDocument: 'after' },
  )
  if (taken === null) return undefined
  const { fence } = held.parse(taken)
  const mine = { _id: name, fence }
  return {
    fence,
    renew: async () =>
      (await system.updateOne(mine, { $set: { until: now() + ms } })).matchedCount === 1,
  }
}

const release = (system: System, name: string, { fence }: Lease) =>
  system.updateOne({ _id: name, fence }, { $set: { until: 0 } })

/** Does `work` while nobody else does it; answers undefined when somebody else is at it. `ms` is how long a crash blocks it. */
export const leased = async <T>(
  system: System,
  name: string,
  ms: number,
  now: () => number,
  work: (lease: Lease) => Promise<T>,
): Promise<T | undefined> => {
  const lease = await take(system, name, ms, now)
  if (lease === undefined) return undefined
  try {
    return await work(lease)
  } finally {
    await release(system, name, lease).catch(() => {})
  }
}

/** As `leased`, but waits for its turn. */
export const leasedInTurn = async <T>(
  system: System,
  name: string,
  ms: number,
  now: () => number,
  work: (lease: Lease) => Promise<T>,
): Promise<T> => {
  for (;;) {
    const outcome = await leased(system, name, ms, now, async lease => ({
      value: await work(lease),
    }))
    if (outcome !== undefined) return outcome.value
    await sleep(100)
  }
}
