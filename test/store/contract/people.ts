import { describe, expect, test } from 'vitest'

import { addressOf, as, seedOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

export const peopleSuite = (bench: () => Bench): void => {
  describe('people', () => {
    test('are known by their address, and strangers are not', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      expect(await store.whoIs(addressOf(`${tenant}-ana`))).toEqual({ tenant, person: 'ana' })
      expect(await store.whoIs(addressOf('nobody'))).toBeUndefined()
    })

    test('of an organisation know each other by name', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const people = await store.people(as(tenant, 'gus'))
      expect(people).toEqual(seedOf(tenant).people.map(({ person }) => person))
      expect(await store.people(as(tenant, 'nobody'))).toEqual([])
      expect(await store.everyone(tenant)).toEqual(people)
      expect(await store.everyone('nowhere')).toEqual([])
    })

    test('are reached where they were last, or else at any address of theirs', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const ana = { tenant, person: 'ana' }
      expect(await store.addressOf(as(tenant, 'ana'))).toEqual(addressOf(`${tenant}-ana`))
      const address = addressOf('elsewhere')
      const turns = await store.turns(ana)
      await store.settle(turns, { state: {}, handled: [], replies: [], address })
      expect(await store.addressOf(as(tenant, 'ana'))).toEqual(address)
      expect(await store.addressOf(as(tenant, 'nobody'))).toBeUndefined()
    })

    test('see their own relationships and reporting lines, and no others', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const ids = async (person: string) =>
        (await store.relationships(as(tenant, person))).map(({ id }) => id)
      expect(await ids('ana')).toEqual(['line', 'pair'])
      expect(await ids('ben')).toEqual(['pair'])
      expect(await ids('eli')).toEqual(['triad'])
      expect(await ids('gus')).toEqual([])
    })

    test('of an organisation that is there already are not added again', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      expect(await store.seed(seedOf(tenant))).toBe(false)
      const seeds = await Promise.all([
        store.seed(seedOf(`${tenant}2`)),
        other.seed(seedOf(`${tenant}2`)),
      ])
      expect(seeds.sort()).toEqual([false, true])
    })

    test('find their organisation with its contacts and clock', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      expect(await store.tenant(tenant)).toEqual(seedOf(tenant).tenant)
      expect(await store.tenant('none')).toBeUndefined()
      expect(await store.tenants()).toContainEqual(seedOf(tenant).tenant)
    })
  })
}
