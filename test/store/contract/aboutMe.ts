import { describe, expect, test } from 'vitest'

import { noPreference } from '../../../src/domain/preference.ts'
import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Store } from '../../../src/domain/store.ts'
import {
  actionOf,
  addressOf,
  agendaItemOf,
  as,
  MONDAY,
  recordOf,
  sectionOf,
  sessionOf,
} from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const TODAY = '2026-11-16'
const notFound = { code: 'not-found' }

const share = (store: Store, tenant: string) =>
  store.transact(as(tenant, 'ana'), async tx => {
    await tx.addAction(actionOf(tenant, 'a', 'Call'))
    await tx.addAgendaItem(agendaItemOf(tenant, 'i', 'Visits'))
    await tx.addSession({ ...sessionOf(tenant, 's-held'), on: '2026-11-02', state: 'held' })
    await tx.addSession(sessionOf(tenant, 's-next'))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'shared'), sectionOf('priv', 'mine')]))
    await tx.addNote({ id: 'n', tenant, author: 'ana', at: MONDAY, text: 'hers' })
  })

const line = (tenant: string, changes: Partial<Relationship>): Relationship => ({
  id: `line-${changes.from}`,
  tenant,
  kind: 'line',
  state: 'confirmed',
  from: '2026-01-05',
  parties: [
    { role: 'supervisor', person: 'gus' },
    { role: 'worker', person: 'ana' },
  ],
  ...changes,
})

const addLines = (store: Store, tenant: string, relationships: readonly Relationship[]) =>
  store.importAll({ tenant, people: [], relationships, sessions: [], ends: [] })

const reportingLine = (bench: () => Bench): void => {
  const seen = async (store: Store, tenant: string, person: string, asAt = TODAY) =>
    (await store.namedDates(as(tenant, person), asAt)).map(({ relationship, sessions }) => [
      relationship.id,
      sessions.map(({ id }) => id),
    ])

  test('reads the dates of the supervisions one step below, and of nothing else', async () => {
    const { store, other } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    expect(await seen(other, tenant, 'cleo')).toEqual([['pair', ['s-held', 's-next']]])
    const [dates] = await store.namedDates(as(tenant, 'cleo'), TODAY)
    expect(Object.keys(dates ?? {}).sort()).toEqual(['obligations', 'relationship', 'sessions'])
    const top = line(tenant, {
      parties: [
        { role: 'supervisor', person: 'finn' },
        { role: 'worker', person: 'cleo' },
      ],
    })
    await addLines(store, tenant, [top])
    for (const person of ['finn', 'ana', 'ben', 'gus', 'dana', 'nobody']) {
      expect(await seen(store, tenant, person)).toEqual([])
    }
    const elsewhere = await newTenant(bench())
    expect(await seen(store, elsewhere, 'cleo')).toEqual([['pair', []]])
  })

  test('reads them as at a day on which it stood, none from after it ended, and none before it begins', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await addLines(store, tenant, [
      line(tenant, { from: '2026-02-01', until: '2026-11-10', state: 'ended' }),
      line(tenant, { from: '2026-12-01' }),
    ])
    expect(await seen(store, tenant, 'gus')).toEqual([])
    expect(await seen(store, tenant, 'gus', '2026-12-24')).toEqual([])
    expect(await seen(store, tenant, 'gus', '2026-11-10')).toEqual([['pair', ['s-held']]])
    expect(await seen(store, tenant, 'gus', '2026-01-20')).toEqual([])
    expect(await seen(store, tenant, 'cleo', '2026-01-01')).toEqual([])
  })

  test('reads a cover by somebody below, and nothing that was only offered or declined', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const offer = (id: string, worker: string): Relationship => ({
      id,
      tenant,
      kind: 'supervision',
      state: 'proposed',
      from: TODAY,
      parties: [
        { role: 'supervisor', person: 'ana' },
        { role: 'worker', person: worker },
      ],
    })
    for (const [id, worker] of [
      ['offer', 'eli'],
      ['declined', 'finn'],
      ['taken', 'dana'],
    ] as const) {
      await store.transact(as(tenant, 'ana'), tx => tx.propose(offer(id, worker)))
    }
    await store.transact(as(tenant, 'finn'), tx => tx.decline('declined', TODAY))
    await store.transact(as(tenant, 'dana'), tx => tx.confirm('taken', TODAY))
    const ids = (await seen(store, tenant, 'cleo')).map(([id]) => id)
    expect(ids).toEqual(['pair', 'taken'])
  })
}

const ownMatters = (bench: () => Bench): void => {
  test('shows who opened what of theirs, the last one first', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const open = (actor: string, at: number) =>
      store.transact(as(tenant, actor), tx => tx.opened('rec', 1, at))
    await open('ana', MONDAY)
    await open('ben', MONDAY + 5)
    const all = [
      { record: 'rec', version: 1, person: 'ben', at: MONDAY + 5 },
      { record: 'rec', version: 1, person: 'ana', at: MONDAY },
    ]
    expect(await store.readings(as(tenant, 'ben'))).toEqual(all)
    expect(await store.readings(as(tenant, 'cleo'))).toEqual([])
  })

  test('goes with them: all that they may read, and nothing of other people', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const said = { id: 'r', at: MONDAY, address: addressOf('ben'), mine: 'hello' }
    const turns = await store.turns({ tenant, person: 'ben' })
    await store.settle(turns, { state: {}, handled: [], replies: [said] })
    const ben = as(tenant, 'ben')
    const all = await store.exportPerson(ben)
    expect(all.person.id).toBe('ben')
    expect(all.preference).toEqual(noPreference(tenant, 'ben'))
    expect(all.relationships.map(({ id }) => id)).toEqual(['pair'])
    expect(all.records.map(({ id, sections }) => [id, sections.length])).toEqual([['rec', 1]])
    expect(all.actions).toEqual(await store.actions(ben))
    expect(all.agendaItems).toEqual(await store.agendaItems(ben))
    expect(all.sessions).toEqual(await store.sessions(ben))
    expect(all.notes).toEqual([])
    expect(all.conversation).toMatchObject([{ mine: 'hello' }])
    expect((await store.exportPerson(as(tenant, 'ana'))).notes).toHaveLength(1)
    const gus = await store.exportPerson(as(tenant, 'gus'))
    expect([gus.records, gus.actions, gus.relationships].flat()).toEqual([])
    await expect(store.exportPerson(as(tenant, 'nobody'))).rejects.toMatchObject(notFound)
  })

  test('leaves out what a cover was lent', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const cover: Relationship = {
      ...{ id: 'cover', tenant, kind: 'supervision', state: 'proposed', covers: 'pair' },
      ...{ from: TODAY, until: '2026-11-30' },
      parties: [
        { role: 'supervisor', person: 'dana' },
        { role: 'worker', person: 'ben' },
      ],
    }
    await store.transact(as(tenant, 'ana'), tx => tx.propose(cover))
    const dana = as(tenant, 'dana')
    await store.transact(dana, async tx => {
      await tx.confirm('cover', TODAY)
      await tx.lend('cover')
    })
    expect(await store.actions(dana)).toHaveLength(1)
    expect((await store.exportPerson(dana)).actions).toEqual([])
  })
}

const forgotten = (bench: () => Bench): void => {
  test('is gone with what was theirs alone; what they shared stays with the others', async () => {
    const { store, other } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    const ana = as(tenant, 'ana')
    await store.transact(ana, async tx => {
      await tx.savePreference({ ...noPreference(tenant, 'ana'), wanted: ['N-11'] })
      await tx.propose({
        ...{ id: 'offer', tenant, kind: 'supervision', state: 'proposed', from: TODAY },
        parties: [
          { role: 'supervisor', person: 'ana' },
          { role: 'worker', person: 'eli' },
        ],
      })
    })
    await store.forget(ana, TODAY)
    await store.forget(ana, TODAY)
    expect(await store.addressOf(ana)).toBeUndefined()
    expect(await store.notes(ana)).toEqual([])
    expect(await store.deliveries(ana)).toEqual([])
    await expect(store.exportPerson(ana)).rejects.toMatchObject(notFound)
    const ben = as(tenant, 'ben')
    expect(await other.relationships(ben)).toEqual([])
    expect(await other.proposals(as(tenant, 'eli'))).toEqual([])
    expect(await other.records(ben)).toMatchObject([{ id: 'rec' }])
    expect(await other.actions(ben)).toHaveLength(1)
    const who = (await other.people(ben)).find(({ id }) => id === 'ana')
    expect(who).toMatchObject({ name: 'Somebody who was erased', left: TODAY })
    const { audit, preferences, relationships } = await store.exportTenant(tenant)
    expect(audit.filter(({ action }) => action === 'erased')).toEqual([
      { actor: 'ana', action: 'erased', object: 'person/ana' },
    ])
    expect(preferences).toEqual([])
    const ended = relationships.filter(({ parties }) => parties.some(each => each.person === 'ana'))
    expect(ended.map(({ id, state, until }) => [id, state, until])).toEqual([
      ['line', 'ended', TODAY],
      ['offer', 'ended', '2026-11-15'],
      ['pair', 'ended', TODAY],
    ])
    const late = store.transact(as(tenant, 'gus'), tx =>
      tx.propose({
        ...{ id: 'late', tenant, kind: 'supervision', state: 'proposed', from: TODAY },
        parties: [
          { role: 'supervisor', person: 'gus' },
          { role: 'worker', person: 'ana' },
        ],
      }),
    )
    await expect(late).rejects.toMatchObject(notFound)
  })

  test('is forgotten by their own wish only, and nobody else is', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await store.forget(as(tenant, 'gus'), TODAY)
    await expect(store.forget(as(tenant, 'nobody'), TODAY)).rejects.toMatchObject(notFound)
    expect(await store.relationships(as(tenant, 'ana'))).toHaveLength(2)
    expect(await store.notes(as(tenant, 'ana'))).toHaveLength(1)
  })
}

export const aboutMeSuite = (bench: () => Bench): void => {
  describe('a reporting line', () => reportingLine(bench))
  describe('what is held about somebody', () => ownMatters(bench))
  describe('somebody who wishes to be forgotten', () => forgotten(bench))
}
