import { describe, expect, test } from 'vitest'

import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Store } from '../../../src/domain/store.ts'
import { actionOf, agendaItemOf, as, MONDAY, recordOf, sectionOf, sessionOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const DAY = 24 * 60 * 60_000
const TODAY = '2026-11-16'
const notFound = { code: 'not-found' }

/** Dana with Ben, in Ana's place. */
const danaWith = (tenant: string, changes: Partial<Relationship>): Relationship => ({
  id: 'dana-ben',
  tenant,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: 'dana' },
    { role: 'worker', person: 'ben' },
  ],
  state: 'proposed',
  from: TODAY,
  ...changes,
})

/** What Ana and Ben have: open and done, and records of every kind. */
const share = (store: Store, tenant: string) =>
  store.transact(as(tenant, 'ana'), async tx => {
    await tx.addAction({ ...actionOf(tenant, 'a-open', 'Call'), carried: 2, why: 'for the visit' })
    await tx.addAction({ ...actionOf(tenant, 'a-hers', 'Ask'), owner: 'ana', state: 'partly' })
    await tx.addAction({ ...actionOf(tenant, 'a-done', 'Write'), state: 'done' })
    await tx.addAgendaItem(agendaItemOf(tenant, 'i-open', 'Visits'))
    await tx.addAgendaItem({ ...agendaItemOf(tenant, 'i-done', 'Leave'), state: 'covered' })
    await tx.addSession({ ...sessionOf(tenant, 's-held'), on: '2026-11-02', state: 'held' })
    await tx.addSession(sessionOf(tenant, 's-next'))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'session')]))
    const agreement = [sectionOf('pair', 'agreed'), sectionOf('priv', 'mine')]
    await tx.file(recordOf(tenant, 'agreement', agreement, { kind: 'R02' }))
    await tx.file(recordOf(tenant, 'plan', [sectionOf('restricted', 'plan')], { kind: 'R12' }))
  })

const seenBy = async (store: Store, tenant: string, person: string) => {
  const scope = as(tenant, person)
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).sort()
  return {
    actions: ids(await store.actions(scope)),
    agenda: ids(await store.agendaItems(scope)),
    sessions: ids(await store.sessions(scope)),
    records: ids(await store.records(scope)),
  }
}

const none = { actions: [], agenda: [], sessions: [], records: [] }
const lent = {
  actions: ['a-hers', 'a-open'],
  agenda: ['i-open'],
  sessions: ['s-held', 's-next'],
  records: [],
}

const lending = (bench: () => Bench): void => {
  const covering = async (store: Store, tenant: string) => {
    await share(store, tenant)
    const cover = danaWith(tenant, { covers: 'pair', until: '2026-11-30' })
    await store.transact(as(tenant, 'ana'), tx => tx.propose(cover))
    await store.transact(as(tenant, 'dana'), async tx => {
      await tx.confirm(cover.id, TODAY)
      await tx.lend(cover.id)
    })
    return cover.id
  }

  test('reads what is open and the dates until their last day is over, and never a record', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await covering(store, tenant)
    expect(await seenBy(store, tenant, 'dana')).toEqual(lent)
    clock.at = Date.UTC(2026, 10, 30, 23, 59)
    expect(await seenBy(store, tenant, 'dana')).toEqual(lent)
    clock.at = Date.UTC(2026, 11, 1)
    expect(await seenBy(store, tenant, 'dana')).toEqual(none)
    expect((await seenBy(store, tenant, 'ana')).actions).toHaveLength(3)
  })

  test('changes nothing of what is lent to them', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await covering(store, tenant)
    const dana = as(tenant, 'dana')
    const action = { ...actionOf(tenant, 'a-open', 'forged'), carried: 0 }
    expect(await store.transact(dana, tx => tx.saveAction(action))).toBe(false)
    const add = store.transact(dana, tx => tx.addAction({ ...action, id: 'new' }))
    await expect(add).rejects.toMatchObject(notFound)
  })

  test('reads also what the worker adds meanwhile', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await covering(store, tenant)
    const ben = as(tenant, 'ben')
    await store.transact(ben, tx => tx.addAgendaItem(agendaItemOf(tenant, 'i-new', 'Rota')))
    expect((await seenBy(store, tenant, 'dana')).agenda).toEqual(['i-new', 'i-open'])
    clock.at = Date.UTC(2026, 11, 1)
    expect(await seenBy(store, tenant, 'dana')).toEqual(none)
    await store.transact(ben, tx => tx.addAgendaItem(agendaItemOf(tenant, 'i-later', 'Rota')))
    expect(await seenBy(store, tenant, 'dana')).toEqual(none)
  })

  test('ends sooner when the one who was away is back, and from then on reads nothing', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const cover = await covering(store, tenant)
    for (const actor of ['gus', 'cleo']) {
      const attempt = store.transact(as(tenant, actor), tx => tx.endRelationship(cover, TODAY))
      await expect(attempt).rejects.toMatchObject(notFound)
    }
    expect(await seenBy(store, tenant, 'dana')).toEqual(lent)
    await store.transact(as(tenant, 'ana'), tx => tx.endRelationship(cover, TODAY))
    expect(await seenBy(store, tenant, 'dana')).toEqual(none)
    expect((await seenBy(store, tenant, 'ana')).actions).toHaveLength(3)
  })

  test('reads no longer because the supervision they covered ends', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await covering(store, tenant)
    await store.transact(as(tenant, 'ben'), tx => tx.endRelationship('pair', TODAY))
    expect((await seenBy(store, tenant, 'dana')).actions).toEqual(lent.actions)
    clock.at = Date.UTC(2026, 11, 1)
    expect(await seenBy(store, tenant, 'dana')).toEqual(none)
  })

  test('is lent by its own two people and once it is confirmed', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const cover = danaWith(tenant, { covers: 'pair', until: '2026-11-30' })
    await store.transact(as(tenant, 'ana'), tx => tx.propose(cover))
    for (const [actor, id] of [
      ['dana', cover.id],
      ['ana', 'pair'],
      ['gus', cover.id],
    ] as const) {
      const attempt = store.transact(as(tenant, actor), tx => tx.lend(id))
      await expect(attempt).rejects.toMatchObject(notFound)
    }
    await store.transact(as(tenant, 'dana'), tx => tx.confirm(cover.id, TODAY))
    const attempt = store.transact(as(tenant, 'ana'), tx => tx.lend(cover.id))
    await expect(attempt).rejects.toMatchObject(notFound)
    const twice = () => store.transact(as(tenant, 'ben'), tx => tx.lend(cover.id))
    await twice()
    await twice()
    expect(await seenBy(store, tenant, 'dana')).toEqual(lent)
  })
}

const handingOver = (bench: () => Bench): void => {
  const follow = async (store: Store, tenant: string, records: readonly string[]) => {
    const next = danaWith(tenant, { follows: 'pair' })
    await store.transact(as(tenant, 'dana'), tx => tx.propose(next))
    await store.transact(as(tenant, 'ben'), async tx => {
      await tx.confirm(next.id, TODAY)
      await tx.handOver('pair', next.id, records)
    })
  }

  test('takes open actions, agenda and dates over, once, with all that was known of them', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await follow(store, tenant, [])
    const dana = as(tenant, 'dana')
    const actions = await store.actions(dana)
    expect(
      actions.map(({ what, owner, state, carried, why }) => [what, owner, state, carried, why]),
    ).toEqual(
      expect.arrayContaining([
        ['Call', 'ben', 'open', 2, 'for the visit'],
        ['Ask', 'dana', 'partly', 0, undefined],
      ]),
    )
    expect(actions).toHaveLength(2)
    expect(await store.agendaItems(dana)).toMatchObject([{ topic: 'Visits', raisedBy: 'ben' }])
    expect(await store.sessions(dana)).toMatchObject([{ on: '2026-11-30', state: 'planned' }])
    expect(await store.records(dana)).toEqual([])
    const ben = as(tenant, 'ben')
    const open = (await store.actions(ben)).filter(({ state }) => /open|partly/.test(state))
    expect(open.map(({ relationship }) => relationship)).toEqual(['dana-ben', 'dana-ben'])
    const before = await store.actions(ben, 'pair')
    expect(before.map(({ id, state, rev }) => [id, state, rev])).toEqual([
      ['a-done', 'done', 0],
      ['a-hers', 'changed', 1],
      ['a-open', 'changed', 1],
    ])
    expect(before.map(({ what }) => what)).toEqual(['Write', 'Ask', 'Call'])
    const sessions = await store.sessions(ben, 'pair')
    expect(sessions.map(({ id, state }) => [id, state])).toEqual([
      ['s-held', 'held'],
      ['s-next', 'cancelled'],
    ])
    await store.transact(ben, tx => tx.handOver('pair', 'dana-ben', []))
    expect(await store.actions(dana)).toEqual(actions)
    await store.transact(dana, async tx => {
      for (const action of actions) await tx.saveAction({ ...action, state: 'done' })
    })
    expect((await store.actions(dana)).every(({ state }) => state === 'done')).toBe(true)
  })

  test('shows the new supervisor the agreements the worker picked, and nothing that is one person’s', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await follow(store, tenant, ['agreement'])
    const dana = as(tenant, 'dana')
    const [seen, ...others] = await store.records(dana)
    expect(others).toEqual([])
    expect(seen?.id).toBe('agreement')
    expect(seen?.sections.map(({ audience }) => audience)).toEqual(['pair'])
    const stance = { id: 'st', tenant, record: 'agreement', version: 1, at: MONDAY } as const
    const sign = store.transact(dana, tx =>
      tx.takeStance({ ...stance, person: 'dana', role: 'supervisor', kind: 'agree' }),
    )
    await expect(sign).rejects.toMatchObject(notFound)
    clock.at = MONDAY + 90 * DAY
    expect(await store.records(dana)).toHaveLength(1)
    expect(await store.records(as(tenant, 'ana'))).toMatchObject([{ id: 'agreement' }])
    await store.transact(dana, tx => tx.endRelationship('dana-ben', '2027-02-14'))
    clock.at += 31 * DAY
    expect(await store.records(dana)).toEqual([])
    expect((await seenBy(store, tenant, 'ben')).records).toEqual(['agreement', 'plan', 'rec'])
  })

  test('gives on no session, no improvement plan, nothing of others, and then nothing at all', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await store.transact(as(tenant, 'dana'), tx =>
      tx.propose(danaWith(tenant, { follows: 'pair' })),
    )
    const before = await store.exportTenant(tenant)
    for (const record of ['rec', 'plan', 'none']) {
      const attempt = store.transact(as(tenant, 'ben'), async tx => {
        await tx.confirm('dana-ben', TODAY)
        await tx.handOver('pair', 'dana-ben', ['agreement', record])
      })
      await expect(attempt).rejects.toMatchObject(notFound)
    }
    expect(await store.exportTenant(tenant)).toEqual(before)
  })

  test('is the worker’s alone to do, from the supervision before to the one that follows it', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const next = danaWith(tenant, { follows: 'pair' })
    await store.transact(as(tenant, 'dana'), tx => tx.propose(next))
    const go = (actor: string, from = 'pair', to: string = next.id) =>
      store.transact(as(tenant, actor), tx => tx.handOver(from, to, []))
    await expect(go('ben')).rejects.toMatchObject(notFound)
    await store.transact(as(tenant, 'ben'), tx => tx.confirm(next.id, TODAY))
    for (const actor of ['ana', 'dana', 'cleo', 'gus']) {
      await expect(go(actor)).rejects.toMatchObject(notFound)
    }
    await expect(go('ben', next.id, 'pair')).rejects.toMatchObject(notFound)
    await expect(go('ben', 'pair', 'pair')).rejects.toMatchObject(notFound)
    await go('ben')
    expect(await store.actions(as(tenant, 'dana'))).toHaveLength(2)
  })
}

export const takingOverSuite = (bench: () => Bench): void => {
  describe('somebody who covers', () => lending(bench))
  describe('a change of supervisor', () => handingOver(bench))
}
