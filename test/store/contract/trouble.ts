import { describe, expect, test } from 'vitest'

import type { Claim, Store } from '../../../src/domain/store.ts'
import { as, MONDAY } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'
import { bundleOf } from './time.ts'

const HOUR = 3_600_000

/** Gus looks after this organisation, and is a party of nothing. */
const administered = (bench: Bench): Promise<string> => newTenant(bench, false, { admins: ['gus'] })

/** Bundles of these people, each an hour after the one before, claimed. */
const sending = async (
  store: Store,
  tenant: string,
  people: readonly string[],
): Promise<readonly Claim[]> => {
  const looked = people.map((person, index) => {
    const bundle = bundleOf(tenant, person, { dueAt: MONDAY + index * HOUR })
    return { tenant, person, obligations: [], bundle }
  })
  return store.settleLooks(looked, 60_000)
}

const seenBy = async (store: Store, tenant: string, person: string, limit = 10) =>
  (await store.troubled(as(tenant, person), limit)).map(({ person, state }) => [person, state])

export const troubleSuite = (bench: () => Bench): void => {
  describe('what did not plainly arrive', () => {
    test('is seen by whoever looks after the organisation, newest first, and by nobody else', async () => {
      const { store } = bench()
      const tenant = await administered(bench())
      const people: readonly string[] = ['ana', 'ben', 'cleo', 'dana', 'eli', 'finn']
      const states = ['sent', 'dead', 'unknown', 'undeliverable', 'expired', 'dropped'] as const
      const claims = await sending(store, tenant, people)
      await store.finishDeliveries(
        claims.map(claim => {
          const state = states[people.indexOf(claim.person)] ?? 'sent'
          return { claim, outcome: { state } }
        }),
      )
      const troubled = [
        ['eli', 'expired'],
        ['dana', 'undeliverable'],
        ['cleo', 'unknown'],
        ['ben', 'dead'],
      ]
      expect(await seenBy(store, tenant, 'gus')).toEqual(troubled)
      expect(await seenBy(store, tenant, 'gus', 2)).toEqual(troubled.slice(0, 2))
      expect(await seenBy(store, tenant, 'ben')).toEqual([])
      const elsewhere = await administered(bench())
      expect(await seenBy(store, elsewhere, 'gus')).toEqual([])
    })

    test('is seen while it is tried again', async () => {
      const { store, clock } = bench()
      const tenant = await administered(bench())
      const [claim] = await sending(store, tenant, ['ben'])
      if (claim === undefined) throw new Error('it was claimed')
      expect(await seenBy(store, tenant, 'gus')).toEqual([])
      await store.finishDelivery(claim, { state: 'pending', retryAt: clock.at })
      await store.claimDue(10_000, 60_000)
      expect(await seenBy(store, tenant, 'gus')).toEqual([['ben', 'pending']])
    })

    test('is tried again when an admin says so, once', async () => {
      const { store } = bench()
      const tenant = await administered(bench())
      const [claim, another] = await sending(store, tenant, ['ben', 'ana'])
      if (claim === undefined || another === undefined) throw new Error('they were claimed')
      await store.finishDelivery(claim, { state: 'unknown', reason: 'no answer' })
      await store.finishDelivery(another, { state: 'sent' })
      const gus = as(tenant, 'gus')
      expect(await store.retryDelivery(as(tenant, 'ben'), claim.id)).toBe(false)
      expect(await store.retryDelivery(gus, another.id)).toBe(false)
      expect(await store.retryDelivery(gus, 'none')).toBe(false)
      expect(await store.retryDelivery(gus, claim.id)).toBe(true)
      expect(await store.retryDelivery(gus, claim.id)).toBe(false)
      const again = (await store.claimDue(10_000, 60_000)).filter(each => each.tenant === tenant)
      expect(again).toMatchObject([{ id: claim.id, attempts: 1, fence: 3 }])
    })
  })
}
