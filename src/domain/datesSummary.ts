import type { Move, Session } from './action.ts'
import { type Obligation, type Stage, stageOf } from './obligation.ts'
import type { NamedDates } from './peopleStore.ts'
import { personAs } from './relationship.ts'
import { earlier } from './span.ts'

/** A period and the day as at which it is looked at, ISO dates. */
export interface Period {
  readonly from: string
  readonly to: string
  readonly asAt: string
}

/** One date that a rule asked for, as it stood on a day. */
export interface DueDate {
  readonly obligation: Obligation
  readonly is: Stage | 'resting' | 'held' | 'held later' | 'not needed' | 'ended'
}

/** Dates of one supervision: never content. */
export interface PairDates {
  readonly relationship: string
  readonly worker: string
  readonly supervisor: string
  readonly held: readonly Session[]
  readonly next: Session | undefined
  readonly due: readonly DueDate[]
  readonly moves: readonly Move[]
}

/** Where an obligation stood on this day; undefined = it was not there yet. */
const standing = (obligation: Obligation, asAt: string): DueDate['is'] | undefined => {
  const { state, closedOn, since, pausedFrom } = obligation
  if (since > asAt) return undefined
  const closed = closedOn !== undefined && closedOn <= asAt
  if (closed && state === 'met') return 'held'
  if (closed && state === 'metLate') return 'held later'
  if (closed && state === 'waived') return 'not needed'
  if (closed && state === 'ended') return 'ended'
  if (pausedFrom !== undefined && pausedFrom <= asAt && state === 'paused') return 'resting'
  return stageOf(obligation, asAt)
}

const dueIn = (obligations: readonly Obligation[], { from, to, asAt }: Period) =>
  obligations
    .flatMap((obligation): readonly DueDate[] => {
      const is = standing(obligation, asAt)
      return is === undefined || is === 'ended' ? [] : [{ obligation, is }]
    })
    .filter(({ obligation, is }) =>
      ['held', 'held later', 'not needed'].includes(is)
        ? obligation.dueOn >= from && obligation.dueOn <= to
        : true,
    )
    .toSorted((a, b) => a.obligation.dueOn.localeCompare(b.obligation.dueOn))

/** What one supervision looks like from the reporting line. */
export const pairDates = (
  { relationship, obligations, sessions }: NamedDates,
  period: Period,
): PairDates => {
  const { from, to, asAt } = period
  const last = earlier(to, asAt)
  const byDay = sessions.toSorted((a, b) => a.on.localeCompare(b.on))
  return {
    relationship: relationship.id,
    worker: personAs(relationship, 'worker') ?? '',
    supervisor: personAs(relationship, 'supervisor') ?? '',
    held: byDay.filter(({ state, on }) => state === 'held' && on >= from && on <= last),
    next: byDay.find(({ state, on }) => state === 'planned' && on >= asAt),
    due: dueIn(obligations, period),
    moves: byDay
      .flatMap(({ moves = [] }) => moves)
      .filter(({ from: day }) => day >= from && day <= to),
  }
}

/** Sums over a whole reporting line. */
export const totals = (pairs: readonly PairDates[]) => {
  const due = pairs.flatMap(each => each.due)
  const count = (...states: readonly DueDate['is'][]): number =>
    due.filter(({ is }) => states.includes(is)).length
  return {
    pairs: pairs.length,
    held: pairs.reduce((sum, { held }) => sum + held.length, 0),
    moved: pairs.reduce((sum, { moves }) => sum + moves.length, 0),
    inTime: count('held'),
    later: count('held later'),
    waiting: count('late', 'overdue', 'escalated'),
    resting: count('resting'),
  }
}
