import type { Action, Session } from '../../src/domain/action.ts'
import { plusDays } from '../../src/domain/days.ts'
import type { Obligation } from '../../src/domain/obligation.ts'
import { officeHours, type Person, type Tenant } from '../../src/domain/people.ts'
import type { Planned } from '../../src/domain/planning.ts'
import { noPreference, type Preference } from '../../src/domain/preference.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import type { PairWorld, World } from '../../src/domain/world.ts'

/** A Wednesday. */
export const TODAY = '2026-05-13'
export const NINE = Date.parse('2026-05-13T08:00:00Z')
export const DAY_MS = 86_400_000
export const open = (): undefined => undefined

export const tenant: Tenant = {
  id: 'hearth',
  name: 'Hearth',
  demo: true,
  offset: 0,
  zone: 'Europe/London',
  safetyContacts: [],
  stopWords: [],
}

export const personOf = (id: string, changes: Partial<Person> = {}): Person => ({
  id,
  tenant: 'hearth',
  name: `${id} Example`,
  title: '',
  works: officeHours,
  ...changes,
})

export const preferenceOf = (person: string, changes: Partial<Preference> = {}): Preference => ({
  ...noPreference('hearth', person),
  ...changes,
})

export const supervisionOf = (changes: Partial<Relationship> = {}): Relationship => ({
  id: 'ana-ben',
  tenant: 'hearth',
  kind: 'supervision',
  state: 'confirmed',
  from: '2026-01-05',
  parties: [
    { role: 'supervisor', person: 'ana' },
    { role: 'worker', person: 'ben' },
  ],
  ...changes,
})

/** A monthly one, due in `due` days from today. */
export const obligationOf = (due: number, changes: Partial<Obligation> = {}): Obligation => {
  const dueOn = plusDays(TODAY, due)
  const since = plusDays(dueOn, -30)
  return {
    id: `ana-ben:C-04:${since}`,
    tenant: 'hearth',
    relationship: 'ana-ben',
    rev: 1,
    person: 'ben',
    programme: 'uk-childrens-services',
    rule: 'C-04',
    since,
    soonOn: plusDays(dueOn, -7),
    dueOn,
    graceUntil: plusDays(dueOn, 7),
    escalateOn: plusDays(dueOn, 14),
    state: 'open',
    ...changes,
  }
}

export const sessionOf = (ahead: number, changes: Partial<Session> = {}): Session => ({
  id: `s${ahead}`,
  tenant: 'hearth',
  relationship: 'ana-ben',
  rev: 1,
  on: plusDays(TODAY, ahead),
  state: ahead < 0 ? 'held' : 'planned',
  ...changes,
})

export const actionOf = (
  ahead: number,
  changes: Partial<Action> = {},
): World['actions'][number] => ({
  id: `a${ahead}`,
  relationship: 'ana-ben',
  rev: 1,
  by: plusDays(TODAY, ahead),
  state: 'open',
  carried: 0,
  ...changes,
})

export const pairOf = (as: PairWorld['as'], changes: Partial<PairWorld> = {}): PairWorld => ({
  relationship: supervisionOf(),
  as,
  obligations: [],
  sessions: [],
  covers: [],
  away: {},
  prepared: {},
  ...changes,
})

const roles = { worker: 'ben', supervisor: 'ana', reviewer: 'mia' } as const

/** The world of Ben (worker), Ana (his supervisor) or Mia (her manager), with one supervision. */
export const worldOf = (
  as: PairWorld['as'],
  pair: Partial<PairWorld> = {},
  changes: Partial<World> = {},
): World => ({
  tenant,
  person: personOf(roles[as]),
  preference: preferenceOf(roles[as]),
  pairs: [pairOf(as, pair)],
  actions: [],
  records: [],
  told: [],
  bundles: [],
  ...changes,
})

/** The world after a bundle has gone. */
export const told = (world: World, { occurrences, day, number, at }: Planned): World => ({
  ...world,
  told: [
    ...world.told,
    ...occurrences.map(({ id, nudge, subject }) => ({ id, nudge, subject, at })),
  ],
  bundles: [...world.bundles, { day, number }],
})
