import { describe, expect, test } from 'vitest'

import type { Seed } from '../../src/domain/store.ts'
import { newTenant } from './contract/bench.ts'
import { bundleOf, obligationOf } from './contract/time.ts'
import {
  actionOf,
  addressOf,
  as,
  MONDAY,
  recordOf,
  sectionOf,
  seedOf,
  sessionOf,
} from './hearth.ts'
import { openedStore } from './openStore.ts'
import { rawDatabase } from './raw.ts'

const sent: string[] = []
const opened = openedStore({
  onCommand: ({ name }) => {
    if (!name.startsWith('hello')) sent.push(name)
  },
})

const { database } = rawDatabase(opened.database)

/** The commands that `work` sends to the database. */
const commandsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  sent.length = 0
  await work()
  return [...sent]
}

const event = (id: string) => ({ id, at: MONDAY, body: id })

describe('what a person waits for', () => {
  test('is one command to accept and one to settle, however long the conversation is', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
    const who = { tenant, person: 'ana' }
    await store.turns(who)
    for (let n = 0; n < 50; n += 1) {
      const id = `e${n}`
      expect(await commandsOf(() => store.accept(who, event(id)))).toEqual(['findAndModify'])
      const turns = await store.turns(who)
      const reply = { id: `r${n}`, at: MONDAY, address: addressOf('x'), mine: id }
      const next = { state: { n }, handled: [id], replies: [reply] }
      expect(await commandsOf(() => store.settle(turns, next))).toEqual(['update'])
    }
    expect(await commandsOf(() => store.turns(who))).toEqual(['find'])
    expect(await commandsOf(() => store.accept(who, event('e0')))).toEqual(['findAndModify'])
  })

  test('is two commands to know who it is and whether it is open for them, and one for each list', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
    const ana = as(tenant, 'ana')
    await Promise.all([
      store.records(ana),
      store.notes(ana),
      store.conversation(ana, addressOf('x'), 5),
    ])
    expect(await commandsOf(() => store.whoIs(addressOf(`${tenant}-ana`)))).toEqual([
      'find',
      'find',
    ])
    expect(await commandsOf(() => store.records(ana))).toEqual(['find'])
    expect(await commandsOf(() => store.openRuns(ana))).toEqual(['find'])
    expect(await commandsOf(() => store.conversation(ana, addressOf('x'), 5))).toHaveLength(2)
  })
})

describe('what nobody waits for', () => {
  test('is a look or two when nothing is due', async () => {
    const { store } = opened
    // What other tests left is claimed, and nothing is due any more.
    await store.claimDue(10_000, 60_000)
    expect(await commandsOf(() => store.claimDue(50, 1000))).toEqual(['find'])
    expect(await commandsOf(() => store.unsettled(MONDAY))).toEqual(['update', 'find'])
  })

  test('is three commands to confirm what was sent, to however many people', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
    const people = ['ana', 'ben', 'cleo', 'dana'].map(person => ({ tenant, person }))
    const reply = { id: 'r', at: MONDAY, address: addressOf('x'), mine: 'hello' }
    for (const who of people) {
      const turns = await store.turns(who)
      await store.settle(turns, { state: 1, handled: [], replies: [reply] })
    }
    const sentTo = people.map(who => ({ ...who, replies: [reply] }))
    const commands = await commandsOf(() => store.confirmSent(sentTo))
    expect(commands).toEqual(['find', 'update', 'update'])
  })
})

/** So many pairs of two, each with a date that is due and a session. */
const pairsOf = (tenant: string, count: number): Seed => {
  const seed = seedOf(tenant)
  const [first] = seed.people
  const [pair] = seed.relationships
  if (first === undefined || pair === undefined) throw new Error('there is somebody')
  const numbers = Array.from({ length: count }, (_, index) => index)
  const person = (id: string) => ({
    person: { ...first.person, id },
    addresses: [addressOf(`${tenant}-${id}`)],
  })
  return {
    ...seed,
    people: numbers.flatMap(n => [person(`s${n}`), person(`w${n}`)]),
    relationships: numbers.map(n => ({
      ...pair,
      id: `p${n}`,
      parties: [
        { role: 'supervisor', person: `s${n}` },
        { role: 'worker', person: `w${n}` },
      ],
    })),
    sessions: numbers.map(n => ({ ...sessionOf(tenant, `x${n}`), relationship: `p${n}` })),
  }
}

describe('what the house does by the clock', () => {
  const many = async (count: number) => {
    const { store } = opened
    const tenant = `pairs${count}`
    await store.seed(pairsOf(tenant, count))
    const people = Array.from({ length: count }, (_, n) => [`s${n}`, `w${n}`])
      .flat()
      .map(person => ({ tenant, person }))
    const looked = people.map(({ person }, index) => ({
      tenant,
      person,
      obligations: person.startsWith('w')
        ? [obligationOf(tenant, { id: `o${index}`, relationship: `p${person.slice(1)}`, person })]
        : [],
      bundle: bundleOf(tenant, person),
    }))
    const said = people.map(who => {
      const address = addressOf(`${tenant}-${who.person}`)
      return { ...who, said: { id: 'n', at: MONDAY, mine: 'x', address } }
    })
    return { store, people, looked, said }
  }

  test('takes as many commands for forty people as for two', async () => {
    const counts = []
    for (const count of [1, 20]) {
      const { store, people, looked, said } = await many(count)
      // What another test left is none of these people's.
      await store.claimDue(10_000, 60_000)
      await store.transact(as(people[0]?.tenant ?? '', 's0'), tx =>
        tx.lookAt(people.map(({ person }) => person)),
      )
      const looks = await store.claimDue(200, 60_000)
      expect(looks).toHaveLength(2 * count)
      // Rings are kept for a minute.
      opened.clock.at += 61_000
      const worlds = await commandsOf(() => store.worlds(people))
      const settled = await commandsOf(() => store.settleLooks(looked, 60_000))
      const claims = await store.settleLooks(
        looked.map(({ bundle, ...each }) => ({
          ...each,
          obligations: each.obligations.map(one => ({ ...one, rev: 1, state: 'met' as const })),
          bundle: { ...bundle, id: `${bundle.id.slice(0, -1)}2` },
        })),
        60_000,
      )
      expect(claims).toHaveLength(2 * count)
      const reached = await commandsOf(() => store.addressesOf(people))
      const kept = await commandsOf(() => store.addToConversations(said))
      const outcome = { state: 'sent' } as const
      const finished = await commandsOf(async () => {
        expect(await store.finishDeliveries(claims.map(claim => ({ claim, outcome })))).toEqual([])
      })
      counts.push({ worlds: worlds.length, settled, reached, kept, finished })
    }
    const [two, forty] = counts
    expect(forty).toEqual(two)
    expect(two).toMatchObject({ finished: ['update'], reached: ['find', 'find', 'find'] })
    expect(two?.worlds).toBeLessThan(25)
  })

  test('looks nothing up but one place in one index while nothing is due', async () => {
    const { store } = opened
    await store.claimDue(10_000, 60_000)
    await database.command({ profile: 2 })
    expect(await store.claimDue(200, 60_000)).toEqual([])
    await database.command({ profile: 0 })
    const [only, another] = await database
      .collection('system.profile')
      .find({ ns: /\.deliveries$/ })
      .toArray()
    expect(another).toBeUndefined()
    expect(only).toMatchObject({ docsExamined: 0, nreturned: 0 })
    expect(only?.keysExamined).toBeLessThan(2)
    expect(only?.planSummary).toBe('IXSCAN { nextAt: 1 }')
    await database.collection('system.profile').drop()
  })
})

describe('nobody’s question', () => {
  test('makes the database look through everything there is', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock }, false, { admins: ['gus'] })
    const ana = as(tenant, 'ana')
    const who = { tenant, person: 'ana' }
    await database.command({ profile: 2 })
    const { turns } = await store.accept(who, event('e'))
    await store.settle(turns, { state: 1, handled: ['e'], replies: [] })
    await store.transact(ana, async tx => {
      await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'x')]))
      await tx.addAction(actionOf(tenant, 'a', 'x'))
      await tx.dropDeliveries({ record: 'rec' })
      await tx.audit({ action: 'a', object: 'o' })
      await tx.endRelationship('pair', '2026-11-16')
    })
    const lists = [store.records, store.actions, store.agendaItems, store.sessions, store.notes]
    for (const list of lists) await list(ana)
    await store.openRuns(ana)
    await store.stances(ana, 'rec')
    await store.conversation(ana, addressOf('x'), 5)
    await store.people(ana)
    await store.relationships(ana)
    await store.addressOf(ana)
    await store.worlds([who])
    await store.addressesOf([who])
    await store.obligations(ana)
    await store.transact(ana, tx => tx.lookAt(['ana']))
    const bundle = bundleOf(tenant)
    const obligations = [obligationOf(tenant)]
    const looked = [{ tenant, person: 'ben', obligations, bundle }]
    const claims = await store.settleLooks(looked, 1000)
    const outcome = { state: 'sent' } as const
    await store.finishDeliveries(claims.map(claim => ({ claim, outcome })))
    await store.troubled(as(tenant, 'gus'), 10)
    await store.retryDelivery(as(tenant, 'gus'), bundle.id)
    await store.deliveries(ana)
    await store.claimDue(5, 1000)
    await store.releaseClaims()
    await store.unsettled(MONDAY)
    await store.nextDue(tenant)
    await store.deliveryCounts()
    await store.sealAudit()
    await store.verifyAudit()
    await database.command({ profile: 0 })
    const operations = await database.collection('system.profile').find().toArray()
    expect(operations.length).toBeGreaterThan(40)
    const scans = operations.filter(({ planSummary }) => /COLLSCAN/.test(planSummary))
    expect(scans.map(({ ns, command }) => JSON.stringify([ns, command]))).toEqual([])
  })
})
