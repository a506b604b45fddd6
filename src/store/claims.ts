import { ThroughlineError } from '../core/errors.ts'
import { type Delivery, MAX_ATTEMPTS } from '../domain/delivery.ts'
import type { DeliveryCounts, Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { deliveryKey, toDelivery } from './deliveries.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { ofTenant, operator } from './query.ts'
import { MAX_TIME_MS } from './table.ts'

const claimDue = async (
  base: Base,
  limit: number,
  leaseMs: number,
): Promise<readonly Delivery[]> => {
  const { bare } = base.tables.deliveries
  const now = base.now()
  const due = { nextAt: { $lte: now }, schemaVersion: { $lte: SCHEMA_VERSION } }
  const options = { maxTimeMS: MAX_TIME_MS }
  const found = await bare
    .find(due, { ...options, projection: { _id: 1, attempts: 1 }, sort: { nextAt: 1 }, limit })
    .toArray()
  if (found.length === 0) return []
  const dead = found.filter(({ attempts }) => attempts >= MAX_ATTEMPTS).map(({ _id }) => _id)
  if (dead.length > 0) {
    await bare.updateMany(
      { _id: { $in: dead }, ...due },
      { $set: { state: 'dead' }, $unset: { nextAt: '', claim: '' }, $inc: { fence: 1 } },
      options,
    )
  }
  const ids = found.map(({ _id }) => _id).filter(id => !dead.includes(id))
  const claim = base.ids()
  await bare.updateMany(
    { _id: { $in: ids }, ...due },
    { $set: { nextAt: now + leaseMs, claim }, $inc: { fence: 1, attempts: 1 } },
    options,
  )
  const mine = await bare.find({ _id: { $in: ids }, claim }, options).toArray()
  return readableOnes(base, mine)
}

/** One that cannot be read keeps nobody else's from going: its lease runs out, and in the end it is given up. */
const readableOnes = async (base: Base, found: readonly { readonly _id: string }[]) => {
  const all: Delivery[] = []
  for (const document of found) {
    try {
      all.push(await toDelivery(base, base.tables.deliveries.parse(document)))
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      base.warn(`The delivery ${document._id} cannot be read (${error.code}).`)
    }
  }
  return all.sort((a, b) => a.dueAt - b.dueAt)
}

const finish = async (
  base: Base,
  ...[claim, { state, retryAt, reason, putOff }]: Parameters<Store['finishDelivery']>
): Promise<boolean> => {
  const _id = await deliveryKey(base, claim)
  const mine = ofTenant(claim.tenant, { _id, fence: claim.fence, state: 'pending' })
  const why = reason === undefined ? {} : { reason }
  const found = await base.tables.deliveries.change(
    mine,
    retryAt === undefined
      ? { $set: { state, ...why }, $unset: { nextAt: 1, claim: 1 } }
      : {
          $set: { nextAt: retryAt, ...why },
          $unset: { claim: 1 },
          ...(putOff === true ? { $inc: { attempts: -1 } } : {}),
        },
  )
  return found === 1
}

/** The attempt counts: what ends the house each time is given up in the end. */
const release = async ({ tables, now }: Base): Promise<void> => {
  await tables.deliveries.bare.updateMany(
    { claim: { $exists: true }, nextAt: { $gt: now() } },
    { $set: { nextAt: now() }, $unset: { claim: '' }, $inc: { fence: 1 } },
    { maxTimeMS: MAX_TIME_MS },
  )
}

/** Those that were sent are by far the most, and are what is left of all: only the others are counted one by one. */
const counts = async ({ tables }: Base): Promise<DeliveryCounts> => {
  const { bare } = tables.deliveries
  const others = { $match: { state: { $ne: 'sent' } } }
  const group = { $group: { _id: '$state', count: { $sum: 1 } } }
  const all = await bare.estimatedDocumentCount()
  const found = await bare.aggregate([others, group]).toArray()
  const counted = found.map(({ _id, count }) => [String(_id), Number(count)] as const)
  const sent = counted.reduce((left, [, count]) => left - count, all)
  return Object.fromEntries([...counted, ['sent', Math.max(0, sent)]])
}

const nextDue = async (base: Base, tenant: string): Promise<number | undefined> => {
  const waiting = ofTenant(tenant, {
    nextAt: operator({ $exists: true }),
    claim: operator({ $exists: false }),
  })
  const [first] = await base.tables.deliveries.list(waiting, { sort: { nextAt: 1 }, limit: 1 })
  if (first?.nextAt === undefined) return undefined
  return first.nextAt + (await base.tenantNow(tenant)) - base.now()
}

type ClaimStore = Pick<
  Store,
  'claimDue' | 'finishDelivery' | 'releaseClaims' | 'deliveryCounts' | 'nextDue'
>

/** Due work, shared by any number of instances: `nextAt` is due time and lease in one, the fence guards completion. */
export const claimStore = (base: Base): ClaimStore => ({
  claimDue: (limit, leaseMs) => claimDue(base, limit, leaseMs),
  finishDelivery: (claim, outcome) => finish(base, claim, outcome),
  releaseClaims: () => release(base),
  deliveryCounts: () => counts(base),
  nextDue: tenant => nextDue(base, tenant),
})
