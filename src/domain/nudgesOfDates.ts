import { sayDate } from '../core/time.ts'
import { daysFrom, plusDays, workdaysBefore } from './days.ts'
import type { NudgeId, Occurrence } from './nudge.ts'
import type { Obligation } from './obligation.ts'
import { reasonFor } from './reason.ts'
import { canAct, isBooked, priorities, rested, type Sight, seeking } from './sight.ts'
import type { PairWorld } from './world.ts'

/** What a nudge about one obligation has in common. */
const about = (
  sight: Sight,
  nudge: NudgeId,
  pair: PairWorld,
  obligation: Obligation,
  more: Pick<Occurrence, 'id' | 'from' | 'until'> & {
    readonly relationship: string
    readonly refs: Occurrence['refs']
  },
): Occurrence => ({
  nudge,
  as: pair.as,
  subject: `${nudge}:${pair.relationship.id}`,
  priority: priorities[nudge],
  because: reasonFor(obligation, pair, sight.day),
  ...more,
  refs: { obligation: obligation.id, rule: obligation.rule, date: obligation.dueOn, ...more.refs },
})

/** A yearly talk takes place inside a session that is booked anyway, so a booked one does not answer it. */
const YEARLY = 'performance'

export interface Asked {
  readonly obligation: Obligation
  readonly meets: 'session' | 'performance'
}

/** Days between two nudges about the same date [D]. */
const WEEKLY = 7
const YEARLY_GAP = 21
/** So shortly before the day nobody is asked again: the day after it, the next nudge has other words [D]. */
const NEARLY_DUE_DAYS = 3
const AFTER_TELLING = 14
const MONTHLY = 28

/** N-01: due soon and nothing booked, to the worker and whoever leads. */
export const findATime = (
  sight: Sight,
  pair: PairWorld,
  { obligation, meets }: Asked,
): readonly Occurrence[] => {
  const { day } = sight
  const { soonOn, dueOn, state } = obligation
  const where = canAct(sight, pair)
  if (where === undefined || state !== 'open' || day < soonOn || day > dueOn) return []
  // On the day on which two people set this up they have just talked about it.
  if (day === pair.relationship.rhythm?.trackFrom) return []
  const yearly = meets === YEARLY
  if (!yearly && (isBooked(pair, day) || seeking(pair, day) !== undefined)) return []
  const subject = `N-01:${pair.relationship.id}`
  if (!rested(sight, 'N-01', subject, yearly ? YEARLY_GAP : WEEKLY)) return []
  const last = sight.telling.last(subject)
  if (last !== undefined && last >= soonOn && plusDays(day, NEARLY_DUE_DAYS) > dueOn) return []
  const refs: Occurrence['refs'] = yearly ? { variant: YEARLY } : {}
  const id = `N-01:${obligation.id}:${day}`
  return [
    about(sight, 'N-01', pair, obligation, {
      id,
      relationship: where,
      refs,
      from: soonOn,
      until: dueOn,
    }),
  ]
}

/** Working days before the manager reads the dates, in which both are told that they will [D]. */
const NEAR_DAYS = 5

const nearOrTold = (
  { day, closed, world }: Sight,
  { reviewer }: PairWorld,
  { escalateOn, escalatedAt }: Obligation,
): 'told' | 'near' | undefined => {
  if (reviewer === undefined || escalateOn === undefined) return undefined
  if (escalatedAt !== undefined) return 'told'
  const { days } = world.person.works
  return day >= workdaysBefore({ days, closed }, escalateOn, NEAR_DAYS) ? 'near' : undefined
}

/** N-08 to the manager above: dates only, once, then monthly. */
const toReviewer = (
  sight: Sight,
  pair: PairWorld,
  obligation: Obligation,
): readonly Occurrence[] => {
  const { day } = sight
  const { escalateOn, state, since } = obligation
  if (state !== 'open' || escalateOn === undefined || day < escalateOn) return []
  if (isBooked(pair, day)) return []
  const { id: relationship } = pair.relationship
  if (!rested(sight, 'N-08', `N-08:${relationship}`, MONTHLY)) return []
  const id = `N-08:${obligation.id}:${day}`
  const refs = { last: since }
  const until = plusDays(day, MONTHLY)
  return [
    about(sight, 'N-08', pair, obligation, { id, relationship, refs, from: escalateOn, until }),
  ]
}

/** N-08: late and nothing booked; to both, and told once that the manager has read the dates. */
export const earliestHonestDate = (
  sight: Sight,
  pair: PairWorld,
  { obligation, meets }: Asked,
): readonly Occurrence[] => {
  const { day, telling } = sight
  if (pair.as === 'reviewer') return toReviewer(sight, pair, obligation)
  const { dueOn, state, since, escalatedAt, escalateOn } = obligation
  const where = canAct(sight, pair)
  if (where === undefined || state !== 'open' || day <= dueOn) return []
  if (meets === 'session' && (isBooked(pair, day) || seeking(pair, day) !== undefined)) return []
  const variant = nearOrTold(sight, pair, obligation)
  const weeks = String(Math.max(1, Math.floor(daysFrom(since, day) / 7)))
  const news = `N-08:${obligation.id}:told:`
  const subject = `N-08:${pair.relationship.id}`
  const isNews = variant === 'told' && telling.count(news) === 0
  const gap = meets === YEARLY ? MONTHLY : escalatedAt === undefined ? WEEKLY : AFTER_TELLING
  if (!isNews && !rested(sight, 'N-08', subject, gap)) return []
  const words = meets === YEARLY ? YEARLY : isNews ? 'told' : variant === 'near' ? 'near' : ''
  const refs: Occurrence['refs'] = words === '' ? { weeks } : { weeks, variant: words }
  const reviewer: Occurrence['refs'] =
    pair.reviewer === undefined || variant === undefined
      ? {}
      : { manager: pair.reviewer, tell: escalateOn ?? '' }
  const id = isNews ? `${news}${day}` : `N-08:${obligation.id}:${day}`
  return [
    about(sight, 'N-08', pair, obligation, {
      id,
      relationship: where,
      refs: { ...refs, ...reviewer },
      from: plusDays(dueOn, 1),
      until: plusDays(day, gap - 1),
    }),
  ]
}

const MOST_ASKED = 5
/** Days after a move in which somebody is asked for the new date. */
const SEEKING_DAYS = 14

/** N-09: moved without a new date; to whoever moved it, from the next day on, daily, at most five times. */
export const newDate = (
  sight: Sight,
  pair: PairWorld,
  movedOn: (at: number) => string,
): readonly Occurrence[] => {
  const { world, day, telling } = sight
  const session = seeking(pair, day)
  const last = session?.moves?.at(-1)
  if (session === undefined || last?.by !== world.person.id) return []
  if (canAct(sight, pair) === undefined || pair.as === 'reviewer') return []
  const moved = movedOn(last.at)
  const until = plusDays(moved, SEEKING_DAYS)
  if (day <= moved || day > until) return []
  const beginning = `N-09:${session.id}:`
  const subject = `N-09:${pair.relationship.id}`
  if (telling.count(beginning) >= MOST_ASKED || !rested(sight, 'N-09', subject, 1)) return []
  return [
    {
      id: `${beginning}${day}`,
      nudge: 'N-09',
      as: pair.as,
      subject,
      relationship: session.relationship,
      refs: { session: session.id, date: last.from },
      from: plusDays(moved, 1),
      until,
      priority: priorities['N-09'],
      because: `C-28: ${sayDate(last.from, day)} was moved, and the new date is still to be found`,
    },
  ]
}
