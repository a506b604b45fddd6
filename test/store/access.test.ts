import { beforeAll, describe, expect, test } from 'vitest'

import { type AccessRole, access, cell } from '../../src/domain/access.ts'
import { officeHours, type Role, roles } from '../../src/domain/people.ts'
import type { RecordKind, Section, SupervisionRecord } from '../../src/domain/record.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import type { Stance } from '../../src/domain/stance.ts'
import type { Scope, Tx } from '../../src/domain/store.ts'
import {
  actionOf,
  agendaItemOf,
  as,
  MONDAY,
  recordOf,
  sectionOf,
  seedOf,
  sessionOf,
} from './hearth.ts'
import { openedStore } from './openStore.ts'

type Circle = Section['audience']

/** The kinds that exist, and who reads their sections. */
const kinds: Readonly<Record<RecordKind, readonly Circle[]>> = {
  R01: ['pair'],
  R02: ['pair'],
  R03: ['tri'],
  R04: ['pair'],
  R11: ['pair'],
  R12: ['restricted'],
  R14: ['tri'],
  R15: ['tri', 'coachLearner'],
}

const tenant = 'hearth'
const opened = openedStore()
const everyRole = Object.keys(access).filter((role): role is AccessRole => role in access)
const isRole = (role: string): role is Role => roles.some(each => each === role)

/** The role that somebody has on a relationship of their own for this test; a former supervisor's has ended. */
const roleOn = (role: AccessRole): Role | undefined =>
  role === 'formerSupervisor' ? 'supervisor' : isRole(role) ? role : undefined

const isCoaching = (kind: RecordKind) => kinds[kind].includes('tri')
const relationshipOf = (role: AccessRole, kind: RecordKind) =>
  `${isCoaching(kind) ? 'coaching' : 'supervision'}-${role}`
const personOf = (role: AccessRole) => `some-${role}`

/** Two or three people and this one, in this role. */
const relationshipsFor = (role: AccessRole): readonly Relationship[] => {
  const mine = roleOn(role)
  const me = mine === undefined ? [] : [{ role: mine, person: personOf(role) }]
  const ended = role === 'formerSupervisor'
  const base = {
    tenant,
    from: '2026-01-05',
    state: ended ? 'ended' : 'confirmed',
    ...(ended && { until: '2026-11-15' }),
  } as const
  const pair: Relationship['parties'] = [
    { role: 'supervisor', person: 'ana' },
    { role: 'worker', person: 'ben' },
  ]
  const triad: Relationship['parties'] = [
    { role: 'coach', person: 'dana' },
    { role: 'learner', person: 'eli' },
    { role: 'sponsor', person: 'finn' },
  ]
  return [
    { ...base, id: `supervision-${role}`, kind: 'supervision', parties: [...pair, ...me] },
    { ...base, id: `coaching-${role}`, kind: 'coaching', parties: [...triad, ...me] },
  ]
}

const recordFor = (role: AccessRole, kind: RecordKind): SupervisionRecord => {
  const mine = roleOn(role)
  const relationship = relationshipOf(role, kind)
  const parties = relationshipsFor(role).find(({ id }) => id === relationship)?.parties ?? []
  const first = parties[0]?.role ?? 'supervisor'
  return recordOf(
    tenant,
    `${kind}-${role}`,
    kinds[kind].map(circle => sectionOf(circle, circle)),
    {
      kind,
      relationship,
      parties: [...parties],
      author: first,
      stances: [first, ...(mine === undefined ? [] : [mine])],
    },
  )
}

const recordKinds = Object.keys(kinds).filter((kind): kind is RecordKind => kind in kinds)

beforeAll(async () => {
  const seed = seedOf(tenant)
  const one = seed.people[0]
  if (one === undefined) throw new Error('there are people')
  const more = everyRole.map(role => ({
    person: { ...one.person, id: personOf(role), works: officeHours },
    addresses: [],
  }))
  await opened.store.seed({
    ...seed,
    people: [...seed.people, ...more],
    relationships: everyRole.flatMap(relationshipsFor),
    records: everyRole.flatMap(role => recordKinds.map(kind => recordFor(role, kind))),
    actions: everyRole.map(role => ({
      ...actionOf(tenant, `a-${role}`, 'x'),
      relationship: `supervision-${role}`,
    })),
    agendaItems: everyRole.map(role => ({
      ...agendaItemOf(tenant, `i-${role}`, 'x'),
      relationship: `supervision-${role}`,
    })),
    sessions: everyRole.map(role => ({
      ...sessionOf(tenant, `s-${role}`),
      relationship: `coaching-${role}`,
    })),
  })
  await opened.store.seed(seedOf('elsewhere'))
})

const scopeOf = (role: AccessRole): Scope =>
  role === 'otherTenant' ? as('elsewhere', 'ana') : as(tenant, personOf(role))

/** True when the cell lets them read today, without asking anyone. */
const reads = (role: AccessRole, circle: Circle): boolean =>
  ['R', 'RW', 'RS', 'RWS', 'R for 30 days'].includes(cell(role, circle))
const writes = (role: AccessRole, circle: Circle): boolean => cell(role, circle).includes('W')
const signs = (role: AccessRole, circle: Circle): boolean => cell(role, circle).includes('S')

const done = async (scope: Scope, work: (tx: Tx) => Promise<unknown>): Promise<boolean> => {
  try {
    return (await opened.store.transact(scope, work)) !== false
  } catch (error) {
    expect(error).toMatchObject({ code: 'not-found' })
    return false
  }
}

describe.each(everyRole)('somebody who is %s here', role => {
  const scope = scopeOf(role)

  test('reads of every record what the table says, by guessed id too', async () => {
    const { store } = opened
    const all = await store.records(scope)
    expect(all.every(({ id }) => id.endsWith(`-${role}`))).toBe(true)
    for (const kind of recordKinds) {
      const id = `${kind}-${role}`
      const expected = kinds[kind].filter(circle => reads(role, circle))
      const [filtered] = await store.records(scope, { kind })
      const byId = [await store.record(scope, id), await store.record(scope, id, 1)]
      for (const each of [all.find(each => each.id === id), filtered, ...byId]) {
        const circles = each?.sections.map(({ audience }) => audience) ?? []
        expect([kind, ...circles]).toEqual([kind, ...expected])
      }
    }
  })

  test('writes records only where the table says so', async () => {
    const mine = roleOn(role)
    const parties = mine === undefined ? [] : [{ role: mine, person: personOf(role) }]
    for (const kind of recordKinds) {
      const changes = { id: `new-${kind}-${role}`, parties, author: mine ?? 'supervisor' }
      const record = { ...recordFor(role, kind), ...changes }
      const may = kinds[kind].every(circle => writes(role, circle))
      expect([kind, await done(scope, tx => tx.file(record))]).toEqual([kind, may])
    }
  })

  test('signs records only where the table says so', async () => {
    for (const kind of recordKinds) {
      const stance: Stance = {
        ...{ id: `st-${kind}-${role}`, tenant, record: `${kind}-${role}`, version: 1 },
        ...{ person: scope.actor, role: roleOn(role) ?? 'supervisor', at: MONDAY },
        kind: 'agree',
      }
      const may = kinds[kind].some(circle => reads(role, circle) && signs(role, circle))
      expect([kind, await done(scope, tx => tx.takeStance(stance))]).toEqual([kind, may])
    }
  })

  test('shares actions (R08) and agenda (R10) of a pair as its records', async () => {
    const { store } = opened
    const expected = reads(role, 'pair') ? 1 : 0
    expect(await store.actions(scope)).toHaveLength(expected)
    expect(await store.agendaItems(scope, `supervision-${role}`)).toHaveLength(expected)
    expect(await store.sessions(scope)).toHaveLength(reads(role, 'tri') ? 1 : 0)
    const relationship = `supervision-${role}`
    const action = { ...actionOf(tenant, `new-${role}`, 'x'), relationship }
    const saved = { ...actionOf(tenant, `a-${role}`, 'changed'), relationship }
    expect(await done(scope, tx => tx.addAction(action))).toBe(writes(role, 'pair'))
    expect(await done(scope, tx => tx.saveAction(saved))).toBe(writes(role, 'pair'))
  })

  test('keeps notes (R09) that nobody else reads', async () => {
    const { store } = opened
    const me = as(tenant, personOf(role))
    const note = { id: `n-${role}`, tenant, author: me.actor, at: MONDAY, text: 'mine' }
    await store.transact(me, tx => tx.addNote(note))
    expect(await store.notes(me)).toEqual([note])
    for (const other of everyRole.filter(each => each !== role)) {
      expect((await store.notes(scopeOf(other))).some(({ id }) => id === note.id)).toBe(false)
    }
  })
})

test('somebody who was supervisor reads for thirty days, and not a day longer', async () => {
  const { store, clock } = opened
  const scope = scopeOf('formerSupervisor')
  clock.at = Date.UTC(2026, 11, 15)
  expect(await store.records(scope)).not.toEqual([])
  clock.at = Date.UTC(2026, 11, 17)
  expect(await store.records(scope)).toEqual([])
  expect(await store.actions(scope)).toEqual([])
})
