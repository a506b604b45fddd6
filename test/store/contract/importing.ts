import { describe, expect, test } from 'vitest'

import { officeHours, type Person } from '../../../src/domain/people.ts'
import type { Imported } from '../../../src/domain/peopleStore.ts'
import type { Relationship } from '../../../src/domain/relationship.ts'
import { actionOf, as, sessionOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const rhythm = {
  programme: 'uk-childrens-services',
  profile: 'asye',
  startedOn: '2026-09-01',
  trackFrom: '2026-11-16',
} as const

const personOf = (tenant: string, id: string): Person => ({
  id,
  tenant,
  name: `${id} Ashby`,
  title: 'Social worker',
  works: officeHours,
})

const between = (tenant: string, supervisor: string, worker: string): Relationship => ({
  id: `${supervisor}-${worker}`,
  tenant,
  kind: 'supervision',
  state: 'confirmed',
  from: '2026-11-16',
  parties: [
    { role: 'supervisor', person: supervisor },
    { role: 'worker', person: worker },
  ],
  rhythm,
})

/** So many new people, all of them with Ana; her own supervision of Ben ends. */
const importOf = (tenant: string, count: number): Imported => {
  const ids = Array.from({ length: count }, (_, n) => `new${n}`)
  return {
    tenant,
    people: ids.map(id => ({ person: personOf(tenant, id), key: `staff-${id}` })),
    relationships: ids.map(id => between(tenant, 'ana', id)),
    sessions: ids.map(id => ({
      ...sessionOf(tenant, `s-${id}`),
      relationship: `ana-${id}`,
    })),
    ends: [{ id: 'pair', on: '2026-11-13' }],
    admins: ['cleo'],
  }
}

const withoutTrail = ({ audit: _audit, ...rest }: { readonly audit: unknown }) => rest

export const importSuite = (bench: () => Bench): void => {
  describe('an import', () => {
    test('sets up people, supervisions and dates, and ends what is over', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      expect(await store.keys(tenant)).toEqual({})
      await store.importAll(importOf(tenant, 60))
      const keys = await other.keys(tenant)
      expect(Object.keys(keys)).toHaveLength(60)
      expect(keys['staff-new7']).toBe('new7')
      expect(await store.people(as(tenant, 'new7'))).toContainEqual(personOf(tenant, 'new7'))
      const mine = as(tenant, 'new59')
      expect(await other.relationships(mine)).toEqual([between(tenant, 'ana', 'new59')])
      expect(await other.sessions(mine)).toHaveLength(1)
      await other.transact(mine, tx =>
        tx.addAction({ ...actionOf(tenant, 'a', 'x'), relationship: 'ana-new59' }),
      )
      expect(await store.relationships(as(tenant, 'ben'))).toEqual([])
      expect((await store.tenant(tenant))?.admins).toEqual(['cleo'])
      const { audit } = await store.exportTenant(tenant)
      const noted = audit.filter(({ action }) => action === 'imported')
      expect(noted.map(({ object }) => object)).toEqual([
        ...['people', 'people', 'relationships', 'relationships'],
        ...['sessions', 'sessions', 'ends', 'admins'],
      ])
    })

    test('done again changes nothing, and cut off it is finished by the next one', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const whole = importOf(tenant, 3)
      const half = { ...whole, relationships: whole.relationships.slice(1), sessions: [], ends: [] }
      await store.importAll(half)
      await other.importAll(whole)
      const after = await store.exportTenant(tenant)
      expect(after.relationships.filter(({ id }) => id.startsWith('ana-'))).toHaveLength(3)
      await store.importAll(whole)
      expect(await store.exportTenant(tenant)).toEqual(after)
    })

    test('leaves people the hours they set, and what ended stays ended', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const whole = importOf(tenant, 1)
      await store.importAll(whole)
      const works = { ...officeHours, days: [1, 2] }
      const mine = as(tenant, 'new0')
      await store.transact(mine, tx => tx.saveWorks(works))
      await store.transact(mine, tx => tx.endRelationship('ana-new0', '2026-11-16'))
      const moved = { ...personOf(tenant, 'new0'), title: 'Manager', left: '2026-12-31' }
      const [before] = whole.relationships
      if (before === undefined) throw new Error('there is one')
      await store.importAll({
        ...whole,
        people: [{ person: moved, key: 'staff-new0' }],
        relationships: [{ ...before, rhythm: { ...rhythm, profile: 'experienced' } }],
      })
      expect(await store.people(mine)).toContainEqual({ ...moved, works })
      const { relationships } = await store.exportTenant(tenant)
      expect(relationships.find(({ id }) => id === 'ana-new0')).toMatchObject({
        state: 'ended',
        rhythm,
      })
    })

    test('gives one key to one person, and takes nobody of another organisation', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const whole = importOf(tenant, 1)
      await store.importAll(whole)
      const before = withoutTrail(await store.exportTenant(tenant))
      const twin = { person: personOf(tenant, 'twin'), key: 'staff-new0' }
      const twice = store.importAll({ ...whole, people: [twin] })
      await expect(twice).rejects.toMatchObject({ code: 'store-conflict' })
      const stranger = { person: personOf('elsewhere', 'new9'), key: 'staff-9' }
      const others = store.importAll({ ...whole, people: [stranger] })
      await expect(others).rejects.toMatchObject({ code: 'not-found' })
      const nobody = store.importAll({
        ...whole,
        relationships: [between(tenant, 'ana', 'nobody')],
      })
      await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
      expect(withoutTrail(await store.exportTenant(tenant))).toEqual(before)
    })

    test('that ends somebody’s supervision later lets it go on until then', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      const ends = [{ id: 'pair', on: '2026-11-30' }]
      await store.importAll({ tenant, people: [], relationships: [], sessions: [], ends })
      expect(await store.relationships(as(tenant, 'ben'))).toMatchObject([{ until: '2026-11-30' }])
      clock.at = Date.UTC(2026, 11, 1)
      expect(await store.relationships(as(tenant, 'ben'))).toEqual([])
    })
  })
}
