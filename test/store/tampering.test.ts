import { describe, expect, test } from 'vitest'

import type { MongoStore } from '../../src/store/index.ts'
import { newTenant } from './contract/bench.ts'
import { actionOf, addressOf, as, MONDAY, recordOf, runOf, sectionOf } from './hearth.ts'
import { openedStore } from './openStore.ts'
import { type Raw, rawDatabase } from './raw.ts'

const opened = openedStore()
const { table } = rawDatabase(opened.database)

const pocketOf = (person: string, role: string) => ({
  name: `own:${role}`,
  owner: { kind: 'person' as const, id: person },
  readers: [person],
  body: `${person} only`,
})

/** Two of everything, so that one can be put in the place of the other. */
const fill = async (store: MongoStore, tenant: string): Promise<void> => {
  for (const person of ['ana', 'ben']) {
    const who = { tenant, person }
    await store.accept(who, { id: 'e1', at: MONDAY, body: person })
    const { turns } = await store.accept(who, { id: 'e2', at: MONDAY, body: person })
    const reply = { id: 'r', at: MONDAY, address: addressOf('here'), mine: person }
    const later = { ...reply, id: 'later' }
    await store.settle(turns, { state: person, handled: ['e1'], replies: [reply, later] })
    await store.confirmSent([{ ...who, replies: [reply] }])
  }
  await store.transact(as(tenant, 'ana'), async tx => {
    await tx.addAction(actionOf(tenant, 'a1', 'one'))
    await tx.addAction(actionOf(tenant, 'a2', 'two'))
    const pockets = [pocketOf('ana', 'supervisor'), pocketOf('ben', 'worker')]
    await tx.addRun(runOf(tenant, 'r', { pockets }))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'first')]))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'second')], { version: 2 }))
    const stance = { tenant, record: 'rec', version: 2, person: 'ana', role: 'supervisor' } as const
    await tx.takeStance({ ...stance, id: 's1', kind: 'agree', at: MONDAY })
    await tx.takeStance({ ...stance, id: 's2', kind: 'seen', at: MONDAY })
    await tx.addNote({ id: 'n1', tenant, author: 'ana', at: MONDAY, text: 'one' })
    await tx.addNote({ id: 'n2', tenant, author: 'ana', at: MONDAY, text: 'two' })
  })
}

type Fields = Readonly<Record<string, unknown>>

const edit = async (raw: Raw, _id: string, fields: Fields): Promise<void> => {
  const { matchedCount } = await raw.updateOne({ _id }, { $set: fields })
  expect(matchedCount).toBe(1)
}

/** Puts these fields of one document into another. */
const copy = async (raw: Raw, from: string, to: string, ...names: readonly string[]) => {
  const found = await raw.findOne({ _id: from })
  if (found === null) throw new Error('there is one to copy from')
  await edit(raw, to, Object.fromEntries(names.map(name => [name, found[name]])))
}

interface Edit {
  readonly what: string
  edit(tenant: string): Promise<unknown>
  read(store: MongoStore, tenant: string): Promise<unknown>
}

const readRecord = (person: string) => (store: MongoStore, tenant: string) =>
  store.record(as(tenant, person), 'rec')

const gusReads = { readers: [{ person: 'gus', basis: 'worker' }] }

const edits: readonly Edit[] = [
  {
    what: 'a record whose text is that of its draft',
    edit: t => copy(table('records'), `${t}/rec/1`, `${t}/rec/2`, 'sections'),
    read: readRecord('ben'),
  },
  {
    what: 'a signed record in the place of the next one',
    edit: t =>
      copy(table('records'), `${t}/rec/1`, `${t}/rec/2`, 'sections', 'sealed', 'signed', 'mac'),
    read: readRecord('ben'),
  },
  {
    what: 'a reader written into a record',
    edit: t =>
      edit(table('records'), `${t}/rec/2`, { ...gusReads, 'sections.0.readers': gusReads.readers }),
    read: readRecord('gus'),
  },
  {
    what: 'a circle made wider',
    edit: t => edit(table('records'), `${t}/rec/2`, { 'sections.0.audience': 'pairAndReviewer' }),
    read: readRecord('ben'),
  },
  {
    what: 'a superseded version put back',
    edit: t => edit(table('records'), `${t}/rec/1`, { state: 'shared' }),
    read: (store, t) => store.record(as(t, 'ben'), 'rec', 1),
  },
  {
    what: 'an opening struck out',
    edit: t => edit(table('records'), `${t}/rec/2`, { opened: { ben: 1 } }),
    read: readRecord('ana'),
  },
  {
    what: 'an action with the words of another',
    edit: t => copy(table('actions'), `${t}/a1`, `${t}/a2`, 'sealed'),
    read: (store, t) => store.actions(as(t, 'ana')),
  },
  {
    what: 'an action marked as done',
    edit: t => edit(table('actions'), `${t}/a1`, { state: 'done' }),
    read: (store, t) => store.actions(as(t, 'ana')),
  },
  {
    what: 'an action opened to somebody else',
    edit: t => edit(table('actions'), `${t}/a1`, gusReads),
    read: (store, t) => store.actions(as(t, 'gus')),
  },
  {
    what: 'answers put into the other person’s pocket',
    edit: async t => {
      const run = await table('runs').findOne({ _id: `${t}/r` })
      await edit(table('runs'), `${t}/r`, { 'pockets.1.sealed': run?.pockets[0].sealed })
    },
    read: (store, t) => store.run(as(t, 'ben'), 'r'),
  },
  {
    what: 'a pocket opened to somebody else',
    edit: t => edit(table('runs'), `${t}/r`, { 'pockets.0.readers': ['ben'] }),
    read: (store, t) => store.run(as(t, 'ben'), 'r'),
  },
  {
    what: 'a stance in the place of another',
    edit: t => copy(table('stances'), `${t}/s1`, `${t}/s2`, 'sealed', 'mac'),
    read: (store, t) => store.stances(as(t, 'ben'), 'rec'),
  },
  {
    what: 'a stance undone behind a person’s back',
    edit: t => edit(table('stances'), `${t}/s1`, { undoneAt: MONDAY }),
    read: (store, t) => store.stances(as(t, 'ben'), 'rec'),
  },
  {
    what: 'a note given to another author',
    edit: t => edit(table('notes'), `${t}/n1`, { author: 'ben', readers: [{ person: 'ben' }] }),
    read: (store, t) => store.notes(as(t, 'ben')),
  },
  {
    what: 'a note in the place of another',
    edit: t => copy(table('notes'), `${t}/n1`, `${t}/n2`, 'sealed', 'mac'),
    read: (store, t) => store.notes(as(t, 'ana')),
  },
  {
    what: 'a relationship with another party',
    edit: t => edit(table('relationships'), `${t}/pair`, { 'parties.1.person': 'gus' }),
    read: (store, t) => store.relationships(as(t, 'gus')),
  },
  {
    what: 'the turn of one person put into another’s',
    edit: t => copy(table('turns'), `${t}/ana`, `${t}/ben`, 'state'),
    read: (store, t) => store.turns({ tenant: t, person: 'ben' }),
  },
  {
    what: 'a turn set back',
    edit: t => edit(table('turns'), `${t}/ana`, { rev: 0 }),
    read: (store, t) => store.turns({ tenant: t, person: 'ana' }),
  },
  {
    what: 'an event under another id',
    edit: t => edit(table('turns'), `${t}/ana`, { 'accepted.0.id': 'e3' }),
    read: (store, t) => store.accept({ tenant: t, person: 'ana' }, { id: 'e2', at: 1, body: 1 }),
  },
  {
    what: 'a line of somebody else’s conversation',
    edit: t => copy(table('said'), `${t}/ana/r`, `${t}/ben/r`, 'sealed'),
    read: (store, t) => store.conversation(as(t, 'ben'), addressOf('here'), 9),
  },
  {
    what: 'a person under another name',
    edit: t => copy(table('people'), `${t}/ana`, `${t}/ben`, 'sealed'),
    read: (store, t) => store.people(as(t, 'ana')),
  },
  {
    what: 'an organisation made a demo',
    edit: t => edit(table('tenants'), t, { demo: true }),
    read: (store, t) => store.tenant(t),
  },
  {
    what: 'a document cut short',
    edit: t => table('actions').updateOne({ _id: `${t}/a1` }, { $unset: { owner: 1 } }),
    read: (store, t) => store.actions(as(t, 'ana')),
  },
]

describe('somebody who changes the database is noticed', () => {
  for (const { what, edit, read } of edits) {
    test(what, async () => {
      const { store, clock } = opened
      const tenant = await newTenant({ store, other: store, clock })
      await fill(store, tenant)
      await edit(tenant)
      await expect(read(store, tenant)).rejects.toMatchObject({ code: 'tampered' })
    })
  }

  test('a key put in the place of another', async () => {
    const tenant = await newTenant({
      store: opened.store,
      other: opened.store,
      clock: opened.clock,
    })
    await fill(opened.store, tenant)
    await copy(table('rings'), `${tenant}/person/ben`, `${tenant}/person/ana`, 'wrapped', 'keyId')
    const restarted = await opened.open()
    const reading = restarted.notes(as(tenant, 'ana'))
    await expect(reading).rejects.toMatchObject({ code: 'tampered' })

    const { store, clock } = opened
    expect(await store.notes(as(tenant, 'ana'))).not.toEqual([])
    clock.at += 61_000
    const later = store.notes(as(tenant, 'ana'))
    await expect(later).rejects.toMatchObject({ code: 'tampered' })
  })

  test('a document of a newer version is left to newer instances', async () => {
    const { store, clock } = opened
    const tenant = await newTenant({ store, other: store, clock })
    await fill(store, tenant)
    await table('actions').updateMany({ tenant }, { $set: { schemaVersion: 2, shape: 'other' } })
    const reading = store.actions(as(tenant, 'ana'))
    await expect(reading).rejects.toMatchObject({ code: 'newer-data' })
  })
})
