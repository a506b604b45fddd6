import { randomUUID } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Store } from '../../../src/domain/store.ts'
import { actionOf, as, MONDAY, recordOf, sectionOf, seedOf } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const DAY = 24 * 60 * 60_000
const TODAY = '2026-11-16'

const supervisionOf = (
  tenant: string,
  [supervisor, worker]: readonly [string, string],
  changes: Partial<Relationship> = {},
): Relationship => ({
  id: `${supervisor}-${worker}`,
  tenant,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: supervisor },
    { role: 'worker', person: worker },
  ],
  state: 'proposed',
  from: TODAY,
  ...changes,
})

/** Somebody stands in for Ana with Ben. */
const coverOf = (tenant: string, supervisor = 'dana', changes: Partial<Relationship> = {}) =>
  supervisionOf(tenant, [supervisor, 'ben'], { covers: 'pair', until: '2026-11-30', ...changes })

const propose = (store: Store, actor: string, next: Relationship) =>
  store.transact(as(next.tenant, actor), tx => tx.propose(next))

const confirm = (store: Store, tenant: string, actor: string, id: string, on = TODAY) =>
  store.transact(as(tenant, actor), tx => tx.confirm(id, on))

const notFound = { code: 'not-found' }

const rhythm = {
  programme: 'uk-childrens-services',
  profile: 'asye',
  startedOn: '2026-09-01',
  trackFrom: TODAY,
} as const

const admins = async (bench: Bench, ids: readonly string[]): Promise<string> => {
  const tenant = `org${randomUUID().slice(0, 8)}`
  bench.clock.at = MONDAY
  const seed = seedOf(tenant)
  await bench.store.seed({ ...seed, tenant: { ...seed.tenant, admins: [...ids] } })
  return tenant
}

const proposingTests = (bench: () => Bench): void => {
  test('is seen by the two it is about, and opens nothing before the other one confirms', async () => {
    const { store, other } = bench()
    const tenant = await newTenant(bench())
    const next = supervisionOf(tenant, ['gus', 'eli'], { rhythm })
    await propose(store, 'gus', next)
    const kept = { ...next, proposedBy: 'gus' }
    for (const person of ['gus', 'eli']) {
      expect(await other.proposals(as(tenant, person))).toEqual([kept])
    }
    expect(await store.proposals(as(tenant, 'ana'))).toEqual([])
    expect(await store.relationships(as(tenant, 'gus'))).toEqual([])
    const action = { ...actionOf(tenant, 'a', 'x'), relationship: next.id }
    const early = store.transact(as(tenant, 'gus'), tx => tx.addAction(action))
    await expect(early).rejects.toMatchObject(notFound)
    for (const actor of ['gus', 'ana', 'nobody']) {
      await expect(confirm(store, tenant, actor, next.id)).rejects.toMatchObject(notFound)
    }
    const confirmed = await confirm(other, tenant, 'eli', next.id)
    expect(confirmed).toEqual({ ...kept, state: 'confirmed' })
    expect(await store.relationships(as(tenant, 'gus'))).toEqual([confirmed])
    expect(await store.proposals(as(tenant, 'gus'))).toEqual([])
    await expect(confirm(store, tenant, 'eli', next.id)).rejects.toMatchObject(notFound)
    await store.transact(as(tenant, 'gus'), tx => tx.addAction(action))
    expect(await store.actions(as(tenant, 'eli'))).toHaveLength(1)
  })

  test('begins on the day it is confirmed when that is later than was proposed', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await propose(store, 'gus', supervisionOf(tenant, ['gus', 'eli'], { from: '2026-12-01' }))
    await propose(store, 'gus', supervisionOf(tenant, ['gus', 'finn'], { from: '2026-11-01' }))
    expect((await confirm(store, tenant, 'eli', 'gus-eli')).from).toBe('2026-12-01')
    expect((await confirm(store, tenant, 'finn', 'gus-finn')).from).toBe(TODAY)
  })

  test('is proposed by one of its people or an admin, and by nobody for others', async () => {
    const { store } = bench()
    const tenant = await admins(bench(), ['cleo'])
    const next = supervisionOf(tenant, ['gus', 'eli'])
    for (const actor of ['dana', 'nobody']) {
      await expect(propose(store, actor, next)).rejects.toMatchObject(notFound)
    }
    await propose(store, 'cleo', next)
    await expect(confirm(store, tenant, 'cleo', next.id)).rejects.toMatchObject(notFound)
    expect((await confirm(store, tenant, 'gus', next.id)).state).toBe('confirmed')
    const mine = supervisionOf(tenant, ['cleo', 'finn'])
    await propose(store, 'cleo', mine)
    await expect(confirm(store, tenant, 'cleo', mine.id)).rejects.toMatchObject(notFound)
  })

  test('is refused when it is no supervision, or with somebody who is not there', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const good = supervisionOf(tenant, ['gus', 'eli'])
    const refused: readonly Relationship[] = [
      { ...good, kind: 'line' },
      { ...good, kind: 'coaching' },
      { ...good, until: '2026-01-01' },
      { ...good, parties: [...good.parties, { role: 'observer', person: 'ana' }] },
      { ...good, parties: good.parties.map(({ role }) => ({ role, person: 'gus' })) },
      coverOf(tenant, 'gus', { until: undefined }),
      coverOf(tenant, 'gus', { rhythm }),
    ]
    for (const each of refused) {
      await expect(propose(store, 'gus', each)).rejects.toMatchObject({ code: 'input-refused' })
    }
    const nobody = supervisionOf(tenant, ['gus', 'nobody'])
    await expect(propose(store, 'gus', nobody)).rejects.toMatchObject(notFound)
    const confirmed = { ...good, state: 'confirmed' as const }
    await expect(propose(store, 'gus', confirmed)).rejects.toMatchObject(notFound)
    await expect(propose(store, 'gus', { ...good, tenant: 'other' })).rejects.toMatchObject(
      notFound,
    )
  })

  test('of two people who have one already, or proposed it, is one too many', async () => {
    const { store, other } = bench()
    const tenant = await newTenant(bench())
    const conflict = { code: 'store-conflict' }
    const again = supervisionOf(tenant, ['ana', 'ben'])
    await expect(propose(store, 'ana', again)).rejects.toMatchObject(conflict)
    const both = await Promise.allSettled([
      propose(store, 'gus', supervisionOf(tenant, ['gus', 'eli'], { id: 'one' })),
      propose(other, 'eli', supervisionOf(tenant, ['gus', 'eli'], { id: 'two' })),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: conflict })
    expect(await store.proposals(as(tenant, 'gus'))).toHaveLength(1)
    await propose(store, 'ben', supervisionOf(tenant, ['ben', 'ana']))
  })

  test('may be declined by either, and may be proposed again', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const next = supervisionOf(tenant, ['gus', 'eli'])
    await propose(store, 'gus', next)
    const decline = (actor: string) =>
      store.transact(as(tenant, actor), tx => tx.decline(next.id, TODAY))
    await expect(decline('ana')).rejects.toMatchObject(notFound)
    await decline('eli')
    await expect(decline('eli')).rejects.toMatchObject(notFound)
    await expect(confirm(store, tenant, 'eli', next.id)).rejects.toMatchObject(notFound)
    expect(await store.proposals(as(tenant, 'gus'))).toEqual([])
    const { relationships } = await store.exportTenant(tenant)
    const declined = relationships.find(({ id }) => id === next.id)
    expect(declined).toMatchObject({ state: 'ended', until: '2026-11-15' })
    await propose(store, 'eli', { ...next, id: 'second' })
    const pair = store.transact(as(tenant, 'ben'), tx => tx.decline('pair', TODAY))
    await expect(pair).rejects.toMatchObject(notFound)
  })
}

const rhythmTests = (bench: () => Bench): void => {
  test('is set by the two who meet, and by nobody else', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const set = (actor: string, id = 'pair') =>
      store.transact(as(tenant, actor), tx => tx.setRhythm(id, rhythm))
    for (const actor of ['cleo', 'gus', 'eli']) {
      await expect(set(actor)).rejects.toMatchObject(notFound)
    }
    await expect(set('ana', 'line')).rejects.toMatchObject(notFound)
    await expect(set('eli', 'triad')).rejects.toMatchObject(notFound)
    await set('ben')
    expect(await store.relationships(as(tenant, 'ben'))).toMatchObject([{ id: 'pair', rhythm }])
    await store.transact(as(tenant, 'ana'), tx => tx.endRelationship('pair', TODAY))
    await expect(set('ben')).rejects.toMatchObject(notFound)
  })
}

const coverTests = (bench: () => Bench): void => {
  test('is arranged by the supervisor, their manager or an admin, and taken on by whoever covers', async () => {
    const { store } = bench()
    for (const actor of ['ana', 'cleo', 'finn', 'ben']) {
      const tenant = await admins(bench(), ['finn'])
      await propose(store, actor, coverOf(tenant))
      for (const other of ['ana', 'cleo', 'finn', 'ben', 'gus']) {
        await expect(confirm(store, tenant, other, 'dana-ben')).rejects.toMatchObject(notFound)
      }
      const confirmed = await confirm(store, tenant, 'dana', 'dana-ben')
      expect(confirmed).toMatchObject({ state: 'confirmed', covers: 'pair', until: '2026-11-30' })
    }
  })

  test('is not for people who have no part in the supervision to arrange, nor for one’s own sake', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    for (const actor of ['gus', 'eli']) {
      await expect(propose(store, actor, coverOf(tenant))).rejects.toMatchObject(notFound)
    }
    await propose(store, 'dana', coverOf(tenant))
    await expect(confirm(store, tenant, 'dana', 'dana-ben')).rejects.toMatchObject(notFound)
    expect(await confirm(store, tenant, 'ben', 'dana-ben')).toMatchObject({ state: 'confirmed' })
    expect(await store.relationships(as(tenant, 'dana'))).toHaveLength(2)
    clock.at = Date.UTC(2026, 11, 1)
    expect(await store.relationships(as(tenant, 'dana'))).toHaveLength(1)
  })

  test('covers a supervision of the same worker that goes on', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    const wrong = [
      coverOf(tenant, 'dana', { covers: 'none' }),
      coverOf(tenant, 'dana', { covers: 'triad' }),
      supervisionOf(tenant, ['dana', 'eli'], { covers: 'pair', until: '2026-11-30' }),
      coverOf(tenant, 'ana'),
    ]
    for (const each of wrong) {
      const attempt = propose(store, each.parties[0]?.person ?? '', each)
      await expect(attempt).rejects.toMatchObject(notFound)
    }
    await propose(store, 'ana', coverOf(tenant))
    await store.transact(as(tenant, 'ana'), tx => tx.endRelationship('pair', '2026-11-15'))
    await expect(confirm(store, tenant, 'dana', 'dana-ben')).rejects.toMatchObject(notFound)
  })

  test('that was not taken on before its last day was over is no longer offered', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await propose(store, 'ana', coverOf(tenant))
    const late = confirm(store, tenant, 'dana', 'dana-ben', '2026-12-01')
    await expect(late).rejects.toMatchObject(notFound)
  })
}

const followTests = (bench: () => Bench): void => {
  const follow = (tenant: string, from = TODAY) =>
    supervisionOf(tenant, ['dana', 'ben'], { follows: 'pair', from })

  const share = (store: Store, tenant: string) =>
    store.transact(as(tenant, 'ana'), async tx => {
      await tx.addAction(actionOf(tenant, 'a', 'Call'))
      await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'shared')]))
    })

  const seen = async (store: Store, tenant: string, person: string) => {
    const scope = as(tenant, person)
    return [(await store.records(scope)).length, (await store.actions(scope)).length]
  }

  test('is accepted by the worker, ends the one before, and leaves its supervisor thirty days', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await propose(store, 'ana', follow(tenant))
    await expect(confirm(store, tenant, 'dana', 'dana-ben')).rejects.toMatchObject(notFound)
    await confirm(store, tenant, 'ben', 'dana-ben')
    const ids = (await store.relationships(as(tenant, 'ben'))).map(({ id }) => id)
    expect(ids).toEqual(['dana-ben'])
    const { relationships } = await store.exportTenant(tenant)
    const before = relationships.find(({ id }) => id === 'pair')
    expect(before).toMatchObject({ state: 'ended', until: '2026-11-15' })
    expect(await seen(store, tenant, 'dana')).toEqual([0, 0])
    expect(await seen(store, tenant, 'ana')).toEqual([1, 1])
    clock.at = MONDAY + 31 * DAY
    expect(await seen(store, tenant, 'ana')).toEqual([0, 0])
    expect(await seen(store, tenant, 'ben')).toEqual([1, 1])
  })

  test('that begins later lets the two before go on until its eve, and reads no longer for that', async () => {
    const { store, clock } = bench()
    const tenant = await newTenant(bench())
    await share(store, tenant)
    await propose(store, 'dana', follow(tenant, '2026-12-01'))
    await confirm(store, tenant, 'ben', 'dana-ben')
    clock.at = Date.UTC(2026, 10, 30, 12)
    const last = { ...actionOf(tenant, 'last', 'x') }
    await store.transact(as(tenant, 'ana'), tx => tx.addAction(last))
    expect(await seen(store, tenant, 'ana')).toEqual([1, 2])
    clock.at = Date.UTC(2026, 11, 1, 12)
    const late = store.transact(as(tenant, 'ana'), tx =>
      tx.addAction({ ...last, id: 'after the last' }),
    )
    await expect(late).rejects.toMatchObject(notFound)
    clock.at = Date.UTC(2026, 11, 30, 12)
    expect(await seen(store, tenant, 'ana')).toEqual([1, 2])
    clock.at = Date.UTC(2026, 11, 31, 12)
    expect(await seen(store, tenant, 'ana')).toEqual([0, 0])
    expect(await seen(store, tenant, 'ben')).toEqual([1, 2])
  })

  test('proposed by the worker is for the new supervisor to accept', async () => {
    const { store } = bench()
    const tenant = await newTenant(bench())
    await propose(store, 'ben', follow(tenant))
    await expect(confirm(store, tenant, 'ben', 'dana-ben')).rejects.toMatchObject(notFound)
    await confirm(store, tenant, 'dana', 'dana-ben')
    expect(await store.relationships(as(tenant, 'ana'))).toMatchObject([{ id: 'line' }])
  })
}

export const proposingSuite = (bench: () => Bench): void => {
  describe('a supervision that is proposed', () => proposingTests(bench))
  describe('how often two people meet', () => rhythmTests(bench))
  describe('a cover', () => coverTests(bench))
  describe('a supervision that follows another', () => followTests(bench))
}
