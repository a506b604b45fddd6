import { addDays, addWorkingDays, dateAt } from '../../core/time.ts'
import type { Action, AgendaItem, Session } from '../../domain/action.ts'
import { noPreference, type Preference } from '../../domain/preference.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Seed } from '../../domain/store.ts'
import {
  coachingAgreement,
  coachingPlan,
  supervisionAgreement,
  workingAgreement,
} from './agreements.ts'
import { agreedBy, type Example, exampleRecord } from './records.ts'
import {
  DEMO_TENANT,
  demoAddress,
  demoPeople,
  demoRelationships,
  demoTenant,
  NEWCOMER,
} from './team.ts'

const DAY_MS = 86_400_000
const WORKDAYS = [1, 2, 3, 4, 5]

const action = (
  id: string,
  owner: string,
  by: string,
  what: string,
  why: string,
  carried = 0,
): Action => ({
  id,
  tenant: DEMO_TENANT,
  relationship: 'ada-ben',
  rev: 0,
  owner,
  by,
  state: 'open',
  carried,
  what,
  why,
})

const actions = (today: string): readonly Action[] => [
  action(
    'a-clinic',
    'ben',
    addDays(today, -2),
    'Call the clinic about the waiting list',
    'so that we know by when to ask again',
  ),
  action(
    'a-training',
    'ben',
    addDays(today, 5),
    'Book the court skills training',
    'so that the next statement is easier',
    1,
  ),
  action(
    'a-cover',
    'ada',
    addDays(today, 3),
    'Ask Dana about cover in the holidays',
    'so that Ben can plan his leave',
  ),
]

const agendaItems = (now: number): readonly AgendaItem[] => {
  const item = { tenant: DEMO_TENANT, relationship: 'ada-ben', rev: 0, state: 'open' } as const
  return [
    {
      ...item,
      id: 'g-leave',
      raisedBy: 'ben',
      at: now - 3 * DAY_MS,
      topic: 'Leave over the holidays',
    },
    { ...item, id: 'g-court', raisedBy: 'ada', at: now - 2 * DAY_MS, topic: 'Writing for court' },
  ]
}

const sessions = (today: string): readonly Session[] => {
  const session = (
    id: string,
    relationship: string,
    on: string,
    state: Session['state'],
  ): Session => ({
    id,
    tenant: DEMO_TENANT,
    relationship,
    rev: 0,
    on,
    at: '14:00',
    state,
  })
  return [
    session('s-last', 'ada-ben', addDays(today, -28), 'held'),
    session('s-today', 'ada-ben', today, 'planned'),
    session('s-coaching', 'cleo-imran', addWorkingDays(today, 3, WORKDAYS), 'planned'),
  ]
}

const examples = (
  relationships: readonly Relationship[],
  on: string,
  at: number,
): readonly Example[] => {
  const find = (id: string): Relationship[] => relationships.filter(each => each.id === id)
  const pair = find('ada-ben').flatMap((relationship): Example[] => [
    {
      id: 'r01',
      kind: 'R01',
      relationship,
      audience: 'pair',
      dialog: 'working-agreement',
      author: 'supervisor',
      on,
      at,
      scenes: workingAgreement,
    },
    {
      id: 'r02',
      kind: 'R02',
      relationship,
      audience: 'pair',
      dialog: 'supervision-agreement',
      author: 'supervisor',
      on,
      at,
      scenes: supervisionAgreement,
    },
  ])
  const triad = find('cleo-imran').flatMap((relationship): Example[] => [
    {
      id: 'r03',
      kind: 'R03',
      relationship,
      audience: 'tri',
      dialog: 'coaching-agreement',
      author: 'coach',
      on,
      at,
      scenes: coachingAgreement,
    },
    {
      id: 'r14',
      kind: 'R14',
      relationship,
      audience: 'tri',
      dialog: 'coaching-plan',
      author: 'coach',
      on,
      at,
      scenes: coachingPlan,
    },
  ])
  return [...pair, ...triad]
}

/** They know Throughline already, all but one. */
const preferences = (now: number): readonly Preference[] =>
  demoPeople
    .filter(({ id }) => id !== NEWCOMER)
    .map(({ id }) => ({ ...noPreference(DEMO_TENANT, id), metAt: now - 120 * DAY_MS }))

/** The example team as it stands on its first day: agreements signed, three actions open, a session today. `now` is epoch ms. */
export const seedDemo = (now: number): Seed => {
  const today = dateAt(now, demoTenant.zone)
  const began = addDays(today, -120)
  const relationships = demoRelationships(began)
  const records = examples(relationships, began, now - 120 * DAY_MS).map(exampleRecord)
  return {
    tenant: demoTenant,
    people: demoPeople.map(person => ({ person, addresses: [demoAddress(person.id)] })),
    relationships,
    sessions: sessions(today),
    records,
    stances: records.flatMap(agreedBy),
    actions: actions(today),
    agendaItems: agendaItems(now),
    preferences: preferences(now),
  }
}
