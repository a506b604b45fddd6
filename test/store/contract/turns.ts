import { describe, expect, test } from 'vitest'

import type { AcceptedEvent, Reply } from '../../../src/domain/store.ts'
import { addressOf, MONDAY } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const event = (id: string, text = 'hello'): AcceptedEvent => ({
  id: `web:local:${id}`,
  at: MONDAY,
  body: { did: { kind: 'text', text } },
})

const reply = (id: string, mine: string): Reply => ({
  id,
  at: MONDAY,
  address: addressOf('ana'),
  mine,
})

export const turnSuite = (bench: () => Bench): void => {
  describe('a turn', () => {
    test('is kept once, however often the platform sends it', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      const first = await store.accept(ana, event('1'))
      const again = await other.accept(ana, event('1', 'hello again'))
      expect([first.fresh, again.fresh]).toEqual([true, false])
      expect(again.turns.accepted).toEqual([event('1')])
      expect(again.turns).toMatchObject({ ...ana, rev: 0, state: undefined })
    })

    test('sent three times at once to two instances is still one', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      const all = await Promise.all([store, other, store].map(each => each.accept(ana, event('1'))))
      expect(all.filter(({ fresh }) => fresh)).toHaveLength(1)
      expect((await store.turns(ana)).accepted).toHaveLength(1)
    })

    test('that was handled is not taken up again for a day', async () => {
      const { store, clock } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      const { turns } = await store.accept(ana, event('1'))
      const said = reply('r1', 'hello')
      await store.settle(turns, { state: {}, handled: [event('1').id], replies: [said] })
      clock.at += 23 * 60 * 60_000
      await store.confirmSent([{ ...ana, replies: [said] }])
      expect((await store.accept(ana, event('1'))).fresh).toBe(false)
      expect((await store.turns(ana)).accepted).toEqual([])
      clock.at += 2 * 24 * 60 * 60_000
      await store.confirmSent([{ ...ana, replies: [said] }])
      expect((await store.accept(ana, event('1'))).fresh).toBe(true)
    })

    test('leaves the new state, the replies and nothing of what was handled', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      await store.accept(ana, event('1'))
      const { turns } = await store.accept(ana, event('2'))
      const handled = [event('1').id]
      const replies = [reply('r1', 'one'), reply('r2', 'two')]
      const state = { focus: 'part', $where: 1, 'a.b': null, words: 'é “”' }
      expect(await store.settle(turns, { state, handled, replies })).toBe(true)
      const after = { ...ana, rev: 1, state, accepted: [event('2')] }
      expect(await other.turns(ana)).toEqual({ ...after, replies })
      expect((await other.accept(ana, event('2'))).turns).toEqual(after)
    })

    test('settled by two instances at once is settled by one', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      for (let round = 0; round < 20; round += 1) {
        const { turns } = await store.accept(ana, event(String(round)))
        const next = (by: number) => ({ state: { by, round }, handled: [], replies: [] })
        const outcomes = await Promise.all([
          store.settle(turns, next(0)),
          other.settle(turns, next(1)),
        ])
        expect(outcomes.filter(won => won)).toHaveLength(1)
        const { state, rev } = await store.turns(ana)
        expect([rev, state]).toEqual([round + 1, { by: outcomes.indexOf(true), round }])
      }
    })

    test('can be the first without anything accepted, but only once', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      const turns = await store.turns(ana)
      const next = { state: { n: 1 }, handled: [], replies: [] }
      const outcomes = await Promise.all([store.settle(turns, next), other.settle(turns, next)])
      expect(outcomes.sort()).toEqual([false, true])
    })

    test('of which an event arrives meanwhile keeps that event', async () => {
      const { store, other } = bench()
      const ana = { tenant: await newTenant(bench()), person: 'ana' }
      const { turns } = await store.accept(ana, event('1'))
      await other.accept(ana, event('2'))
      const handled = [event('1').id]
      expect(await store.settle(turns, { state: 1, handled, replies: [] })).toBe(true)
      expect((await store.turns(ana)).accepted).toEqual([event('2')])
    })

    test('of somebody who does not exist is not kept', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await expect(store.accept({ tenant, person: 'nobody' }, event('1'))).rejects.toThrow()
    })

    test('that was cut off is found by the sweep, and no other', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      const people = ['ana', 'ben', 'cleo'].map(person => ({ tenant, person }))
      for (const each of people) await store.accept(each, event('1'))
      const [ana, ben, cleo] = await Promise.all(people.map(each => store.turns(each)))
      if (!ana || !ben || !cleo) throw new Error('all three are there')
      const handled = [event('1').id]
      await store.settle(ben, { state: 1, handled, replies: [] })
      await store.settle(cleo, { state: 1, handled, replies: [reply('r1', 'one')] })
      const found = async (before: number) =>
        (await store.unsettled(before))
          .filter(each => each.tenant === tenant)
          .map(({ person }) => person)
          .sort()
      expect(await found(clock.at + 1)).toEqual(['ana', 'cleo'])
      expect(await found(clock.at)).toEqual([])
    })
  })
}
