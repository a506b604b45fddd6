import { describe, expect, test } from 'vitest'

import type { Reply, Store } from '../../../src/domain/store.ts'
import { addressOf, as, MONDAY } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const here = addressOf('ana')
const there = addressOf('ana', 'another')

const say = async (store: Store, tenant: string, ...replies: readonly Reply[]) => {
  const ana = { tenant, person: 'ana' }
  await store.settle(await store.turns(ana), { state: {}, handled: [], replies })
}

const typed = (id: string, mine: string, address = here): Reply => ({
  id,
  at: MONDAY,
  address,
  mine,
})

const texts = async (store: Store, tenant: string, limit = 50, address = here) =>
  (await store.conversation(as(tenant, 'ana'), address, limit)).map(({ mine }) => mine)

export const conversationSuite = (bench: () => Bench): void => {
  describe('a conversation', () => {
    test('reads in the order it was said, sent or not', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await say(store, tenant, typed('z', 'one'), typed('y', 'two'))
      const { replies } = await store.turns({ tenant, person: 'ana' })
      await store.confirmSent([{ tenant, person: 'ana', replies }])
      await say(store, tenant, typed('x', 'three'))
      expect(await texts(other, tenant)).toEqual(['one', 'two', 'three'])
      expect(await texts(other, tenant, 2)).toEqual(['two', 'three'])
    })

    test('holds cards as they were shown', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const card = { summary: 'A question', blocks: [{ kind: 'text' as const, text: 'How?' }] }
      await say(store, tenant, { id: 'c', at: MONDAY, address: here, card })
      const before = await store.conversation(as(tenant, 'ana'), here, 5)
      await store.confirmSent([
        { tenant, person: 'ana', replies: (await store.turns({ tenant, person: 'ana' })).replies },
      ])
      expect(before).toEqual([{ id: 'c', at: MONDAY, card }])
      expect(await store.conversation(as(tenant, 'ana'), here, 5)).toEqual(before)
    })

    test('at one address shows nothing of another, nor to another person', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await say(store, tenant, typed('a', 'here'), typed('b', 'there', there))
      expect(await texts(store, tenant)).toEqual(['here'])
      expect(await texts(store, tenant, 9, there)).toEqual(['there'])
      expect(await store.conversation(as(tenant, 'ben'), here, 9)).toEqual([])
    })

    test('says each thing once when a confirmation is repeated or only half of it arrived', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await say(store, tenant, typed('a', 'one'), typed('b', 'two'), typed('c', 'three'))
      const sent = { tenant, person: 'ana', replies: [typed('a', 'one'), typed('b', 'two')] }
      await Promise.all([store.confirmSent([sent]), other.confirmSent([sent])])
      await store.confirmSent([sent])
      expect(await texts(store, tenant)).toEqual(['one', 'two', 'three'])
      const left = await store.turns({ tenant, person: 'ana' })
      expect(left.replies.map(({ id }) => id)).toEqual(['c'])
    })

    test('shows what reached a person by itself where it came in, once', async () => {
      const { store, other, clock } = bench()
      const tenant = await newTenant(bench())
      const told = (id: string) => other.addToConversation(as(tenant, 'ana'), typed(id, id))
      await told('before anything')
      await say(store, tenant, typed('a', 'one'), typed('b', 'two'))
      await told('first')
      clock.at += 1
      await told('and then')
      clock.at += 1
      await told('first')
      await say(store, tenant, typed('c', 'three'))
      const all = ['before anything', 'one', 'two', 'first', 'and then', 'three']
      expect(await texts(store, tenant)).toEqual(all)
      expect(await texts(store, tenant, 3)).toEqual(all.slice(-3))
    })

    test('keeps nothing that was never said in a turn', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await say(store, tenant, typed('a', 'one'))
      await store.confirmSent([{ tenant, person: 'ana', replies: [typed('forged', 'no')] }])
      expect(await texts(store, tenant)).toEqual(['one'])
    })
  })
}
