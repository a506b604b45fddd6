import { addDays, addWorkingDays, instantOf } from '../../../src/core/time.ts'
import type { Action, Session } from '../../../src/domain/action.ts'
import { reconcile } from '../../../src/domain/cadence.ts'
import type { Occurrence } from '../../../src/domain/nudge.ts'
import type { Obligation } from '../../../src/domain/obligation.ts'
import { type Absence, awayOn } from '../../../src/domain/preference.ts'
import { personAs, type Relationship } from '../../../src/domain/relationship.ts'
import type { PairWorld, Told, World } from '../../../src/domain/world.ts'
import { type Random, randomFrom } from '../../faults/random.ts'
import {
  everybody,
  FIRST_DAY,
  type Name,
  personOf,
  preferenceOf,
  reviewerOf,
  supervisions,
  tenant,
} from './team.ts'

interface SharedRecord {
  readonly id: string
  readonly relationship: string
  readonly filedAt: number
  answered: boolean
}

/** What is kept of one supervision; changed as the years pass. */
export interface Pair {
  readonly relationship: Relationship
  readonly worker: string
  readonly supervisor: string
  obligations: readonly Obligation[]
  sessions: Session[]
  readonly records: SharedRecord[]
  readonly actions: Action[]
  readonly prepared: Record<string, number>
}

export interface Life {
  readonly random: Random
  readonly pairs: readonly Pair[]
  readonly absences: Readonly<Record<Name, readonly Absence[]>>
  readonly told: Readonly<Record<Name, Told[]>>
  readonly bundles: Readonly<Record<Name, { day: string; number: 1 | 2 }[]>>
  /** What others did and somebody heard of, by person. */
  readonly notices: Record<string, number>
}

const WEEKDAYS = [1, 2, 3, 4, 5]
export const at = (day: string, time: string): number => instantOf(day, time, 'Europe/London')
export const workingDaysAfter = (day: string, count: number): string =>
  addWorkingDays(day, count, WEEKDAYS)

const byName = <T>(make: (name: Name) => T): Record<Name, T> => ({
  dana: make('dana'),
  ada: make('ada'),
  omar: make('omar'),
  ben: make('ben'),
  finn: make('finn'),
  gwen: make('gwen'),
  pia: make('pia'),
  quin: make('quin'),
})

/** Two weeks away about every four months, and a few single days. */
const awayTimes = (random: Random, days: number): readonly Absence[] => {
  const all: Absence[] = []
  for (let day = 40 + random.below(60); day < days; day += 80 + random.below(70)) {
    const from = addDays(FIRST_DAY, day)
    all.push({ from, until: addDays(from, random.below(3) === 0 ? 1 : 13) })
  }
  return all
}

export const begin = (seed: number, days: number): Life => {
  const random = randomFrom(seed)
  const pairs = supervisions.map(relationship => ({
    relationship,
    worker: personAs(relationship, 'worker') ?? '',
    supervisor: personAs(relationship, 'supervisor') ?? '',
    obligations: [],
    sessions: [],
    records: [],
    actions: [],
    prepared: {},
  }))
  return {
    random,
    pairs,
    absences: byName(() => awayTimes(random, days)),
    told: byName(() => []),
    bundles: byName(() => []),
    notices: {},
  }
}

export const isAway = ({ absences }: Life, person: string, day: string): boolean =>
  everybody.some(
    name => name === person && awayOn({ absences: [...absences[name]] }, day) !== undefined,
  )

/** As the house does at each look. */
export const look = (life: Life, pair: Pair, day: string): void => {
  const rows = reconcile(
    {
      relationship: pair.relationship,
      obligations: pair.obligations,
      sessions: pair.sessions,
      absences: Object.entries(life.absences).find(([name]) => name === pair.worker)?.[1] ?? [],
      hasReviewer: reviewerOf(pair.supervisor) !== undefined,
      calendar: { days: WEEKDAYS },
    },
    day,
  )
  const byId = new Map(pair.obligations.map(row => [row.id, row]))
  for (const row of rows) byId.set(row.id, { ...row, rev: row.rev + 1 })
  pair.obligations = [...byId.values()].filter(
    ({ closedOn }) => closedOn === undefined || closedOn > addDays(day, -400),
  )
}

const pairWorld = (life: Life, pair: Pair, as: PairWorld['as']): PairWorld => {
  const reviewer = reviewerOf(pair.supervisor)
  return {
    relationship: pair.relationship,
    as,
    obligations: pair.obligations,
    sessions: pair.sessions,
    covers: [],
    away: Object.fromEntries(Object.entries(life.absences).map(([who, all]) => [who, [...all]])),
    ...(reviewer === undefined ? {} : { reviewer }),
    prepared: pair.prepared,
  }
}

const waiting = (name: Name, pairs: readonly Pair[]): World['records'] =>
  pairs.flatMap(({ records, worker, supervisor, relationship }) => {
    const waitsFor = worker === name ? 'me' : supervisor === name ? 'worker' : undefined
    if (waitsFor === undefined) return []
    return records
      .filter(({ answered }) => !answered)
      .map(({ id, filedAt }) => ({
        record: id,
        version: 1,
        relationship: relationship.id,
        kind: 'R04',
        filedAt,
        waitsFor,
      }))
  })

export const worldOf = (life: Life, name: Name): World => ({
  tenant,
  person: personOf(name),
  preference: preferenceOf(name, life.absences[name]),
  pairs: life.pairs.flatMap(pair => {
    if (pair.worker === name) return [pairWorld(life, pair, 'worker')]
    if (pair.supervisor === name) return [pairWorld(life, pair, 'supervisor')]
    return reviewerOf(pair.supervisor) === name ? [pairWorld(life, pair, 'reviewer')] : []
  }),
  actions: life.pairs.flatMap(({ actions }) =>
    actions.filter(({ owner, state }) => owner === name && state === 'open'),
  ),
  records: waiting(name, life.pairs),
  told: life.told[name],
  bundles: life.bundles[name],
})

/** True when the one who was asked could really do what it asks for, by the facts and not by the planner. */
export const couldAct = (life: Life, name: Name, day: string, each: Occurrence): boolean => {
  const pair = life.pairs.find(({ relationship }) => relationship.id === each.relationship)
  if (pair === undefined || isAway(life, name, day)) return false
  const isParty = pair.worker === name || pair.supervisor === name
  const planned = pair.sessions.filter(({ state }) => state === 'planned')
  const isYearly = each.refs.variant === 'performance'
  switch (each.nudge) {
    case 'N-01':
    case 'N-08':
      return isYearly || !planned.some(({ on }) => on >= day)
    case 'N-02':
    case 'N-03':
      return isParty && planned.some(({ id }) => id === each.refs.session)
    case 'N-04':
      return pair.supervisor === name && planned.some(({ id }) => id === each.refs.session)
    case 'N-05':
      return pair.records.some(({ id, answered }) => id === each.refs.record && !answered)
    case 'N-09':
      return !planned.some(({ on }) => on >= day)
    case 'N-13':
      return pair.actions.some(({ owner, state }) => owner === name && state === 'open')
    case 'N-29':
      return isParty
    default:
      return each.nudge satisfies never
  }
}
