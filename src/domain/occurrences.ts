import { type Closed, dateAt, sayDate } from '../core/time.ts'
import { isWorkdayOf, plusDays } from './days.ts'
import type { Occurrence } from './nudge.ts'
import { type Asked, earliestHonestDate, findATime, newDate } from './nudgesOfDates.ts'
import { agendaFor, howDidItGo, preparationFor } from './nudgesOfSessions.ts'
import { ownActions, readyToRead } from './nudgesOfThings.ts'
import { nextPhase, type PhaseChange } from './phases.ts'
import { awayOn } from './preference.ts'
import { ruleOf } from './programmes/index.ts'
import type { Rhythm } from './rhythm.ts'
import { canAct, priorities, type Sight, type Telling, tellingOf } from './sight.ts'
import type { PairWorld, World } from './world.ts'

type DayOf = (at: number) => string

const ANNOUNCED_DAYS = 7

/** A phase lasts for weeks, and a plan asks for every day of two of them. */
const phases = new WeakMap<Rhythm, { readonly from: string; readonly next?: PhaseChange }>()

const phaseAfter = (rhythm: Rhythm, day: string): PhaseChange | undefined => {
  const known = phases.get(rhythm)
  if (known !== undefined && day >= known.from && (known.next?.on ?? '9') > day) return known.next
  const next = nextPhase(rhythm, day)
  phases.set(rhythm, next === undefined ? { from: day } : { from: day, next })
  return next
}

/** N-29: a change of phase is announced a week before, to both, once. */
const phaseChange = (sight: Sight, pair: PairWorld): readonly Occurrence[] => {
  const { day, telling } = sight
  const { id, rhythm } = pair.relationship
  const where = canAct(sight, pair)
  const next = rhythm === undefined ? undefined : phaseAfter(rhythm, day)
  if (where === undefined || pair.as === 'reviewer' || next === undefined) return []
  const from = plusDays(next.on, -ANNOUNCED_DAYS)
  const told = `N-29:${id}:${next.on}`
  if (day < from || day >= next.on || telling.has(told)) return []
  return [
    {
      id: told,
      nudge: 'N-29',
      as: pair.as,
      subject: `N-29:${id}`,
      relationship: where,
      refs: { date: next.on, rule: next.rule.id },
      from,
      until: plusDays(next.on, -1),
      priority: priorities['N-29'],
      because: `${next.rule.id}: ${next.rule.says}, from ${sayDate(next.on, day)}`,
    },
  ]
}

const asked = (pair: PairWorld): readonly Asked[] =>
  pair.obligations
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map(obligation => ({
      obligation,
      meets: ruleOf(obligation.programme, obligation.rule)?.meets ?? 'session',
    }))

const ofPair = (sight: Sight, pair: PairWorld, dayOf: DayOf): readonly Occurrence[] => {
  const sessions = pair.sessions.flatMap(session => [
    ...agendaFor(sight, pair, session, dayOf),
    ...preparationFor(sight, pair, session, dayOf),
    ...howDidItGo(sight, pair, session),
  ])
  const dates = asked(pair).flatMap(each => [
    ...findATime(sight, pair, each),
    ...earliestHonestDate(sight, pair, each),
  ])
  return [...sessions, ...dates, ...newDate(sight, pair, dayOf), ...phaseChange(sight, pair)]
}

/** One of each subject: a supervision can be read as itself and by way of its cover. */
const onePerSubject = (all: readonly Occurrence[]): readonly Occurrence[] => {
  const seen = new Set<string>()
  return all.filter(({ subject, nudge, as }) => {
    const key = nudge === 'N-04' || nudge === 'N-05' ? `${subject}:${as}` : subject
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const isWelcome = ({ preference }: World, day: string, { nudge, subject }: Occurrence): boolean =>
  preference.fewer[nudge] !== 'off' && (preference.snoozed[subject] ?? '') <= day

const inOrder = (a: Occurrence, b: Occurrence): number =>
  a.priority - b.priority || (a.until < b.until ? -1 : a.until > b.until ? 1 : 0)

/** As `occurrencesOn`, for a planner that has told some in its mind. */
export const occurrencesGiven = (
  world: World,
  day: string,
  closed: Closed,
  telling: Telling,
): readonly Occurrence[] => {
  const sight: Sight = { world, day, closed, telling }
  const { zone } = world.person.works
  const dayOf: DayOf = at => dateAt(at, zone)
  const all = [
    ...world.pairs.flatMap(pair => ofPair(sight, pair, dayOf)),
    ...world.records.flatMap(record => readyToRead(sight, record, dayOf)),
    ...ownActions(sight),
  ]
  return onePerSubject(all.filter(each => isWelcome(world, day, each)).toSorted(inOrder))
}

/** Every nudge that is of use to this person on this local day and was not told often enough; the most pressing first. */
export const occurrencesOn = (world: World, day: string, closed: Closed): readonly Occurrence[] =>
  occurrencesGiven(world, day, closed, tellingOf(world.told))

/** Why nothing may go to this person on this day, in words without content. */
export const quietOn = ({ person, preference }: World, day: string, closed: Closed) => {
  if (person.left !== undefined && person.left <= day) return 'left'
  if (awayOn(preference, day) !== undefined) return 'away'
  if (preference.pausedUntil !== undefined && day < preference.pausedUntil) return 'paused'
  const why = closed(day)
  if (why !== undefined) return why
  const { days } = person.works
  return isWorkdayOf({ days, closed: () => undefined }, day) ? undefined : 'not a working day'
}
