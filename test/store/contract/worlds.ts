import { describe, expect, test } from 'vitest'

import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Seed, Store } from '../../../src/domain/store.ts'
import type { World } from '../../../src/domain/world.ts'
import {
  actionOf,
  agendaItemOf,
  as,
  MONDAY,
  recordOf,
  runOf,
  sectionOf,
  seedOf,
  sessionOf,
} from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'
import { bundleOf, obligationOf, occurrenceOf } from './time.ts'

const DAY = 86_400_000

const coverOf = (tenant: string, changes: Partial<Relationship> = {}): Relationship => ({
  id: 'cover',
  tenant,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: 'dana' },
    { role: 'worker', person: 'ben' },
  ],
  state: 'confirmed',
  from: '2026-11-10',
  until: '2026-11-30',
  covers: 'pair',
  ...changes,
})

/** As `newTenant`, with more in it. */
const seeded = async (
  { store, clock }: Bench,
  more: (tenant: string, seed: Seed) => Partial<Seed>,
): Promise<string> => {
  clock.at = MONDAY
  const tenant = `org${crypto.randomUUID().slice(0, 8)}`
  const seed = seedOf(tenant)
  await store.seed({ ...seed, ...more(tenant, seed) })
  return tenant
}

const worldOf = async (store: Store, tenant: string, person: string): Promise<World> => {
  const [world] = await store.worlds([{ tenant, person }])
  if (world === undefined) throw new Error('everybody has a world')
  return world
}

const seats = ({ pairs }: World) => pairs.map(each => [each.relationship.id, each.as])

const dates = (store: Store, tenant: string) =>
  store.settleLooks([{ tenant, person: 'ben', obligations: [obligationOf(tenant)] }], 60_000)

export const worldSuite = (bench: () => Bench): void => {
  describe('what is due for somebody is decided from', () => {
    test('their own supervisions, and those of whom they manage', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await dates(store, tenant)
      const people = ['ana', 'ben', 'cleo', 'dana', 'gus'].map(person => ({ tenant, person }))
      const worlds = await store.worlds(people)
      expect(worlds.map(({ person }) => person.id)).toEqual(people.map(({ person }) => person))
      expect(worlds.map(seats)).toEqual([
        [['pair', 'supervisor']],
        [['pair', 'worker']],
        [['pair', 'reviewer']],
        [],
        [],
      ])
      for (const { pairs } of worlds.slice(0, 3)) {
        const obligations = [{ ...obligationOf(tenant), rev: 1 }]
        expect(pairs).toMatchObject([{ reviewer: 'cleo', obligations, covers: [], away: {} }])
      }
      expect(worlds[0]).toMatchObject({ tenant: seedOf(tenant).tenant, preference: { rev: 0 } })
    })

    test('the dates of late, oldest first, and none that was cancelled', async () => {
      const { store } = bench()
      const session = (tenant: string, id: string, on: string) => ({ ...sessionOf(tenant, id), on })
      const tenant = await seeded(bench(), tenant => ({
        sessions: [
          session(tenant, 'next', '2026-11-30'),
          { ...session(tenant, 'last', '2026-10-23'), state: 'held' },
          { ...session(tenant, 'long ago', '2025-06-01'), state: 'held' },
          { ...session(tenant, 'off', '2026-11-12'), state: 'cancelled' },
          { ...session(tenant, 'put off', '2026-11-13'), state: 'moved' },
        ],
      }))
      const [pair] = (await worldOf(store, tenant, 'ben')).pairs
      expect(pair?.sessions.map(({ id }) => id)).toEqual(['last', 'put off', 'next'])
    })

    test('a cover: whoever stands in leads, and its sessions count', async () => {
      const { store, clock } = bench()
      const over = { id: 'before', from: '2026-07-01', until: '2026-07-31' }
      const tenant = await seeded(bench(), (tenant, { relationships }) => ({
        relationships: [...relationships, coverOf(tenant), coverOf(tenant, over)],
        sessions: [
          { ...sessionOf(tenant, 's1'), on: '2026-07-20', state: 'held', relationship: 'before' },
          { ...sessionOf(tenant, 's2'), on: '2026-11-20', relationship: 'cover' },
          sessionOf(tenant, 's3'),
        ],
      }))
      for (const [person, place] of [
        ['dana', 'supervisor'],
        ['ana', 'supervisor'],
        ['ben', 'worker'],
        ['cleo', 'reviewer'],
      ] as const) {
        const world = await worldOf(store, tenant, person)
        expect(seats(world)).toEqual([['pair', place]])
        expect(world.pairs[0]?.covers).toEqual([coverOf(tenant)])
        expect(world.pairs[0]?.sessions.map(({ id }) => id)).toEqual(['s1', 's2', 's3'])
      }
      await dates(store, tenant)
      expect(await store.obligations(as(tenant, 'dana'))).toHaveLength(1)
      clock.at += 31 * DAY
      expect(await store.obligations(as(tenant, 'dana'))).toEqual([])
    })

    test('a cover no longer once it has ended', async () => {
      const { store } = bench()
      const tenant = await seeded(bench(), (tenant, { relationships }) => ({
        relationships: [...relationships, coverOf(tenant, { until: '2026-11-15' })],
      }))
      expect(seats(await worldOf(store, tenant, 'dana'))).toEqual([])
      expect((await worldOf(store, tenant, 'ben')).pairs).toMatchObject([{ covers: [] }])
    })

    test('nobody’s proposal, and an ended supervision for as long as something of it may be open', async () => {
      const { store, clock } = bench()
      const tenant = await seeded(bench(), (tenant, { relationships }) => ({
        relationships: [
          ...relationships,
          { ...coverOf(tenant), id: 'offer', covers: undefined, state: 'proposed' },
        ],
      }))
      expect(seats(await worldOf(store, tenant, 'ben'))).toEqual([['pair', 'worker']])
      await store.transact(as(tenant, 'ben'), tx => tx.endRelationship('pair', '2026-11-16'))
      expect((await worldOf(store, tenant, 'ben')).pairs).toMatchObject([
        { relationship: { id: 'pair', state: 'ended' } },
      ])
      expect(seats(await worldOf(store, tenant, 'cleo'))).toEqual([])
      clock.at += 60 * DAY
      expect(seats(await worldOf(store, tenant, 'ben'))).toEqual([])
    })

    test('the absences of all whom it concerns', async () => {
      const { store } = bench()
      const tenant = await seeded(bench(), (tenant, { relationships }) => ({
        relationships: [...relationships, coverOf(tenant)],
      }))
      const away: Record<string, unknown> = {}
      for (const [index, person] of ['ana', 'ben', 'cleo', 'dana', 'eli'].entries()) {
        const absences = [{ from: `2026-12-0${index + 1}` }]
        const preference = await store.preference(as(tenant, person))
        await store.transact(as(tenant, person), tx =>
          tx.savePreference({ ...preference, absences }),
        )
        if (person !== 'eli') away[person] = absences
      }
      const world = await worldOf(store, tenant, 'ben')
      expect(world.preference.absences).toEqual(away.ben)
      expect(world.pairs.map(pair => pair.away)).toEqual([away])
    })

    test('their own open actions, without what was agreed', async () => {
      const { store } = bench()
      const tenant = await seeded(bench(), tenant => ({
        actions: [
          actionOf(tenant, 'a1', 'secret'),
          { ...actionOf(tenant, 'a2', 'secret'), state: 'done' },
          { ...actionOf(tenant, 'a3', 'secret'), owner: 'ana', state: 'partly' },
        ],
      }))
      const plain = { relationship: 'pair', rev: 0, by: '2026-12-04', carried: 0 }
      const { actions } = await worldOf(store, tenant, 'ben')
      expect(actions).toEqual([{ ...plain, id: 'a1', state: 'open' }])
      expect((await worldOf(store, tenant, 'ana')).actions).toMatchObject([{ id: 'a3' }])
      expect((await worldOf(store, tenant, 'cleo')).actions).toEqual([])
    })

    test('records that wait for them, or for the other', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const say = (person: 'ana' | 'ben', record: string, kind: 'agree' | 'ask for a change') =>
        store.transact(as(tenant, person), tx =>
          tx.takeStance({
            ...{ id: `${person}-${record}`, tenant, record, version: 1, person, kind, at: MONDAY },
            role: person === 'ana' ? 'supervisor' : 'worker',
            ...(kind === 'ask for a change' && { comment: 'please' }),
          }),
        )
      await store.transact(as(tenant, 'ana'), async tx => {
        for (const id of ['waits', 'answered', 'to change']) {
          await tx.file(recordOf(tenant, id, [sectionOf('pair', 'secret')]))
        }
        await tx.file(recordOf(tenant, 'plan', [sectionOf('restricted', 'x')], { kind: 'R12' }))
      })
      for (const id of ['waits', 'answered', 'to change', 'plan']) await say('ana', id, 'agree')
      await say('ben', 'answered', 'agree')
      await say('ben', 'to change', 'ask for a change')
      const kept = { version: 1, relationship: 'pair', filedAt: MONDAY }
      const of = async (person: string) =>
        (await worldOf(store, tenant, person)).records.toSorted((a, b) =>
          a.record < b.record ? -1 : 1,
        )
      const waiting = (waitsFor: 'me' | 'worker') => [
        { ...kept, record: 'plan', kind: 'R12', waitsFor },
        { ...kept, record: 'waits', kind: 'R04', waitsFor },
      ]
      expect(await of('ben')).toEqual(waiting('me'))
      expect(await of('ana')).toEqual(waiting('worker'))
      expect(await of('cleo')).toEqual([])
    })

    test('when each of them last got ready', async () => {
      const { store } = bench()
      const tenant = await seeded(bench(), tenant => ({
        agendaItems: [
          { ...agendaItemOf(tenant, 'i1', 'x'), at: MONDAY - 3 * DAY },
          { ...agendaItemOf(tenant, 'i2', 'x'), at: MONDAY - 2 * DAY, state: 'dropped' },
        ],
      }))
      await store.transact(as(tenant, 'ana'), async tx => {
        const dialog = { id: 'preparation', version: 1 }
        await tx.addRun(runOf(tenant, 'r1', { dialog, startedAt: MONDAY - DAY }))
        await tx.addRun(runOf(tenant, 'r2'))
      })
      const prepared = { ana: MONDAY - DAY, ben: MONDAY - 2 * DAY }
      expect((await worldOf(store, tenant, 'ben')).pairs).toMatchObject([{ prepared }])
      expect((await worldOf(store, tenant, 'cleo')).pairs).toMatchObject([{ prepared: {} }])
    })

    test('what they were told already, and the bundles of each day', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const bundle = (id: string, told: string, dueAt: number) =>
        bundleOf(tenant, 'ben', { id, dueAt, nudges: [occurrenceOf({ id: told })] })
      const bundles = [
        bundle('nudges:ben:2026-11-14:1', 't1', MONDAY - 2 * DAY),
        bundle('nudges:ben:2026-11-14:2', 't2', MONDAY - DAY),
        bundle('nudges:ben:2026-11-16:1', 't3', MONDAY),
        bundle('nudges:ben:2025-01-01:1', 't0', MONDAY - 500 * DAY),
      ]
      const states = ['sent', 'dead', 'unknown', 'sent'] as const
      for (const [index, bundle] of bundles.entries()) {
        const [claim] = await store.settleLooks(
          [{ tenant, person: 'ben', obligations: [], bundle }],
          60_000,
        )
        const state = states[index] ?? 'sent'
        if (claim !== undefined) await store.finishDelivery(claim, { state })
      }
      const world = await worldOf(store, tenant, 'ben')
      const { nudge, subject } = occurrenceOf()
      expect(world.told).toEqual([
        { id: 't1', nudge, subject, at: MONDAY - 2 * DAY },
        { id: 't3', nudge, subject, at: MONDAY },
      ])
      expect(world.bundles).toEqual([
        { day: '2026-11-14', number: 1 },
        { day: '2026-11-14', number: 2 },
        { day: '2026-11-16', number: 1 },
      ])
      expect((await worldOf(store, tenant, 'ana')).told).toEqual([])
    })

    test('nothing of another organisation, also when both are asked about at once', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const elsewhere = await seeded(bench(), tenant => ({
        actions: [actionOf(tenant, 'a1', 'x')],
        sessions: [sessionOf(tenant, 's1')],
      }))
      await dates(store, tenant)
      const bens = [tenant, elsewhere].map(each => ({ tenant: each, person: 'ben' }))
      const [here, there] = await store.worlds(bens)
      expect(here).toMatchObject({ tenant: { id: tenant }, actions: [], pairs: [{ sessions: [] }] })
      expect(there).toMatchObject({ tenant: { id: elsewhere }, pairs: [{ obligations: [] }] })
      expect(there?.actions).toHaveLength(1)
      expect(await store.worlds([{ tenant, person: 'nobody' }])).toEqual([])
      expect(await store.worlds([])).toEqual([])
    })
  })
}
