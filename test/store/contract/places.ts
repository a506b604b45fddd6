import { describe, expect, test } from 'vitest'

import type { Address } from '../../../src/core/turn.ts'
import { as } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const HOUR = 3_600_000
const SLACK = 'slack'

let count = 0
/** An external id of its own for every test: the database is shared. */
const newPlace = (): string => {
  count += 1
  return `T0PLACE${count}x${Date.now()}`
}

const at = (installation: string, user: string): Address => ({
  platform: SLACK,
  installation,
  user,
  conversation: user,
})

export const placeSuite = (bench: () => Bench): void => {
  const joined = async (opened: 'nobody' | 'pilot' | 'everybody' = 'everybody') => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const place = newPlace()
    await store.addPlace(tenant, SLACK, place)
    await store.openPlace(tenant, SLACK, { opened, pilot: [] })
    return { store, tenant, place }
  }

  describe('a workspace', () => {
    test('joins with a code of the organisation’s admin, which counts once', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const code = await store.makeCode({ kind: 'join', tenant }, HOUR)
      const slack = store.places(SLACK)
      const [one, other] = [newPlace(), newPlace()]
      expect(await slack.add(one, 'a token', 'A23B-NOT-A-CODE')).toBe(false)
      expect(await slack.add(one, 'a token', code.toLowerCase())).toBe(true)
      expect(await slack.add(other, 'a token', code)).toBe(false)
      expect(await slack.find(one)).toMatchObject({ externalId: one, secret: 'a token' })
      expect(await slack.find(other)).toBeUndefined()
      expect(await store.placesOf(tenant)).toMatchObject([{ externalId: one, opened: 'nobody' }])
    })

    test('never moves from one organisation to another', async () => {
      const { store, place } = await joined()
      const other = await newTenant(bench())
      const code = await store.makeCode({ kind: 'join', tenant: other }, HOUR)
      expect(await store.places(SLACK).add(place, 'theirs', code)).toBe(false)
      expect(await store.addPlace(other, SLACK, place)).toBe(false)
      expect(await store.placesOf(other)).toEqual([])
    })

    test('keeps its secret as long as it is there, and one at a time changes it', async () => {
      const { store, place } = await joined()
      const slack = store.places(SLACK)
      const found = await slack.find(place)
      if (found === undefined) throw new Error('it is gone')
      expect(await slack.change(found, 'newer')).toBe(true)
      expect(await slack.change(found, 'too late')).toBe(false)
      expect((await slack.find(place))?.secret).toBe('newer')
      expect([await slack.lease(place, HOUR), await slack.lease(place, HOUR)]).toEqual([
        true,
        false,
      ])
      await slack.remove(place)
      await slack.remove(place)
      expect(await slack.find(place)).toBeUndefined()
      expect((await slack.all()).map(({ externalId }) => externalId)).not.toContain(place)
    })
  })

  describe('a person’s address', () => {
    test('becomes theirs with a code that was made for them, once', async () => {
      const { store, tenant, place } = await joined()
      const code = await store.makeCode({ kind: 'link', tenant, person: 'ana' }, HOUR)
      const ana = at(place, 'U0ANA')
      expect(await store.whoIs(ana)).toBeUndefined()
      expect(await store.whyUnknown(ana)).toBe('stranger')
      expect(await store.link(ana, code.replaceAll('-', ' '))).toEqual({
        is: 'linked',
        who: { tenant, person: 'ana' },
      })
      expect(await store.whoIs(ana)).toEqual({ tenant, person: 'ana' })
      expect(await store.link(at(place, 'U0OTHER'), code)).toEqual({ is: 'wrong' })
    })

    test('is never moved to somebody else', async () => {
      const { store, tenant, place } = await joined()
      expect(await store.addAddress({ tenant, person: 'ana' }, at(place, 'U0ANA'))).toBe(true)
      const code = await store.makeCode({ kind: 'link', tenant, person: 'ben' }, HOUR)
      expect(await store.link(at(place, 'U0ANA'), code)).toEqual({ is: 'wrong' })
      expect(await store.addAddress({ tenant, person: 'ben' }, at(place, 'U0ANA'))).toBe(false)
      expect(await store.whoIs(at(place, 'U0ANA'))).toEqual({ tenant, person: 'ana' })
    })

    test('takes no code of another organisation, none that is too old, and none of another kind', async () => {
      const { store, tenant, place } = await joined()
      const other = await newTenant(bench())
      const codes = [
        await store.makeCode({ kind: 'link', tenant: other, person: 'ana' }, HOUR),
        await store.makeCode({ kind: 'link', tenant, person: 'ana' }, -1),
        await store.makeCode({ kind: 'join', tenant }, HOUR),
      ]
      for (const code of codes)
        expect(await store.link(at(place, 'U0ANA'), code)).toEqual({ is: 'wrong' })
      expect(await store.addAddress({ tenant: other, person: 'x' }, at(place, 'U0X'))).toBe(false)
    })

    test('that has written five wrong codes waits, even with the right one', async () => {
      const { store, tenant, place } = await joined()
      const ana = at(place, 'U0ANA')
      for (const wrong of ['1', '2', '3', '4', '5'])
        expect(await store.link(ana, wrong)).toEqual({ is: 'wrong' })
      const code = await store.makeCode({ kind: 'link', tenant, person: 'ana' }, HOUR)
      expect(await store.link(ana, code)).toEqual({ is: 'wait' })
      expect((await store.link(at(place, 'U0ANA2'), code)).is).toBe('linked')
    })
  })

  describe('a silent installation', () => {
    test('is written to by nobody until it is opened for a person', async () => {
      const { store, tenant, place } = await joined('nobody')
      const [kim, lee] = [at(place, 'U0KIM'), at(place, 'U0LEE')]
      await store.addAddress({ tenant, person: 'kim' }, kim)
      await store.addAddress({ tenant, person: 'lee' }, lee)
      const people = ['kim', 'lee'].map(person => ({ tenant, person }))
      const reached = async () => ({
        one: await Promise.all(people.map(({ person }) => store.addressOf(as(tenant, person)))),
        many: await store.addressesOf(people),
        who: [await store.whoIs(kim), await store.whoIs(lee)],
      })
      const nobody = [undefined, undefined]
      expect(await reached()).toEqual({ one: nobody, many: nobody, who: nobody })
      expect(await store.whyUnknown(kim)).toBe('not open yet')
      await store.openPlace(tenant, SLACK, { opened: 'pilot', pilot: ['kim'] })
      expect(await reached()).toEqual({
        one: [kim, undefined],
        many: [kim, undefined],
        who: [people[0], undefined],
      })
      await store.openPlace(tenant, SLACK, { opened: 'everybody', pilot: [] })
      expect(await reached()).toEqual({ one: [kim, lee], many: [kim, lee], who: people })
      await store.places(SLACK).remove(place)
      expect(await reached()).toEqual({ one: nobody, many: nobody, who: nobody })
    })
  })
}
