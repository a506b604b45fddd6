import type { Session } from '../../src/domain/action.ts'
import { reconcile } from '../../src/domain/cadence.ts'
import type { CadenceFacts } from '../../src/domain/chain.ts'
import type { Obligation } from '../../src/domain/obligation.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import type { Rhythm } from '../../src/domain/rhythm.ts'

export const weekdays = [1, 2, 3, 4, 5] as const

export const rhythmOf = (profile: string, more: Partial<Rhythm> = {}): Rhythm => ({
  programme: profile === 'supportWorker' ? 'uk-outreach-support' : 'uk-childrens-services',
  profile,
  startedOn: '2026-01-05',
  trackFrom: '2026-01-05',
  ...more,
})

export const pair = (rhythm: Rhythm, more: Partial<Relationship> = {}): Relationship => ({
  id: 'ada-ben',
  tenant: 't',
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: 'ada' },
    { role: 'worker', person: 'ben' },
  ],
  state: 'confirmed',
  from: '2026-01-05',
  rhythm,
  ...more,
})

export const held = (on: string, more: Partial<Session> = {}): Session => ({
  id: `s-${on}`,
  tenant: 't',
  relationship: 'ada-ben',
  rev: 1,
  on,
  state: 'held',
  ...more,
})

export const factsOf = (rhythm: Rhythm, more: Partial<CadenceFacts> = {}): CadenceFacts => ({
  relationship: pair(rhythm),
  obligations: [],
  sessions: [],
  absences: [],
  hasReviewer: true,
  calendar: { days: weekdays },
  ...more,
})

/** What is kept after these rows were written, as a store does it: by id, each with its next revision. */
export const write = (
  kept: readonly Obligation[],
  rows: readonly Obligation[],
): readonly Obligation[] => {
  const byId = new Map(kept.map(row => [row.id, row]))
  for (const row of rows) {
    if ((byId.get(row.id)?.rev ?? 0) !== row.rev) throw new Error(`${row.id} moved`)
    byId.set(row.id, { ...row, rev: row.rev + 1 })
  }
  return [...byId.values()]
}

/** What is kept once it was looked at on this day. */
export const look = (facts: CadenceFacts, today: string): readonly Obligation[] =>
  write(facts.obligations, reconcile(facts, today))

export const goingOn = (rows: readonly Obligation[]): readonly Obligation[] =>
  rows.filter(({ state }) => state === 'open' || state === 'paused')

/** The only one that goes on. */
export const theOne = (rows: readonly Obligation[]): Obligation => {
  const [one, another] = goingOn(rows)
  if (one === undefined || another !== undefined)
    throw new Error(`${goingOn(rows).length} obligations go on`)
  return one
}
