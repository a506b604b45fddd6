import type { Session } from './action.ts'
import type { Obligation } from './obligation.ts'
import { countAfter, longAbsences } from './pauses.ts'
import { type Calendar, type Counted, type Counting, countFrom } from './phases.ts'
import type { Absence } from './preference.ts'
import { ruleOf } from './programmes/index.ts'
import type { Profile, Rule } from './programmes/programme.ts'
import type { Relationship } from './relationship.ts'
import type { Rhythm } from './rhythm.ts'
import { earlier, later } from './span.ts'

/** All that decides which dates of one supervision exist. */
export interface CadenceFacts {
  readonly relationship: Relationship
  /** Open and paused ones, and those closed of late. */
  readonly obligations: readonly Obligation[]
  /** Its own and those of its covers. */
  readonly sessions: readonly Session[]
  /** The worker's own; the supervisor's changes nothing here. */
  readonly absences: readonly Absence[]
  /** Somebody reads the dates of a late one. */
  readonly hasReviewer: boolean
  /** The worker's working days, and what is closed for them. */
  readonly calendar: Calendar
  /** The rules, when they are not those that ship. */
  readonly profile?: Profile
}

/** One chain of obligations, each counted from the one before: rules that the same kind of session meets. */
interface Chain extends Counting {
  readonly facts: CadenceFacts
  readonly worker: string
  readonly rows: readonly Obligation[]
  /** Sessions that meet it, held by today, oldest first. */
  readonly held: readonly Session[]
  /** Nothing of it is settled yet: such an obligation is never told upwards (cold start). */
  readonly isFirst: boolean
}

/** What the two have agreed, as text: another text means another agreement. */
const agreementOf = ({ programme, profile, startedOn, trackFrom, lastHeld, everyDays }: Rhythm) =>
  [programme, profile, startedOn, trackFrom, lastHeld ?? '-', everyDays ?? '-'].join(' ')

export const goesOn = ({ state }: Obligation): boolean => state === 'open' || state === 'paused'

/** Met or waived: what the next one counts from. */
export const isSettled = ({ state }: Obligation): boolean =>
  state === 'met' || state === 'metLate' || state === 'waived'

const dated = (chain: Chain, since: string, counted: Counted): Obligation => {
  const { rule, escalateOn, ...days } = counted
  const { relationship, hasReviewer } = chain.facts
  return {
    id: `${relationship.id}:${rule.id}:${since}`,
    tenant: relationship.tenant,
    relationship: relationship.id,
    rev: 0,
    person: chain.worker,
    programme: chain.rhythm.programme,
    rule: rule.id,
    since,
    ...days,
    state: 'open',
    under: agreementOf(chain.rhythm),
    ...(escalateOn !== undefined && hasReviewer && !chain.isFirst && { escalateOn }),
  }
}

const fresh = (chain: Chain, since: string, notBefore = since): Obligation | undefined => {
  const counted = countFrom(since, chain, notBefore)
  return counted && dated(chain, since, counted)
}

/** The day the next one is counted from. */
const sinceWhen = ({ rhythm, meets, held, rows }: Chain): string => {
  const days = [
    ...held.map(({ on }) => on),
    ...(meets === 'session' && rhythm.lastHeld !== undefined ? [rhythm.lastHeld] : []),
    ...rows
      .filter(isSettled)
      .map(row => (row.state === 'waived' ? row.dueOn : (row.closedOn ?? row.dueOn))),
  ]
  return days.length > 0 ? days.reduce(later) : later(rhythm.trackFrom, rhythm.startedOn)
}

/** A first one is not due before tracking begins. */
const begin = (chain: Chain, notBefore = ''): Obligation | undefined => {
  const since = sinceWhen(chain)
  const earliest = chain.isFirst ? later(since, chain.rhythm.trackFrom) : since
  return fresh(chain, since, later(earliest, notBefore))
}

/** As it stands on this day: paused while its worker is away for long, counted anew once they are back. */
const standing = (chain: Chain, row: Obligation, day: string): Obligation => {
  const { facts, calendar } = chain
  let now = row
  for (const away of longAbsences(facts.absences, row.resumedOn ?? row.since, day, calendar)) {
    const { from, back } = away
    if (back === undefined || day < back) return { ...now, state: 'paused', pausedFrom: from }
    const counted = countAfter(now, from, back, chain)
    if (counted === undefined) continue
    const stillLate = counted.dueOn < back && now.escalatedAt !== undefined
    now = {
      ...dated(chain, now.since, counted),
      resumedOn: back,
      ...(stillLate && { escalatedAt: now.escalatedAt }),
    }
  }
  const { pausedFrom: _over, ...open } = now
  return { ...open, state: 'open' }
}

const met = ({ pausedFrom, ...row }: Obligation, session: Session): Obligation => ({
  ...row,
  state: session.on <= row.dueOn || (pausedFrom ?? session.on) <= row.dueOn ? 'met' : 'metLate',
  session: session.id,
  closedOn: session.on,
})

/** From this one on: each session held since meets it and begins the next. */
const onwards = (
  chain: Chain,
  row: Obligation | undefined,
  today: string,
): readonly Obligation[] => {
  if (row === undefined) return []
  const session = chain.held.find(({ on }) => on > row.since)
  if (session === undefined) return [standing(chain, row, today)]
  const next: Chain = { ...chain, isFirst: false }
  return [
    met(standing(chain, row, session.on), session),
    ...onwards(next, fresh(next, session.on), today),
  ]
}

/**
 * Another rhythm was agreed: the open one is counted anew. An agreement neither makes somebody late on the day it is
 * made nor undoes that they were.
 */
const agreedAnew = (chain: Chain, row: Obligation, today: string): Obligation | undefined => {
  const anew = begin(chain, earlier(today, row.dueOn))
  const told = anew?.dueOn === row.dueOn && row.escalatedAt !== undefined
  return anew && { ...anew, ...(told && { escalatedAt: row.escalatedAt }) }
}

/** The rows of a chain as they stand today, from the one that goes on. */
export const rowsOf = (chain: Chain, today: string): readonly Obligation[] => {
  const [current] = chain.rows.filter(goesOn).toSorted((a, b) => (a.since > b.since ? -1 : 1))
  if (current === undefined) return onwards(chain, begin(chain), today)
  const isMet = chain.held.some(({ on }) => on > current.since)
  const isSame = (current.under ?? agreementOf(chain.rhythm)) === agreementOf(chain.rhythm)
  return onwards(chain, isMet || isSame ? current : agreedAnew(chain, current, today), today)
}

/** The chain a kept obligation belongs to, also when its rule is another profile's. */
const meetsOf = ({ programme, rule }: Obligation, { rules }: Profile): Rule['meets'] =>
  (rules.find(({ id }) => id === rule) ?? ruleOf(programme, rule))?.meets ?? 'session'

export const chainOf = (
  facts: CadenceFacts,
  agreed: Omit<Counting, 'meets'> & Pick<Chain, 'worker'>,
  meets: Rule['meets'],
  today: string,
): Chain => {
  const rows = facts.obligations.filter(row => meetsOf(row, agreed.profile) === meets)
  const held = facts.sessions
    .filter(({ state, on, performance }) => {
      const counts = meets === 'session' || performance === true
      return counts && state === 'held' && on <= today
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return { ...agreed, facts, meets, rows, held, isFirst: !rows.some(isSettled) }
}
