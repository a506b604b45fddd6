import { expect, test } from 'vitest'

import type { Claim, Store } from '../../src/domain/store.ts'
import { newTenant } from './contract/bench.ts'
import { bundleOf } from './contract/time.ts'
import { addressOf, as, seedOf, sessionOf } from './hearth.ts'
import { freshStore, openedStore } from './openStore.ts'
import { rawDatabase } from './raw.ts'

const LEASE = 60_000
const ROUNDS = 50
const PEOPLE = 40
const names = Array.from({ length: PEOPLE }, (_, n) => `p${n}`)

const team = (tenant: string) => {
  const seed = seedOf(tenant)
  const [first] = seed.people
  if (first === undefined) throw new Error('there is somebody')
  const people = names.map(id => ({
    person: { ...first.person, id },
    addresses: [addressOf(`${tenant}-${id}`)],
  }))
  return { ...seed, people, relationships: [] }
}

const race = freshStore()
const raw = rawDatabase(race.database)

test('two instances that look at the same people two thousand times send each of them each bundle once', async () => {
  const [one, two] = await Promise.all([race.open(), race.open()])
  const tenant = 'race'
  await one.seed(team(tenant))
  const lookAt = (store: Store) => store.transact(as(tenant, 'p0'), tx => tx.lookAt(names))
  const sent: string[] = []
  /** Decides the same as the other would: a bundle for everybody whom it claimed. */
  const decide = async (store: Store, looks: readonly Claim[], round: number) => {
    const id = (person: string) => `nudges:${person}:${round}:1`
    const looked = looks.map(({ person }) => {
      const bundle = bundleOf(tenant, person, { id: id(person) })
      return { tenant, person, obligations: [], bundle }
    })
    const bundles = await store.settleLooks(looked, LEASE)
    sent.push(...bundles.map(bundle => bundle.id))
    const rest = { state: 'pending', putOff: true } as const
    const done = { state: 'sent' } as const
    expect(await store.finishDeliveries(bundles.map(claim => ({ claim, outcome: done })))).toEqual(
      [],
    )
    return store.finishDeliveries(looks.map(claim => ({ claim, outcome: rest })))
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    await lookAt(one)
    const [first, second] = await Promise.all([one, two].map(each => each.claimDue(30, LEASE)))
    const held = [...(first ?? []), ...(second ?? []), ...(await one.claimDue(200, LEASE))]
    expect(new Set(held.map(({ id }) => id)).size).toBe(held.length)
    expect(held).toHaveLength(PEOPLE)
    // Something changes meanwhile: those under way are lost, and looked at again by the other.
    await lookAt(two)
    const again = await two.claimDue(200, LEASE)
    const lost = await Promise.all([decide(one, held, round), decide(two, again, round)])
    expect(lost.map(each => each.length)).toEqual([PEOPLE, 0])
  }
  expect(sent).toHaveLength(ROUNDS * PEOPLE)
  expect(new Set(sent).size).toBe(sent.length)
  const kept = await raw.table('deliveries').countDocuments({ kind: 'nudge', state: 'sent' })
  expect(kept).toBe(sent.length)
})

const opened = openedStore()
const { table } = rawDatabase(opened.database)

test('whoever has something that was tampered with keeps nobody else from being looked at', async () => {
  const { store, clock } = opened
  const tenant = await newTenant({ store, other: store, clock })
  const elsewhere = await newTenant({ store, other: store, clock })
  await store.transact(as(tenant, 'ana'), tx => tx.addSession(sessionOf(tenant, 's')))
  const forged = { $set: { on: '2026-12-24' } }
  await table('sessions').updateOne({ _id: `${tenant}/s` }, forged)
  const people = [
    ...['ana', 'ben', 'dana', 'eli', 'gus'].map(person => ({ tenant, person })),
    { tenant: elsewhere, person: 'ben' },
  ]
  const worlds = await store.worlds(people)
  expect(worlds.map(({ person }) => `${person.tenant}/${person.id}`)).toEqual([
    `${tenant}/dana`,
    `${tenant}/eli`,
    `${tenant}/gus`,
    `${elsewhere}/ben`,
  ])
})

test('nobody who was erased is looked at, nor what the two of them shared', async () => {
  const { store, clock } = opened
  const tenant = await newTenant({ store, other: store, clock })
  const people = ['ana', 'ben', 'gus'].map(person => ({ tenant, person }))
  await store.destroyRing({ tenant, kind: 'person', id: 'gus' })
  await store.destroyRing({ tenant, kind: 'relationship', id: 'pair' })
  const worlds = await store.worlds(people)
  expect(worlds.map(({ person, pairs }) => [person.id, pairs])).toEqual([
    ['ana', []],
    ['ben', []],
  ])
})
