import { beforeAll, describe, expect, test } from 'vitest'

import { noPreference } from '../../../src/domain/preference.ts'
import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Scope, Store, Tx } from '../../../src/domain/store.ts'
import {
  actionOf,
  addressOf,
  agendaItemOf,
  as,
  MONDAY,
  recordOf,
  runOf,
  sectionOf,
  sessionOf,
} from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'
import { bundleOf, obligationOf } from './time.ts'

/** Ana stands in with Finn's learner; it is theirs to say. */
const proposalOf = (tenant: string): Relationship => ({
  id: 'offer',
  tenant,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: 'ana' },
    { role: 'worker', person: 'finn' },
  ],
  state: 'proposed',
  from: '2026-11-16',
})

const rhythm = {
  programme: 'uk-childrens-services',
  profile: 'asye',
  startedOn: '2026-09-01',
  trackFrom: '2026-11-16',
} as const

const fill = (store: Store, tenant: string) =>
  store.transact(as(tenant, 'ana'), async tx => {
    await tx.addRun(runOf(tenant, 'r'))
    await tx.addAction(actionOf(tenant, 'a', 'secret'))
    await tx.addAgendaItem(agendaItemOf(tenant, 'i', 'secret'))
    await tx.addSession(sessionOf(tenant, 's'))
    await tx.addNote({ id: 'n', tenant, author: 'ana', at: MONDAY, text: 'secret' })
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'secret')]))
    const stance = { id: 'st', tenant, record: 'rec', version: 1, at: MONDAY } as const
    await tx.takeStance({ ...stance, person: 'ana', role: 'supervisor', kind: 'agree' })
    await tx.savePreference({ ...noPreference(tenant, 'ana'), wanted: ['N-11'] })
    await tx.propose(proposalOf(tenant))
  })

/** What the house does by the clock: a date that is due, and a bundle that did not plainly arrive. */
const settle = async (store: Store, tenant: string): Promise<void> => {
  const obligations = [obligationOf(tenant)]
  const looked = { tenant, person: 'ben', obligations, bundle: bundleOf(tenant) }
  const claims = await store.settleLooks([looked], 60_000)
  const outcome = { state: 'unknown' } as const
  await store.finishDeliveries(claims.map(claim => ({ claim, outcome })))
}

/** Every read of the port, by guessed id where it takes one. */
const reads: Readonly<Record<string, (store: Store, scope: Scope) => Promise<unknown>>> = {
  run: (store, scope) => store.run(scope, 'r'),
  openRuns: (store, scope) => store.openRuns(scope),
  runsUnderWay: (store, scope) => store.runsUnderWay(scope),
  records: (store, scope) => store.records(scope),
  'records of the relationship': (store, scope) => store.records(scope, { relationship: 'pair' }),
  record: (store, scope) => store.record(scope, 'rec'),
  'record by version': (store, scope) => store.record(scope, 'rec', 1),
  stances: (store, scope) => store.stances(scope, 'rec'),
  actions: (store, scope) => store.actions(scope, 'pair'),
  agendaItems: (store, scope) => store.agendaItems(scope, 'pair'),
  sessions: (store, scope) => store.sessions(scope, 'pair'),
  'sessions of a transaction': (store, scope) => store.transact(scope, tx => tx.sessions('pair')),
  notes: (store, scope) => store.notes(scope),
  obligations: (store, scope) => store.obligations(scope),
  'obligations of the relationship': (store, scope) => store.obligations(scope, 'pair'),
  troubled: (store, scope) => store.troubled(scope, 10),
  deliveries: (store, scope) => store.deliveries(scope),
  readings: (store, scope) => store.readings(scope),
  exportPerson: async (store, scope) => {
    const all = await store.exportPerson(scope).catch(error => error.code)
    if (all === 'not-found') return []
    const { records, stances, actions, agendaItems, sessions, obligations, notes } = all
    return [records, stances, actions, agendaItems, sessions, obligations, notes].flat()
  },
  proposals: (store, scope) => store.proposals(scope),
  preference: async (store, scope) => (await store.preference(scope)).wanted,
  conversation: (store, scope) => store.conversation(scope, addressOf('ana'), 10),
}

/** Every write, with forged data of the right shape: refused, or without effect. */
const writes: Readonly<
  Record<string, (tx: Tx, tenant: string, actor: string) => Promise<unknown>>
> = {
  settle: (tx, tenant) =>
    tx.settle(
      { tenant, person: 'ben', rev: 0, state: undefined, accepted: [] },
      { state: 'forged', handled: [], replies: [] },
    ),
  run: tx => tx.run('r'),
  addRun: (tx, tenant) => tx.addRun(runOf(tenant, 'forged')),
  saveRun: (tx, tenant) => tx.saveRun({ ...runOf(tenant, 'r'), rev: 0, state: 'ended' }),
  record: tx => tx.record('rec'),
  file: (tx, tenant) =>
    tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'forged')], { version: 2 })),
  recall: tx => tx.recall('rec', 1),
  opened: tx => tx.opened('rec', 1, MONDAY),
  takeStance: (tx, tenant, person) =>
    tx.takeStance({
      ...{ id: 'forged', tenant, record: 'rec', version: 1, person },
      ...{ role: 'worker', kind: 'agree', at: MONDAY },
    }),
  undoStance: tx => tx.undoStance('rec', 1, MONDAY),
  addAction: (tx, tenant) => tx.addAction(actionOf(tenant, 'forged', 'x')),
  saveAction: (tx, tenant) => tx.saveAction(actionOf(tenant, 'a', 'forged')),
  saveAgendaItem: (tx, tenant) => tx.saveAgendaItem(agendaItemOf(tenant, 'i', 'forged')),
  saveSession: (tx, tenant) => tx.saveSession(sessionOf(tenant, 's')),
  addNote: (tx, tenant) =>
    tx.addNote({ id: 'forged', tenant, author: 'ana', at: MONDAY, text: 'x' }),
  saveObligation: (tx, tenant) => tx.saveObligation({ ...obligationOf(tenant), rev: 1 }),
  lookAt: tx => tx.lookAt(['ana', 'ben']),
  endRelationship: tx => tx.endRelationship('pair', '2026-11-16'),
  savePreference: (tx, tenant) => tx.savePreference(noPreference(tenant, 'ana')),
  propose: (tx, tenant) => tx.propose({ ...proposalOf(tenant), id: 'forged' }),
  confirm: tx => tx.confirm('offer', '2026-11-16'),
  decline: tx => tx.decline('offer', '2026-11-16'),
  lend: tx => tx.lend('pair'),
  handOver: tx => tx.handOver('pair', 'triad', ['rec']),
  setRhythm: tx => tx.setRhythm('pair', rhythm),
}

const nothing: readonly unknown[] = [undefined, false]

export const strangerSuite = (bench: () => Bench): void => {
  describe('somebody who has no part in it', () => {
    let tenant: string
    let elsewhere: string
    // One world for all of them: each proves that it left everything as it was.
    beforeAll(async () => {
      tenant = await newTenant(bench())
      elsewhere = await newTenant(bench())
      await fill(bench().store, tenant)
      await settle(bench().store, tenant)
    })

    for (const [name, read] of Object.entries(reads)) {
      test(`gets nothing from ${name}`, async () => {
        const { store } = bench()
        const strangers = [as(tenant, 'gus'), as(tenant, 'cleo'), as(tenant, 'eli')]
        const outsiders = [as(elsewhere, 'ana'), as(elsewhere, 'ben'), as(tenant, '')]
        for (const scope of [...strangers, ...outsiders]) {
          expect((await read(store, scope)) ?? []).toEqual([])
        }
      })
    }

    test('has no delivery tried again', async () => {
      const { store } = bench()
      const before = await store.exportTenant(tenant)
      for (const scope of [as(tenant, 'gus'), as(tenant, 'ben'), as(elsewhere, 'ana')]) {
        expect(await store.retryDelivery(scope, bundleOf(tenant).id)).toBe(false)
      }
      expect(await store.exportTenant(tenant)).toEqual(before)
    })

    for (const [name, write] of Object.entries(writes)) {
      test(`changes nothing by ${name}`, async () => {
        const { store } = bench()
        const before = await store.exportTenant(tenant)
        const scopes = [as(tenant, 'gus'), as(tenant, 'cleo'), as(elsewhere, 'ana')]
        for (const scope of scopes) {
          const outcome = await store
            .transact(scope, tx => write(tx, tenant, scope.actor))
            .catch(error => error.code)
          expect([...nothing, 'not-found', 'store-conflict']).toContain(outcome)
        }
        expect(await store.exportTenant(tenant)).toEqual(before)
      })
    }
  })
}
