import { describe, expect, test } from 'vitest'

import { officeHours } from '../../../src/domain/people.ts'
import { noPreference, type Preference } from '../../../src/domain/preference.ts'
import type { Store } from '../../../src/domain/store.ts'
import { as } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const save = (store: Store, actor: string, preference: Preference) =>
  store.transact(as(preference.tenant, actor), tx => tx.savePreference(preference))

const away = (tenant: string): Preference => ({
  ...noPreference(tenant, 'ben'),
  absences: [{ from: '2026-12-01', until: '2026-12-12' }],
  fewer: { 'N-13': 'half' },
})

export const preferenceSuite = (bench: () => Bench): void => {
  describe('what people set for themselves', () => {
    test('is nothing at first, and theirs alone afterwards', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const ben = as(tenant, 'ben')
      expect(await store.preference(ben)).toEqual(noPreference(tenant, 'ben'))
      expect(await save(store, 'ben', away(tenant))).toBe(true)
      expect(await other.preference(ben)).toEqual({ ...away(tenant), rev: 1 })
      expect(await other.preference(as(tenant, 'ana'))).toEqual(noPreference(tenant, 'ana'))
      await expect(save(store, 'ana', away(tenant))).rejects.toMatchObject({ code: 'not-found' })
      const { preferences } = await store.exportTenant(tenant)
      expect(preferences).toEqual([{ ...away(tenant), rev: 1 }])
    })

    test('changes by one hand at a time', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const first = await Promise.all([store, other].map(each => save(each, 'ben', away(tenant))))
      expect(first.sort()).toEqual([false, true])
      const next = { ...away(tenant), rev: 1, pausedUntil: '2026-11-23' }
      expect(await save(store, 'ben', next)).toBe(true)
      expect(await save(other, 'ben', next)).toBe(false)
      expect(await save(other, 'ben', { ...next, rev: 7 })).toBe(false)
      expect(await store.preference(as(tenant, 'ben'))).toEqual({ ...next, rev: 2 })
    })

    test('are the hours they work, in a zone that exists; name and job stay', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const ben = as(tenant, 'ben')
      const [before] = (await store.people(ben)).filter(({ id }) => id === 'ben')
      const works = { ...officeHours, zone: 'America/Phoenix', days: [1, 2, 4] }
      await store.transact(ben, tx => tx.saveWorks(works))
      const after = await other.people(ben)
      expect(after.find(({ id }) => id === 'ben')).toEqual({ ...before, works })
      expect(after.find(({ id }) => id === 'ana')?.works).toEqual(officeHours)
      const nowhere = { ...officeHours, zone: 'Europe/Atlantis' }
      const wrong = store.transact(ben, tx => tx.saveWorks(nowhere))
      await expect(wrong).rejects.toMatchObject({ code: 'input-refused' })
      const nobody = store.transact(as(tenant, 'nobody'), tx => tx.saveWorks(works))
      await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
