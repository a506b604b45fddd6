import { describe, expect, test } from 'vitest'

import type { SupervisionRecord } from '../../../src/domain/record.ts'
import { type Stance, type StanceKind, UNDO_MS } from '../../../src/domain/stance.ts'
import type { Store } from '../../../src/domain/store.ts'
import { as, MONDAY, recordOf, sectionOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const file = (store: Store, record: SupervisionRecord, actor = 'ana') =>
  store.transact(as(record.tenant, actor), tx => tx.file(record))

const plain = (tenant: string, changes: Partial<SupervisionRecord> = {}) =>
  recordOf(tenant, 'rec', [sectionOf('pair', 'It went well')], changes)

const stanceOf = (
  tenant: string,
  person: string,
  kind: StanceKind,
  id = `s-${person}`,
): Stance => ({
  id,
  tenant,
  record: 'rec',
  version: 1,
  person,
  role: person === 'ana' ? 'supervisor' : 'worker',
  kind,
  at: MONDAY,
})

export const recordSuite = (bench: () => Bench): void => {
  describe('a record', () => {
    test('is read by the two it is about, with its readers named', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const readers = [
        { person: 'ana', basis: 'supervisor' },
        { person: 'ben', basis: 'worker' },
      ]
      const { rows, audience } = sectionOf('pair', 'It went well')
      const expected = { ...plain(tenant), sections: [{ audience, rows, readers }] }
      expect(await other.record(as(tenant, 'ben'), 'rec')).toEqual(expected)
      expect(await store.records(as(tenant, 'ana'))).toEqual([expected])
    })

    test('shows a person only the sections that are theirs to read', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const sections = [
        sectionOf('pair', 'for both'),
        sectionOf('priv', 'for Ana', 'supervisor'),
        sectionOf('priv', 'for Ben', 'worker'),
        sectionOf('pairAndReviewer', 'for Cleo as well'),
      ]
      await file(store, recordOf(tenant, 'rec', sections))
      const seen = async (person: string) =>
        (await store.record(as(tenant, person), 'rec'))?.sections.map(
          ({ rows }) => rows[0]?.shown[0],
        )
      expect(await seen('ana')).toEqual(['for both', 'for Ana', 'for Cleo as well'])
      expect(await seen('ben')).toEqual(['for both', 'for Ben', 'for Cleo as well'])
      expect(await seen('cleo')).toEqual(['for Cleo as well'])
      expect(await seen('gus')).toBeUndefined()
    })

    test('keeps any words, however odd', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const odd = '$where: {} __proto__ \u202e\u0000 😀 <b>é</b>'
      const value = JSON.parse(`{"__proto__": 1, "$set": {"a.b": ${JSON.stringify(odd)}}}`)
      const section = sectionOf('pair', odd)
      const rows = section.rows.map(row => ({ ...row, value }))
      await file(store, recordOf(tenant, 'rec', [{ ...section, rows }], { title: odd }))
      const found = await store.record(as(tenant, 'ben'), 'rec')
      expect(found?.title).toBe(odd)
      expect(found?.sections[0]?.rows[0]).toMatchObject({
        shown: [odd],
        value: { $set: { 'a.b': odd } },
      })
    })

    test('of case text is refused', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const filing = file(store, recordOf(tenant, 'rec', [sectionOf('case', 'a family')]))
      await expect(filing).rejects.toMatchObject({ code: 'input-refused' })
    })

    test('is superseded by its next version, and the one before stays readable', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const next = recordOf(tenant, 'rec', [sectionOf('pair', 'It went better')], { version: 2 })
      await file(store, next, 'ben')
      const scope = as(tenant, 'ben')
      expect(await store.record(scope, 'rec')).toMatchObject({ version: 2, state: 'shared' })
      expect(await store.record(scope, 'rec', 1)).toMatchObject({ state: 'superseded' })
      expect((await store.records(scope)).map(({ version }) => version)).toEqual([2])
    })

    test('gets each version once, whoever files it first', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const filings = await Promise.allSettled([
        file(store, plain(tenant)),
        file(other, plain(tenant), 'ben'),
      ])
      expect(filings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const leap = file(store, plain(tenant, { version: 3 }))
      await expect(leap).rejects.toMatchObject({ code: 'store-conflict' })
    })

    test('can be taken back until the other has opened it', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const ana = as(tenant, 'ana')
      const ben = as(tenant, 'ben')
      expect(await store.transact(ben, tx => tx.recall('rec', 1))).toBe(false)
      expect(await store.transact(ana, tx => tx.opened('rec', 1, MONDAY))).toBe(true)
      expect(await store.transact(ana, tx => tx.recall('rec', 1))).toBe(true)
      expect(await store.record(ben, 'rec')).toBeUndefined()
      expect(await store.record(ana, 'rec')).toMatchObject({ state: 'recalled' })

      await file(store, plain(tenant, { version: 2 }))
      expect(await store.transact(ben, tx => tx.opened('rec', 2, MONDAY + 5))).toBe(true)
      expect(await store.transact(ben, tx => tx.opened('rec', 2, MONDAY + 9))).toBe(false)
      expect(await store.transact(ana, tx => tx.recall('rec', 2))).toBe(false)
      expect((await store.record(ana, 'rec'))?.opened).toEqual({ ben: MONDAY + 5 })
    })

    test('that is taken back lets the version before stand again', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      await file(store, plain(tenant, { version: 2 }))
      await store.transact(as(tenant, 'ana'), tx => tx.recall('rec', 2))
      const seen = await store.record(as(tenant, 'ben'), 'rec')
      expect(seen).toMatchObject({ version: 1, state: 'shared' })
      const whole = await store.transact(as(tenant, 'ana'), tx => tx.record('rec'))
      expect(whole).toMatchObject({ version: 2, state: 'recalled' })
    })

    test('opened and taken back at the same moment is one or the other', async () => {
      const { store, other } = bench()
      for (let round = 0; round < 5; round += 1) {
        const tenant = await newTenant(bench())
        await file(store, plain(tenant))
        const [opened, recalled] = await Promise.all([
          store.transact(as(tenant, 'ben'), tx => tx.opened('rec', 1, MONDAY)),
          other.transact(as(tenant, 'ana'), tx => tx.recall('rec', 1)),
        ])
        expect([opened, recalled].filter(won => won)).toHaveLength(1)
      }
    })

    test('is found by its relationship and kind', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const restricted = { kind: 'R12', dialog: { id: 'improvement-plan', version: 1 } } as const
      const plan = recordOf(tenant, 'plan', [sectionOf('restricted', 'the plan')], restricted)
      await file(store, plan)
      const ids = async (filter: Parameters<Store['records']>[1]) =>
        (await store.records(as(tenant, 'ben'), filter)).map(({ id }) => id)
      expect(await ids({ kind: 'R04' })).toEqual(['rec'])
      expect(await ids({ kind: 'R12' })).toEqual(['plan'])
      expect(await ids({ relationship: 'triad' })).toEqual([])
      expect(await store.record(as(tenant, 'ben'), 'plan')).toMatchObject(restricted)
    })
  })

  describe('a stance', () => {
    test('is taken, seen by the other, undone within ten minutes and kept as undone', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const stance = { ...stanceOf(tenant, 'ben', 'disagree with a comment'), comment: 'Not quite' }
      await store.transact(as(tenant, 'ben'), tx => tx.takeStance(stance))
      expect(await store.stances(as(tenant, 'ana'), 'rec')).toEqual([stance])
      expect(await store.stances(as(tenant, 'gus'), 'rec')).toEqual([])
      const undo = (person: string, at: number) =>
        store.transact(as(tenant, person), tx => tx.undoStance('rec', 1, at))
      expect(await undo('ana', MONDAY)).toBe(false)
      expect(await undo('ben', MONDAY + UNDO_MS + 1)).toBe(false)
      expect(await undo('ben', MONDAY + 60_000)).toBe(true)
      expect(await undo('ben', MONDAY + 60_000)).toBe(false)
      const kept = [{ ...stance, undoneAt: MONDAY + 60_000 }]
      expect(await store.stances(as(tenant, 'ben'), 'rec')).toEqual(kept)
    })

    test('cannot be taken for somebody else, in another role, or on a version that moved on', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await file(store, plain(tenant))
      const take = (actor: string, stance: Stance) =>
        store.transact(as(tenant, actor), tx => tx.takeStance(stance))
      const forAna = take('ben', stanceOf(tenant, 'ana', 'agree'))
      await expect(forAna).rejects.toMatchObject({ code: 'not-found' })
      const asAna = take('ben', { ...stanceOf(tenant, 'ben', 'agree'), role: 'supervisor' })
      await expect(asAna).rejects.toMatchObject({ code: 'not-found' })
      const asGus = take('gus', { ...stanceOf(tenant, 'gus', 'agree'), role: 'worker' })
      await expect(asGus).rejects.toMatchObject({ code: 'not-found' })
      await file(store, plain(tenant, { version: 2 }))
      const late = take('ben', stanceOf(tenant, 'ben', 'agree'))
      await expect(late).rejects.toMatchObject({ code: 'store-conflict' })
    })

    test('and a next version cannot pass each other unseen', async () => {
      const { store, other } = bench()
      for (let round = 0; round < 5; round += 1) {
        const tenant = await newTenant(bench())
        await file(store, plain(tenant))
        const [taken] = await Promise.allSettled([
          store.transact(as(tenant, 'ben'), tx => tx.takeStance(stanceOf(tenant, 'ben', 'agree'))),
          file(other, plain(tenant, { version: 2 })),
        ])
        const stances = await store.stances(as(tenant, 'ben'), 'rec')
        expect(stances).toHaveLength(taken.status === 'fulfilled' ? 1 : 0)
      }
    })
  })
}
