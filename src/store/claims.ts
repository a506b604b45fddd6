import * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'
import { type Delivery, MAX_ATTEMPTS } from '../domain/delivery.ts'
import type { DeliveryCounts, Store } from '../domain/store.ts'
import type { Base } from './base.ts'
import { toDelivery } from './deliveries.ts'
import { type DeliveryDocument, SCHEMA_VERSION } from './documents.ts'
import { type Fields, ofTenant, operator } from './query.ts'
import { MAX_TIME_MS } from './table.ts'

const counted = z.object({
  _id: z.object({ state: z.string(), kind: z.string() }),
  count: z.number(),
})

const MAX_TIME = { maxTimeMS: MAX_TIME_MS }
const AT_AN_END = { nextAt: '', claim: '', begun: '' } as const

const dueAt = (now: number) => ({ nextAt: { $lte: now }, schemaVersion: { $lte: SCHEMA_VERSION } })

type Due = Pick<DeliveryDocument, '_id' | 'attempts' | 'begun'>

/** What ends instead of being tried once more; the others are left. */
const giveUp = async ({ tables }: Base, found: readonly Due[], now: number) => {
  const end = async (those: readonly Due[], wanted: object, fields: Fields): Promise<void> => {
    if (those.length === 0) return
    const ids = those.map(({ _id }) => _id)
    await tables.deliveries.bare.updateMany(
      { _id: { $in: ids }, ...wanted, ...dueAt(now) },
      { $set: fields, $unset: AT_AN_END, $inc: { fence: 1 } },
      MAX_TIME,
    )
  }
  const cutOff = found.filter(({ begun }) => begun)
  const others = found.filter(({ begun }) => !begun)
  const dead = others.filter(({ attempts }) => attempts >= MAX_ATTEMPTS)
  // Nobody knows whether it arrived: rather one too few than two (P4).
  await end(cutOff, { begun: true }, { state: 'unknown', reason: 'sending was cut off' })
  await end(dead, {}, { state: 'dead' })
  return others.filter(({ attempts }) => attempts < MAX_ATTEMPTS)
}

/** Oldest first. What is claimed and not begun is claimed again after a crash. */
const claimDue = async (
  base: Base,
  limit: number,
  leaseMs: number,
): Promise<readonly Delivery[]> => {
  const { bare } = base.tables.deliveries
  const now = base.now()
  const projection = { _id: 1, attempts: 1, begun: 1 } as const
  const options = { ...MAX_TIME, projection, sort: { nextAt: 1 }, limit } as const
  const found = await bare.find<Due>(dueAt(now), options).toArray()
  if (found.length === 0) return []
  const ids = (await giveUp(base, found, now)).map(({ _id }) => _id)
  // All of them came to an end: what is due behind them is not kept waiting.
  if (ids.length === 0) return claimDue(base, limit, leaseMs)
  const claim = base.ids()
  const fields = { nextAt: now + leaseMs, claim }
  const untouched = { begun: { $exists: false }, ...dueAt(now) }
  await bare.updateMany(
    { _id: { $in: ids }, ...untouched },
    { $set: fields, $inc: { fence: 1, attempts: 1 } },
    MAX_TIME,
  )
  const mine = await bare.find({ _id: { $in: ids }, claim }, MAX_TIME).toArray()
  return readableOnes(base, mine)
}

/** One that cannot be read keeps nobody else's from going: its lease runs out, and in the end it is given up. */
export const readableOnes = async (base: Base, found: readonly { readonly _id: string }[]) => {
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

/** The attempt counts: what ends the house each time is given up in the end. */
const release = async ({ tables, now }: Base): Promise<void> => {
  await tables.deliveries.bare.updateMany(
    { claim: { $exists: true }, nextAt: { $gt: now() } },
    { $set: { nextAt: now() }, $unset: { claim: '' }, $inc: { fence: 1 } },
    { maxTimeMS: MAX_TIME_MS },
  )
}

/**
 * Those that were sent are by far the most, and are what is left of all: only the others are counted one by one.
 * A look that waits is nobody's message.
 */
const counts = async ({ tables }: Base): Promise<DeliveryCounts> => {
  const { bare } = tables.deliveries
  const others = { $match: { state: { $ne: 'sent' } } }
  const group = { $group: { _id: { state: '$state', kind: '$kind' }, count: { $sum: 1 } } }
  const all = await bare.estimatedDocumentCount()
  const found = await bare
    .aggregate([others, group])
    .map(each => counted.parse(each))
    .toArray()
  const sent = found.reduce((left, { count }) => left - count, all)
  const states = new Map<string, number>()
  for (const { _id, count } of found) {
    const isLook = _id.kind === 'look' && _id.state === 'pending'
    if (!isLook) states.set(_id.state, (states.get(_id.state) ?? 0) + count)
  }
  return { ...Object.fromEntries(states), sent: Math.max(0, sent) }
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

type ClaimStore = Pick<Store, 'claimDue' | 'releaseClaims' | 'deliveryCounts' | 'nextDue'>

/** Due work, shared by any number of instances: `nextAt` is due time and lease in one, the fence guards completion. */
export const claimStore = (base: Base): ClaimStore => ({
  claimDue: (limit, leaseMs) => claimDue(base, limit, leaseMs),
  releaseClaims: () => release(base),
  deliveryCounts: () => counts(base),
  nextDue: tenant => nextDue(base, tenant),
})
