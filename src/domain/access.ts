import type { Audience } from './circle.ts'
import type { Role } from './people.ts'
import type { Reader } from './record.ts'
import type { Relationship } from './relationship.ts'

/** Groups of kinds that are read, written and signed by the same people. */
export const columns = [
  'own notes',
  'pair',
  'pair and reviewer',
  'triad',
  'coach and learner',
  'evaluation',
  'group',
  'restricted',
  'counts',
] as const
export type Column = (typeof columns)[number]

/**
 * What a role may do: R read, W write, S take a stance; `own` only what one wrote oneself;
 * G reads with a grant and a reason from F-05, G2 with two approvers. Nothing = it looks like "not found".
 */
export type Cell =
  | ''
  | 'own'
  | 'R'
  | 'W'
  | 'S'
  | 'RW'
  | 'RS'
  | 'RWS'
  | 'R for 30 days'
  | 'R if present'
  | 'R themes'
  | 'G'
  | 'G2'

type Line = Readonly<Partial<Record<Column, Cell>>>
export type AccessRole =
  | Exclude<Role, 'hr' | 'observer'>
  | 'formerSupervisor'
  | 'hr'
  | 'operator'
  | 'otherTenant'

const author: Line = { 'own notes': 'own' }

/** Roles count on the record's own relationship only; one person may hold several. */
export const access: Readonly<Record<AccessRole, Line>> = {
  worker: {
    ...author,
    pair: 'RWS',
    'pair and reviewer': 'RWS',
    group: 'R if present',
    restricted: 'RWS',
  },
  supervisor: {
    ...author,
    pair: 'RWS',
    'pair and reviewer': 'RWS',
    group: 'R if present',
    restricted: 'RWS',
  },
  formerSupervisor: { ...author, pair: 'R for 30 days', 'pair and reviewer': 'R for 30 days' },
  reviewer: { pair: 'G', 'pair and reviewer': 'RS', group: 'S', restricted: 'G', counts: 'R' },
  senior: {
    pair: 'G2',
    'pair and reviewer': 'G2',
    triad: 'G2',
    group: 'G2',
    restricted: 'G2',
    counts: 'R',
  },
  coach: { ...author, triad: 'RWS', 'coach and learner': 'RW', evaluation: 'R' },
  learner: { ...author, triad: 'RWS', 'coach and learner': 'R', evaluation: 'W' },
  sponsor: { ...author, triad: 'RWS', evaluation: 'W' },
  coachLead: { ...author, evaluation: 'R themes' },
  facilitator: { ...author, group: 'RS' },
  signOff: { ...author, group: 'RS' },
  recorder: { ...author, group: 'RW' },
  guest: { group: 'R if present' },
  programmeAdmin: { counts: 'R' },
  hr: {},
  operator: {},
  otherTenant: {},
}

const columnOf: Readonly<Record<Audience, Column>> = {
  priv: 'own notes',
  named: 'own notes',
  pair: 'pair',
  pairAndReviewer: 'pair and reviewer',
  tri: 'triad',
  coachLearner: 'coach and learner',
  grp: 'group',
  restricted: 'restricted',
  case: 'own notes',
}

export const cell = (role: AccessRole, audience: Audience): Cell =>
  access[role][columnOf[audience]] ?? ''

const standing = new Set<Cell>(['R', 'RW', 'RS', 'RWS'])

/** Reads without asking anyone, for as long as the relationship lasts. */
export const mayRead = (role: AccessRole, audience: Audience): boolean =>
  standing.has(cell(role, audience))

export const mayWrite = (role: AccessRole, audience: Audience): boolean =>
  cell(role, audience).includes('W')

export const mayTakeStance = (role: AccessRole, audience: Audience): boolean =>
  cell(role, audience).includes('S')

/** The people who read a section of this audience now; `priv` and `case` are its author's alone. */
export const readersOf = (
  relationship: Relationship,
  audience: Audience,
  author: string,
): readonly Reader[] =>
  relationship.parties
    .filter(({ role, person }) =>
      columnOf[audience] === 'own notes'
        ? person === author
        : role !== 'observer' && mayRead(role, audience),
    )
    .map(({ role, person }) => ({ person, basis: role }))

/** How long a former supervisor may still read what the two shared (D45). */
export const FORMER_SUPERVISOR_DAYS = 30
