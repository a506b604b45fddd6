import { describe, expect, test } from 'vitest'

import type { Store } from '../../../src/domain/store.ts'
import { actionOf, as, MONDAY, recordOf, runOf, sectionOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const DAY = 24 * 60 * 60_000

const share = (store: Store, tenant: string) =>
  store.transact(as(tenant, 'ana'), async tx => {
    await tx.addRun(runOf(tenant, 'r'))
    await tx.addAction(actionOf(tenant, 'a1', 'Call'))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'shared')]))
    await tx.file(recordOf(tenant, 'plan', [sectionOf('restricted', 'plan')], { kind: 'R12' }))
    await tx.file(recordOf(tenant, 'mine', [sectionOf('priv', 'mine')]))
  })

const seenBy = async (store: Store, tenant: string, person: string) => {
  const scope = as(tenant, person)
  const records = (await store.records(scope)).map(({ id }) => id).sort()
  return { records, actions: (await store.actions(scope)).length }
}

export const endingSuite = (bench: () => Bench): void => {
  describe('a relationship that ends', () => {
    test('leaves the worker what they shared, and the supervisor thirty days of it', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await share(store, tenant)
      await store.transact(as(tenant, 'ben'), tx => tx.endRelationship('pair', '2026-11-16'))
      const before = { records: ['mine', 'rec'], actions: 1 }
      expect(await seenBy(store, tenant, 'ana')).toEqual(before)
      clock.at = MONDAY + 29 * DAY
      expect(await seenBy(store, tenant, 'ana')).toEqual(before)
      clock.at = MONDAY + 31 * DAY
      expect(await seenBy(store, tenant, 'ana')).toEqual({ records: ['mine'], actions: 0 })
      expect(await seenBy(store, tenant, 'ben')).toEqual({ records: ['plan', 'rec'], actions: 1 })
    })

    test('takes nothing new, and ends once', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await share(store, tenant)
      const ana = as(tenant, 'ana')
      await store.transact(ana, tx => tx.endRelationship('pair', '2026-11-16'))
      expect(await store.relationships(as(tenant, 'ben'))).toEqual([])
      const attempts = [
        store.transact(ana, tx => tx.addAction(actionOf(tenant, 'a2', 'late'))),
        store.transact(ana, tx => tx.file(recordOf(tenant, 'late', [sectionOf('pair', 'late')]))),
        store.transact(ana, tx => tx.addRun(runOf(tenant, 'r2'))),
        store.transact(ana, tx => tx.endRelationship('pair', '2026-12-31')),
      ]
      for (const attempt of await Promise.allSettled(attempts)) {
        expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
      }
      const action = { ...actionOf(tenant, 'a1', 'late'), state: 'done' as const }
      expect(await store.transact(ana, tx => tx.saveAction(action))).toBe(false)
    })

    test('is ended by its parties only', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const end = store.transact(as(tenant, 'cleo'), tx => tx.endRelationship('pair', '2026-11-16'))
      await expect(end).rejects.toMatchObject({ code: 'not-found' })
      expect(await store.relationships(as(tenant, 'ben'))).toHaveLength(1)
    })
  })
}
