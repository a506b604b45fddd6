import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { AcceptedEvent, Reply, Store, Turns } from '../../src/domain/store.ts'
import { newTenant } from './contract/bench.ts'
import { addressOf, as, MONDAY } from './hearth.ts'
import { openedStore } from './openStore.ts'

const opened = openedStore()

/** What the turn document of one person must hold, in memory. */
interface Model {
  rev: number
  state: unknown
  accepted: string[]
  pending: string[]
  said: string[]
  readonly known: Set<string>
}

interface Real {
  readonly stores: readonly Store[]
  readonly who: { readonly tenant: string; readonly person: string }
  /** What instances have read and may act on, late or not. */
  readonly read: Turns[]
  counter: number
}

const event = (id: string): AcceptedEvent => ({ id, at: MONDAY, body: id })
const replyOf = (id: string): Reply => ({ id, at: MONDAY, address: addressOf('x'), mine: id })
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]

type Step = (model: Model, real: Real) => Promise<void>

const accept =
  (id: string, by: number): Step =>
  async (model, { stores, who, read }) => {
    const store = pick(stores, by)
    if (store === undefined) return
    const { turns, fresh } = await store.accept(who, event(id))
    expect(fresh).toBe(!model.known.has(id))
    if (fresh) model.accepted.push(id)
    model.known.add(id)
    expect(turns.accepted.map(each => each.id)).toEqual(model.accepted)
    read.push(turns)
  }

const settle =
  (which: number, by: number, inTransaction: boolean, howMany: number): Step =>
  async (model, real) => {
    const store = pick(real.stores, by)
    const turns = pick([...real.read].reverse(), which)
    if (store === undefined || turns === undefined) return
    real.counter += 1
    const handled = turns.accepted.map(each => each.id)
    const replies = Array.from({ length: howMany }, (_, n) => replyOf(`r${real.counter}.${n}`))
    const next = { state: real.counter, handled, replies }
    const scope = as(real.who.tenant, real.who.person)
    const won = inTransaction
      ? await store.transact(scope, tx => tx.settle(turns, next))
      : await store.settle(turns, next)
    expect(won).toBe(turns.rev === model.rev)
    if (!won) return
    model.rev += 1
    model.state = real.counter
    model.accepted = model.accepted.filter(id => !handled.includes(id))
    model.pending.push(...replies.map(({ id }) => id))
    model.said.push(...replies.map(({ id }) => id))
  }

const confirm =
  (count: number, by: number): Step =>
  async (model, { stores, who }) => {
    const sent = model.pending.slice(0, count)
    await pick(stores, by)?.confirmSent([{ ...who, replies: sent.map(replyOf) }])
    model.pending = model.pending.filter(id => !sent.includes(id))
  }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c', '$d', 'e.f'), fc.nat(1)).map(args => accept(...args)),
    fc.tuple(fc.nat(3), fc.nat(1), fc.boolean(), fc.nat(2)).map(args => settle(...args)),
    fc.tuple(fc.nat(3), fc.nat(1)).map(args => confirm(...args)),
  ),
  { maxLength: 25 },
)

test('whatever two instances do with a person’s turns, in whatever order, nothing is lost or doubled', async () => {
  const { store, clock } = opened
  const other = await opened.open()
  await fc.assert(
    fc.asyncProperty(steps, async all => {
      const tenant = await newTenant({ store, other, clock })
      const who = { tenant, person: 'ana' }
      const real: Real = { stores: [store, other], who, read: [], counter: 0 }
      const model: Model = {
        ...{ rev: 0, state: undefined, accepted: [], pending: [], said: [] },
        known: new Set(),
      }
      for (const step of all) await step(model, real)
      const turns = await store.turns(who)
      expect([turns.rev, turns.state]).toEqual([model.rev, model.state])
      expect(turns.accepted.map(({ id }) => id)).toEqual(model.accepted)
      expect(turns.replies.map(({ id }) => id)).toEqual(model.pending)
      const said = await other.conversation(as(tenant, 'ana'), addressOf('x'), 1000)
      expect(said.map(({ id }) => id)).toEqual(model.said)
    }),
    { numRuns: 25, seed: 20261116 },
  )
})
