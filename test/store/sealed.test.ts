import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import type { Pocket } from '../../src/domain/run.ts'
import type { Seed, Tx } from '../../src/domain/store.ts'
import {
  actionOf,
  addressOf,
  agendaItemOf,
  as,
  MONDAY,
  recordOf,
  runOf,
  sectionOf,
  seedOf,
  sessionOf,
} from './hearth.ts'
import { openedStore } from './openStore.ts'
import { rawDatabase, tablesWith } from './raw.ts'

const CANARY = 'canary-7f3a'
const opened = openedStore()
const raw = rawDatabase(opened.database)
const tenant = 'hearth'
const ana = as(tenant, 'ana')

const pocket: Pocket = {
  name: 'shared:restricted',
  owner: { kind: 'relationship', id: 'pair' },
  readers: ['ana', 'ben'],
  body: { [CANARY]: CANARY },
}

const canarySeed = (): Seed => {
  const { tenant: org, people, ...rest } = seedOf(tenant)
  return {
    ...rest,
    tenant: {
      ...org,
      name: CANARY,
      safetyContacts: [{ who: CANARY, how: CANARY }],
      stopWords: [CANARY],
    },
    people: people.map(({ person, addresses }) => ({
      addresses,
      person: { ...person, name: `${CANARY} ${person.id}`, title: CANARY },
    })),
    records: [recordOf(tenant, 'r0', [sectionOf('pair', CANARY)], { title: CANARY })],
    actions: [{ ...actionOf(tenant, 'a0', CANARY), why: CANARY, line: CANARY }],
    agendaItems: [agendaItemOf(tenant, 'i0', CANARY)],
    sessions: [sessionOf(tenant, 's0')],
    stances: [
      {
        ...{ id: 'st0', tenant, record: 'r0', version: 1, person: 'ben', role: 'worker' },
        ...{ kind: 'disagree with a comment', comment: CANARY, at: MONDAY },
      },
    ],
  }
}

const everyVerb = async (tx: Tx): Promise<void> => {
  const improvement = { id: `improvement-plan`, version: 1 }
  await tx.addRun(
    runOf(tenant, 'run', {
      dialog: improvement,
      scene: 'improvements',
      pockets: [
        pocket,
        { ...pocket, name: 'own:supervisor', owner: { kind: 'person', id: 'ana' } },
      ],
    }),
  )
  const run = await tx.run('run')
  if (run !== undefined) await tx.saveRun(run)
  const circles = [sectionOf('restricted', CANARY), sectionOf('priv', CANARY)]
  const plan = { kind: 'R12', dialog: improvement, title: CANARY } as const
  await tx.file(recordOf(tenant, 'plan', circles, plan))
  await tx.opened('plan', 1, MONDAY)
  const stance = { id: 'st', tenant, record: 'plan', version: 1, person: 'ana' } as const
  const said = { role: 'supervisor', kind: 'agree with a comment', comment: CANARY } as const
  await tx.takeStance({ ...stance, ...said, at: MONDAY })
  await tx.undoStance('plan', 1, MONDAY)
  await tx.addAction(actionOf(tenant, 'a', CANARY))
  await tx.saveAction({ ...actionOf(tenant, 'a', CANARY), line: CANARY })
  await tx.addAgendaItem(agendaItemOf(tenant, 'i', CANARY))
  await tx.addNote({ id: 'n', tenant, author: 'ana', at: MONDAY, text: CANARY })
  const refs = { run: 'run', dialog: 'improvement-plan' }
  const times = { dueAt: MONDAY, expiresAt: MONDAY + 1, reason: 'somebody just acted' }
  const notice = { kind: 'notice', what: 'improvement.opened', refs, ...times } as const
  await tx.deliver({ id: 'improvement.opened:run', tenant, person: 'ben', ...notice }, MONDAY)
  await tx.audit({ action: 'record.filed', object: 'plan', detail: { kind: 'R12' } })
  await tx.audit({ action: 'improvement.begun', object: 'run' })
}

describe('what people say', () => {
  test('is nowhere in the database or its log in the clear, nor what reveals by itself', async () => {
    const { store } = opened
    await store.seed(canarySeed())
    const who = { tenant, person: 'ana' }
    const { turns } = await store.accept(who, { id: 'e1', at: MONDAY, body: { text: CANARY } })
    await store.accept(who, { id: 'e2', at: MONDAY, body: { text: CANARY } })
    const address = addressOf('hearth-ana')
    const card = { summary: CANARY, blocks: [{ kind: 'text', text: CANARY }] } as const
    const replies = [
      { id: 'm', at: MONDAY, address, mine: CANARY },
      { id: 'c', at: MONDAY, address, card },
      { id: 'later', at: MONDAY, address, card },
    ]
    await store.settle(turns, { state: { draft: CANARY }, handled: ['e1'], replies })
    await store.confirmSent([{ ...who, replies: replies.slice(0, 2) }])
    await store.transact(ana, everyVerb)
    await store.claimDue(10, 1000)
    await store.sealAudit()

    // First that all of it is there, for those who may read it.
    const all = JSON.stringify(await store.exportTenant(tenant))
    expect(all.split(CANARY).length).toBeGreaterThan(30)
    const telling = [CANARY, 'improve', 'R12', 'restricted', 'disagree']
    expect(await tablesWith(raw, telling)).toEqual([])
    expect(await tablesWith(raw, ['somebody just acted'])).not.toEqual([])
  })

  test('is in no error, whatever goes wrong', async () => {
    const { store } = opened
    // What an edge that does not check might hand in.
    const odd = z.custom<never>().parse({ $ne: CANARY })
    const gus = as(tenant, 'gus')
    const attempts = [
      store.transact(ana, tx => tx.addAction(actionOf(tenant, 'a', CANARY))),
      store.transact(ana, tx => tx.addAction({ ...actionOf(tenant, 'b', CANARY), by: CANARY })),
      store.transact(ana, tx => tx.addAction({ ...actionOf(tenant, 'b', CANARY), state: odd })),
      store.transact(gus, tx => tx.addAction(actionOf(tenant, 'b', CANARY))),
      store.transact(ana, tx => tx.file(recordOf(tenant, 'plan', [sectionOf('pair', CANARY)]))),
      store.record(ana, odd),
      store.accept({ tenant: odd, person: 'ana' }, { id: CANARY, at: MONDAY, body: CANARY }),
      store.seed({ ...canarySeed(), tenant: { ...canarySeed().tenant, id: 'x', offset: odd } }),
    ]
    for (const attempt of await Promise.allSettled(attempts)) {
      if (attempt.status === 'fulfilled') throw new Error('each of them fails')
      const { message, hint, stack, cause } = attempt.reason
      expect([message, hint, stack, cause?.message, cause?.stack].join()).not.toContain(CANARY)
      expect(attempt.reason).toHaveProperty('code')
    }
  })
})
