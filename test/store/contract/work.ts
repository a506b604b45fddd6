import { describe, expect, test } from 'vitest'

import type { Store } from '../../../src/domain/store.ts'
import { actionOf, agendaItemOf, as, MONDAY, sessionOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const addAll = (store: Store, tenant: string) =>
  store.transact(as(tenant, 'ana'), tx =>
    // At once, as a caller may: a transaction does one thing after the other all the same.
    Promise.all([
      tx.addAction(actionOf(tenant, 'a1', 'Call the clinic')),
      tx.addAgendaItem(agendaItemOf(tenant, 'i1', 'Visits on Fridays')),
      tx.addSession(sessionOf(tenant, 's1')),
    ]),
  )

export const workSuite = (bench: () => Bench): void => {
  describe('what two people agreed', () => {
    test('is there for both of them and for nobody else', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await addAll(store, tenant)
      const ben = as(tenant, 'ben')
      expect(await other.actions(ben)).toEqual([actionOf(tenant, 'a1', 'Call the clinic')])
      expect(await other.agendaItems(ben)).toEqual([
        agendaItemOf(tenant, 'i1', 'Visits on Fridays'),
      ])
      expect(await other.sessions(ben)).toEqual([sessionOf(tenant, 's1')])
      expect(await store.actions(ben, 'triad')).toEqual([])
      for (const person of ['cleo', 'dana', 'gus']) {
        const scope = as(tenant, person)
        const seen = [store.actions(scope), store.agendaItems(scope), store.sessions(scope)]
        expect(await Promise.all(seen)).toEqual([[], [], []])
      }
    })

    test('changes by one hand at a time', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await addAll(store, tenant)
      const action = actionOf(tenant, 'a1', 'Call the clinic')
      const done = (by: Store, actor: string) =>
        by.transact(as(tenant, actor), tx =>
          tx.saveAction({ ...action, state: 'done', line: actor }),
        )
      const outcomes = await Promise.all([done(store, 'ana'), done(other, 'ben')])
      expect(outcomes.filter(won => won)).toHaveLength(1)
      const [after] = await store.actions(as(tenant, 'ana'))
      expect(after).toMatchObject({ rev: 1, state: 'done', line: outcomes[0] ? 'ana' : 'ben' })
      const moved = { ...sessionOf(tenant, 's1'), state: 'moved' as const, on: '2026-12-07' }
      const save = () => store.transact(as(tenant, 'ben'), tx => tx.saveSession(moved))
      expect([await save(), await save()]).toEqual([true, false])
      const item = { ...agendaItemOf(tenant, 'i1', 'Visits'), state: 'covered' as const }
      expect(await store.transact(as(tenant, 'ben'), tx => tx.saveAgendaItem(item))).toBe(true)
    })

    test('cannot be added or changed by somebody outside', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await addAll(store, tenant)
      for (const person of ['cleo', 'gus', 'eli']) {
        const scope = as(tenant, person)
        const add = store.transact(scope, tx => tx.addAction(actionOf(tenant, 'x', 'forged')))
        await expect(add).rejects.toMatchObject({ code: 'not-found' })
        const save = (rev: number) =>
          store.transact(scope, tx =>
            tx.saveAction({ ...actionOf(tenant, 'a1', 'forged'), rev, relationship: 'triad' }),
          )
        expect(await save(0)).toBe(false)
      }
      const kept = actionOf(tenant, 'a1', 'Call the clinic')
      expect(await store.actions(as(tenant, 'ana'))).toEqual([kept])
    })

    test('on a reporting line is nothing: it has no shared matters', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const action = { ...actionOf(tenant, 'a1', 'x'), relationship: 'line' }
      const add = store.transact(as(tenant, 'cleo'), tx => tx.addAction(action))
      await expect(add).rejects.toMatchObject({ code: 'not-found' })
    })
  })

  describe('what does not have the shape it should', () => {
    test('is not kept, so that it is not found broken later', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const more = { ...actionOf(tenant, 'a1', 'Call'), colour: 'red' }
      const adding = store.transact(as(tenant, 'ana'), tx => tx.addAction(more))
      await expect(adding).rejects.toMatchObject({ code: 'internal' })
      expect(await store.actions(as(tenant, 'ana'))).toEqual([])
    })
  })

  describe('a private note', () => {
    test('is its author’s, newest first, and nobody else’s', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const note = (id: string, at: number) => ({
        id,
        tenant,
        author: 'ben',
        at,
        text: `note ${id}`,
      })
      await store.transact(as(tenant, 'ben'), async tx => {
        await tx.addNote(note('n1', MONDAY))
        await tx.addNote(note('n2', MONDAY + 1))
      })
      const notes = [note('n2', MONDAY + 1), note('n1', MONDAY)]
      expect(await store.notes(as(tenant, 'ben'))).toEqual(notes)
      expect(await store.notes(as(tenant, 'ana'))).toEqual([])
      const forBen = store.transact(as(tenant, 'ana'), tx => tx.addNote(note('n3', MONDAY)))
      await expect(forBen).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
