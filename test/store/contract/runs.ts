import { describe, expect, test } from 'vitest'

import type { Pocket, StoredRun } from '../../../src/domain/run.ts'
import type { Store } from '../../../src/domain/store.ts'
import { as, runOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const shared: Pocket = {
  name: 'shared:pair',
  owner: { kind: 'relationship', id: 'pair' },
  readers: ['ana', 'ben'],
  body: { goal: 'calmer visits' },
}

const ownOf = (person: string, role: string): Pocket => ({
  name: `own:${role}`,
  owner: { kind: 'person', id: person },
  readers: [person],
  body: { text: `only ${person}` },
})

const pockets = [shared, ownOf('ana', 'supervisor'), ownOf('ben', 'worker')]

const start = (store: Store, tenant: string, changes: Partial<StoredRun> = {}) =>
  store.transact(as(tenant, 'ana'), tx => tx.addRun(runOf(tenant, 'r', { pockets, ...changes })))

const saved = async (store: Store, tenant: string, actor: string, role: string): Promise<string> =>
  store.transact(as(tenant, actor), async tx => {
    const run = await tx.run('r')
    if (run === undefined) throw new Error('the run is there')
    const doneBy = [...run.doneBy, role]
    const isLast = run.openFor.every(each => doneBy.includes(each))
    await tx.saveRun({ ...run, doneBy, ...(isLast && { state: 'filed' }) })
    return isLast ? 'closed' : 'waiting'
  })

export const runSuite = (bench: () => Bench): void => {
  describe('a dialog under way', () => {
    test('shows each person their own answers and what is shared', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await start(store, tenant)
      const names = async (person: string) =>
        (await store.run(as(tenant, person), 'r'))?.pockets.map(({ name }) => name)
      expect(await names('ana')).toEqual(['shared:pair', 'own:supervisor'])
      expect(await names('ben')).toEqual(['shared:pair', 'own:worker'])
      expect(await names('cleo')).toBeUndefined()
    })

    test('comes back as it was put down', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const changes = { restsUntil: { worker: '2026-12-01' }, leftBy: ['worker'] }
      await start(store, tenant, changes)
      const run = await other.transact(as(tenant, 'ana'), tx => tx.run('r'))
      expect(run).toEqual({ ...runOf(tenant, 'r', { pockets, ...changes }), rev: 0 })
    })

    test('closes its scene whole inside a transaction, with everybody’s answers', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await start(store, tenant)
      const bodies = await store.transact(as(tenant, 'ben'), async tx =>
        (await tx.run('r'))?.pockets.map(({ body }) => body),
      )
      expect(bodies).toEqual(pockets.map(({ body }) => body))
    })

    test('is closed once when both finish at the same moment', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await start(store, tenant, { openFor: ['supervisor', 'worker'] })
      const outcomes = await Promise.all([
        saved(store, tenant, 'ana', 'supervisor'),
        saved(other, tenant, 'ben', 'worker'),
      ])
      expect(outcomes.sort()).toEqual(['closed', 'waiting'])
      expect(await store.run(as(tenant, 'ana'), 'r')).toMatchObject({ state: 'filed', rev: 2 })
    })

    test('that has moved since it was read is not overwritten', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await start(store, tenant)
      const scope = as(tenant, 'ana')
      const stale = await store.run(scope, 'r')
      if (stale === undefined) throw new Error('the run is there')
      await saved(store, tenant, 'ana', 'supervisor')
      const late = store.transact(scope, tx => tx.saveRun(stale))
      await expect(late).rejects.toMatchObject({ code: 'store-conflict' })
    })

    test('is listed for those whose turn it is', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await start(store, tenant)
      const open = async (person: string) => (await store.openRuns(as(tenant, person))).length
      expect(await Promise.all(['ana', 'ben', 'gus'].map(open))).toEqual([1, 0, 0])
      await saved(store, tenant, 'ana', 'supervisor')
      expect(await open('ana')).toBe(0)
    })

    test('keeps to itself that it is about improvement, and still knows it', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const dialog = { id: 'improvement-plan', version: 2 }
      await start(store, tenant, { dialog, scene: 'expectation' })
      expect(await store.run(as(tenant, 'ana'), 'r')).toMatchObject({
        dialog,
        scene: 'expectation',
      })
    })

    test('loses nothing and settles nothing when its turn was settled by somebody else', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const ana = { tenant, person: 'ana' }
      const turns = await store.turns(ana)
      await other.settle(turns, { state: 'theirs', handled: [], replies: [] })
      const outcome = await store.transact(as(tenant, 'ana'), async tx => {
        await tx.addRun(runOf(tenant, 'r', { pockets }))
        return tx.settle(turns, { state: 'mine', handled: [], replies: [] })
      })
      expect(outcome).toBe(false)
      expect(await store.run(as(tenant, 'ana'), 'r')).toBeUndefined()
      expect((await store.turns(ana)).state).toBe('theirs')
    })

    test('is as it was when the work on it fails half-way', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const broken = store.transact(as(tenant, 'ana'), async tx => {
        await tx.addRun(runOf(tenant, 'r', { pockets }))
        throw new RangeError('a fault of the caller')
      })
      await expect(broken).rejects.toThrow(RangeError)
      expect(await store.run(as(tenant, 'ana'), 'r')).toBeUndefined()
    })
  })
}
