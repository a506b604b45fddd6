import { describe, expect, test } from 'vitest'

import type { NewDelivery } from '../../../src/domain/delivery.ts'
import type { Claim, Store } from '../../../src/domain/store.ts'
import { as, MONDAY } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const noticeOf = (tenant: string, id: string, changes: Partial<NewDelivery> = {}): NewDelivery => ({
  id,
  tenant,
  person: 'ben',
  kind: 'notice',
  what: 'record.shared',
  refs: { record: 'rec', version: '1' },
  dueAt: MONDAY,
  expiresAt: MONDAY + 3_600_000,
  reason: 'somebody just acted',
  ...changes,
})

const deliver = (store: Store, delivery: NewDelivery, nextAt = MONDAY) =>
  store.transact(as(delivery.tenant, 'ana'), tx => tx.deliver(delivery, nextAt))

/** Other tests' deliveries lie in the same database. */
const claim = async (store: Store, tenant: string): Promise<readonly Claim[]> =>
  (await store.claimDue(10_000, 60_000)).filter(each => each.tenant === tenant)

const one = async (store: Store, tenant: string): Promise<Claim> => {
  const [first] = await claim(store, tenant)
  if (first === undefined) throw new Error('something was due')
  return first
}

export const deliverySuite = (bench: () => Bench): void => {
  describe('something for later', () => {
    test('is added once, and waits for its person and its time', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'), MONDAY + 1000)
      await deliver(store, noticeOf(tenant, 'd1', { what: 'other' }), MONDAY)
      const waiting = { ...noticeOf(tenant, 'd1'), state: 'pending', attempts: 0, fence: 0 }
      expect(await store.deliveries(as(tenant, 'ben'))).toEqual([waiting])
      expect(await store.deliveries(as(tenant, 'ana'))).toEqual([])
      expect(await store.nextDue(tenant)).toBe(MONDAY + 1000)
      expect(await claim(store, tenant)).toEqual([])
      clock.at += 1000
      expect(await claim(store, tenant)).toEqual([{ ...waiting, attempts: 1, fence: 1 }])
    })

    test('is finished once, by whoever holds it', async () => {
      const { store, other, clock } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      const first = await one(store, tenant)
      clock.at += 60_000
      const second = await one(other, tenant)
      expect(second).toMatchObject({ fence: 2, attempts: 2 })
      expect(await store.finishDelivery(first, { state: 'sent' })).toBe(false)
      expect(await other.finishDelivery(second, { state: 'unknown', reason: 'cut off' })).toBe(true)
      expect(await other.finishDelivery(second, { state: 'sent' })).toBe(false)
      expect(await store.deliveries(as(tenant, 'ben'))).toEqual([])
      expect(await store.nextDue(tenant)).toBeUndefined()
      const { deliveries } = await store.exportTenant(tenant)
      expect(deliveries).toMatchObject([{ state: 'unknown', reason: 'cut off' }])
    })

    test('is tried again at the time that was said', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      const retryAt = clock.at + 5000
      await store.finishDelivery(await one(store, tenant), { state: 'pending', retryAt })
      expect(await claim(store, tenant)).toEqual([])
      clock.at = retryAt
      expect(await one(store, tenant)).toMatchObject({ attempts: 2 })
    })

    test('that never comes to an end is given up in sight of all', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        expect(await one(store, tenant)).toMatchObject({ attempts: attempt })
        clock.at += 60_001
      }
      expect(await claim(store, tenant)).toEqual([])
      expect((await store.exportTenant(tenant)).deliveries).toMatchObject([{ state: 'dead' }])
      expect((await store.deliveryCounts()).dead).toBeGreaterThan(0)
    })

    test('does not wait behind one that is given up', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        await claim(store, tenant)
        clock.at += 60_001
      }
      await store.transact(as(tenant, 'ana'), tx => tx.deliver(noticeOf(tenant, 'd2'), clock.at))
      clock.at += 1
      const claimed = []
      // One at a time, and those of other tests among them: they share the database.
      for (let all = await store.claimDue(1, 60_000); all.length > 0; ) {
        claimed.push(...all.filter(each => each.tenant === tenant))
        all = await store.claimDue(1, 60_000)
      }
      expect(claimed).toMatchObject([{ id: 'd2' }])
    })

    test('is claimed once by two instances that race', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await store.transact(as(tenant, 'ana'), async tx => {
        for (let n = 0; n < 100; n += 1) await tx.deliver(noticeOf(tenant, `d${n}`), MONDAY)
      })
      const rounds = Array.from({ length: 10 }, () =>
        [store, other].map(each => each.claimDue(15, 60_000)),
      )
      const claims = (await Promise.all(rounds.flat()))
        .flat()
        .filter(each => each.tenant === tenant)
      const rest = [...claims, ...(await claim(store, tenant))]
      expect(new Set(rest.map(({ id }) => id)).size).toBe(100)
      expect(rest).toHaveLength(100)
      expect(rest.every(({ fence }) => fence === 1)).toBe(true)
    })

    test('is free again at once when the only instance starts anew, and the old one hears that it lost it', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      const before = await one(store, tenant)
      expect(await claim(store, tenant)).toEqual([])
      await store.releaseClaims()
      expect(await one(store, tenant)).toMatchObject({ id: 'd1', attempts: 2 })
      expect(await store.finishDelivery(before, { state: 'sent' })).toBe(false)
    })

    test('is taken back with what it was about, even while somebody is sending it', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await deliver(store, noticeOf(tenant, 'd1'))
      await deliver(store, noticeOf(tenant, 'd2', { refs: { record: 'rec', version: '2' } }))
      const held = (await claim(store, tenant)).find(({ id }) => id === 'd1')
      const ana = as(tenant, 'ana')
      await store.transact(ana, tx => tx.dropDeliveries({ record: 'rec', version: '1' }))
      const left = await store.deliveries(as(tenant, 'ben'))
      expect(left.map(({ id }) => id)).toEqual(['d2'])
      if (held === undefined) throw new Error('d1 was claimed')
      expect(await store.finishDelivery(held, { state: 'sent' })).toBe(false)
      await store.transact(ana, tx => tx.dropDeliveries({}))
      expect(await store.deliveries(as(tenant, 'ben'))).toHaveLength(1)
    })

    test('about an improvement plan is found again by all it was given', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const notice = noticeOf(tenant, `${tenant}:improvement.opened:r1`, {
        what: 'improvement.opened',
        refs: { run: 'r1', dialog: 'improvement-plan' },
      })
      await deliver(store, notice)
      await deliver(store, notice)
      const held = await one(store, tenant)
      expect(held).toMatchObject({ id: notice.id, what: notice.what, refs: notice.refs })
      const retryAt = MONDAY
      expect(await store.finishDelivery(held, { state: 'pending', retryAt })).toBe(true)
      await store.transact(as(tenant, 'ana'), tx => tx.dropDeliveries(notice.refs))
      expect(await store.deliveries(as(tenant, 'ben'))).toEqual([])
    })
  })

  describe('the clock of a demo', () => {
    test('moves on for its own organisation, with what waits there and nobody has claimed', async () => {
      const { store } = bench()
      const demo = await newTenant(bench(), true)
      const real = await newTenant(bench())
      const hour = 3_600_000
      for (const tenant of [demo, real]) {
        await deliver(store, noticeOf(tenant, 'held'), MONDAY)
        await deliver(store, noticeOf(tenant, 'later'), MONDAY + hour)
      }
      expect((await store.claimDue(10_000, 60_000)).length).toBeGreaterThan(1)
      await store.moveClock(demo, hour)
      expect(await store.tenant(demo)).toMatchObject({ offset: hour })
      expect(await store.nextDue(demo)).toBe(MONDAY + hour)
      expect((await claim(store, demo)).map(({ id }) => id)).toEqual(['later'])
      expect(await claim(store, real)).toEqual([])
      await store.moveClock(demo, -5 * hour)
      expect(await store.tenant(demo)).toMatchObject({ offset: hour })
      await expect(store.moveClock(real, hour)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
