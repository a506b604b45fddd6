import type { Address } from '../../src/core/turn.ts'
import type { Action, AgendaItem, Session } from '../../src/domain/action.ts'
import { officeHours, type Person, type Tenant } from '../../src/domain/people.ts'
import type { Row, Section, SupervisionRecord } from '../../src/domain/record.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import type { StoredRun } from '../../src/domain/run.ts'
import type { Scope, Seed } from '../../src/domain/store.ts'

/** 10:00 on Monday 16 November 2026, UTC. */
export const MONDAY = Date.UTC(2026, 10, 16, 10)

export const addressOf = (user: string, conversation = `dm-${user}`): Address => ({
  platform: 'web',
  installation: 'local',
  user,
  conversation,
})

const tenantOf = (id: string, demo: boolean): Tenant => ({
  id,
  name: `Organisation ${id}`,
  demo,
  offset: 0,
  zone: 'Europe/London',
  safetyContacts: [{ who: 'Duty desk', how: '01632 960001' }],
  stopWords: ['Elmwood'],
})

const personOf = (tenant: string, id: string): Person => ({
  id,
  tenant,
  name: `${id[0]?.toUpperCase()}${id.slice(1)} Ashby`,
  title: 'Social worker',
  works: officeHours,
})

const colleagues = ['ana', 'ben', 'cleo', 'dana', 'eli', 'finn', 'gus'] as const

/** Two people who meet, their manager, a coaching of three, and Gus who has to do with none of it. */
export const seedOf = (tenant: string, demo = false): Seed => {
  const base = { tenant, state: 'confirmed', from: '2026-01-05' } as const
  const relationships: readonly Relationship[] = [
    {
      ...base,
      id: 'pair',
      kind: 'supervision',
      parties: [
        { role: 'supervisor', person: 'ana' },
        { role: 'worker', person: 'ben' },
      ],
    },
    {
      ...base,
      id: 'line',
      kind: 'line',
      parties: [
        { role: 'supervisor', person: 'cleo' },
        { role: 'worker', person: 'ana' },
      ],
    },
    {
      ...base,
      id: 'triad',
      kind: 'coaching',
      parties: [
        { role: 'coach', person: 'dana' },
        { role: 'learner', person: 'eli' },
        { role: 'sponsor', person: 'finn' },
      ],
    },
  ]
  return {
    tenant: tenantOf(tenant, demo),
    people: colleagues.map(id => ({
      person: personOf(tenant, id),
      addresses: [addressOf(`${tenant}-${id}`)],
    })),
    relationships,
    sessions: [],
    records: [],
    stances: [],
    actions: [],
    agendaItems: [],
  }
}

export const as = (tenant: string, actor: string): Scope => ({ tenant, actor })

export const rowOf = (party: string, text: string): Row => ({
  key: 'mattered',
  party,
  scene: 'record',
  says: 'What mattered?',
  heading: 'What mattered',
  value: text,
  shown: [text],
})

export const sectionOf = (
  audience: Section['audience'],
  text: string,
  party = 'supervisor',
): Section => ({ audience, readers: [], rows: [rowOf(party, text)] })

export const recordOf = (
  tenant: string,
  id: string,
  sections: readonly Section[],
  changes: Partial<SupervisionRecord> = {},
): SupervisionRecord => ({
  id,
  tenant,
  kind: 'R04',
  version: 1,
  relationship: 'pair',
  run: `run-${id}`,
  dialog: { id: 'session', version: 1 },
  title: 'Supervision of 16 November',
  on: '2026-11-16',
  parties: [
    { role: 'supervisor', person: 'ana' },
    { role: 'worker', person: 'ben' },
  ],
  stances: ['supervisor', 'worker'],
  author: 'supervisor',
  state: 'shared',
  filedAt: MONDAY,
  opened: {},
  sections: [...sections],
  ...changes,
})

export const runOf = (
  tenant: string,
  id: string,
  changes: Partial<StoredRun> = {},
): Omit<StoredRun, 'rev'> => ({
  id,
  tenant,
  dialog: { id: 'session', version: 1 },
  relationship: 'pair',
  parties: [
    { role: 'supervisor', person: 'ana' },
    { role: 'worker', person: 'ben' },
  ],
  startedBy: 'ana',
  startedAt: MONDAY,
  state: 'open',
  scene: 'record',
  sceneOpenedAt: MONDAY,
  openFor: ['supervisor'],
  doneBy: [],
  leftBy: [],
  restsUntil: {},
  pockets: [],
  ...changes,
})

export const actionOf = (tenant: string, id: string, what: string): Action => ({
  id,
  tenant,
  relationship: 'pair',
  rev: 0,
  owner: 'ben',
  by: '2026-12-04',
  state: 'open',
  carried: 0,
  what,
})

export const agendaItemOf = (tenant: string, id: string, topic: string): AgendaItem => ({
  id,
  tenant,
  relationship: 'pair',
  rev: 0,
  raisedBy: 'ben',
  at: MONDAY,
  state: 'open',
  topic,
})

export const sessionOf = (tenant: string, id: string): Session => ({
  id,
  tenant,
  relationship: 'pair',
  rev: 0,
  on: '2026-11-30',
  state: 'planned',
})
