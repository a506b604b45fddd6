import { describe, expect, test } from 'vitest'

import { newTenant } from './contract/bench.ts'
import { actionOf, addressOf, as, MONDAY, recordOf, sectionOf } from './hearth.ts'
import { openedStore } from './openStore.ts'
import { rawDatabase } from './raw.ts'

const sent: string[] = []
const opened = openedStore({
  onCommand: ({ name }) => {
    if (!name.startsWith('hello')) sent.push(name)
  },
})

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

  test('is one command to know who it is, and one for each list', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
    const ana = as(tenant, 'ana')
    await Promise.all([
      store.records(ana),
      store.notes(ana),
      store.conversation(ana, addressOf('x'), 5),
    ])
    expect(await commandsOf(() => store.whoIs(addressOf(`${tenant}-ana`)))).toEqual(['find'])
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

describe('nobody’s question', () => {
  const { database } = rawDatabase(opened.database)

  test('makes the database look through everything there is', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
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
