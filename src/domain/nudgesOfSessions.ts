import { sayDate } from '../core/time.ts'
import type { Session } from './action.ts'
import { daysFrom, plusDays, type Workdays, workdaysBefore } from './days.ts'
import type { NudgeId, Occurrence } from './nudge.ts'
import { awayOn } from './preference.ts'
import { personAs } from './relationship.ts'
import { leftOut, priorities, type Sight, workerOf } from './sight.ts'
import type { PairWorld } from './world.ts'

/** [D] Where nobody said when a session begins, and how long one is. */
const USUAL_START = '14:00'
const USUAL_MINUTES = 90
/** N-04 comes two hours after the end. */
const LATER_MINUTES = 120

const workdaysOf = ({ world, closed }: Sight): Workdays => ({
  days: world.person.works.days,
  closed,
})

/** The one who leads this very session: the supervisor, or the cover it belongs to. */
const leaderOf = (pair: PairWorld, session: Session): string | undefined => {
  const cover = pair.covers.find(({ id }) => id === session.relationship)
  return personAs(cover ?? pair.relationship, 'supervisor')
}

const isParty = ({ world }: Sight, pair: PairWorld, session: Session): boolean => {
  const me = world.person.id
  if (pair.as === 'worker') return workerOf(pair) === me
  return pair.as === 'supervisor' && leaderOf(pair, session) === me
}

/** Both are there on the day, so far as anybody knows. */
const takesPlace = (pair: PairWorld, session: Session): boolean =>
  [workerOf(pair), leaderOf(pair, session) ?? ''].every(
    person => awayOn({ absences: pair.away[person] ?? [] }, session.on) === undefined,
  )

const held = (pair: PairWorld): readonly Session[] =>
  pair.sessions.filter(({ state }) => state === 'held')

const about = (
  nudge: NudgeId,
  pair: PairWorld,
  session: Session,
  more: Pick<Occurrence, 'id' | 'from' | 'until' | 'because'> & Pick<Partial<Occurrence>, 'after'>,
): Occurrence => ({
  nudge,
  as: pair.as,
  subject: `${nudge}:${session.relationship}`,
  relationship: session.relationship,
  refs: {
    session: session.id,
    date: session.on,
    ...(session.at === undefined ? {} : { time: session.at }),
  },
  priority: priorities[nudge],
  ...more,
})

const because = (sight: Sight, session: Session): string =>
  `a session is planned for ${sayDate(session.on, sight.day)}`

/** Sessions nearer to each other than this get one prompt, N-03, not two [D]. */
const OFTEN_DAYS = 10

const isOften = (pair: PairWorld, session: Session): boolean =>
  pair.sessions.some(
    ({ state, on }) => state === 'held' && on < session.on && daysFrom(on, session.on) < OFTEN_DAYS,
  )

/** N-02: three working days before → the worker; whoever has put something on the agenda since last time is not asked. */
export const agendaFor = (
  sight: Sight,
  pair: PairWorld,
  session: Session,
  dayOf: (at: number) => string,
): readonly Occurrence[] => {
  const { world, day, telling } = sight
  if (pair.as !== 'worker' || session.state !== 'planned' || session.on <= day) return []
  if (!isParty(sight, pair, session) || !takesPlace(pair, session)) return []
  const workdays = workdaysOf(sight)
  const from = workdaysBefore(workdays, session.on, 3)
  const eve = workdaysBefore(workdays, session.on, 1)
  const id = `N-02:${session.id}:${session.on}`
  if (day < from || day >= eve || isOften(pair, session) || telling.has(id)) return []
  const last = held(pair).findLast(({ on }) => on < session.on)?.on ?? ''
  const prepared =
    world.person.id in pair.prepared ? dayOf(pair.prepared[world.person.id] ?? 0) : ''
  if (prepared !== '' && prepared >= last) return []
  if (leftOut(sight, 'N-02', held(pair).length)) return []
  const until = plusDays(eve, -1)
  return [about('N-02', pair, session, { id, from, until, because: because(sight, session) })]
}

/**
 * N-03: the working day before → each by themselves. It is the one reminder of N-02: whoever has prepared since then is
 * left in peace, and no day has both.
 */
export const preparationFor = (
  sight: Sight,
  pair: PairWorld,
  session: Session,
  dayOf: (at: number) => string,
): readonly Occurrence[] => {
  const { world, day, telling } = sight
  if (pair.as === 'reviewer' || session.state !== 'planned' || session.on <= day) return []
  if (!isParty(sight, pair, session) || !takesPlace(pair, session)) return []
  const workdays = workdaysOf(sight)
  const from = workdaysBefore(workdays, session.on, 1)
  const id = `N-03:${session.id}:${session.on}`
  if (day < from || telling.has(id)) return []
  const at = pair.prepared[world.person.id]
  if (at !== undefined && dayOf(at) >= workdaysBefore(workdays, session.on, 3)) return []
  if (leftOut(sight, 'N-03', held(pair).length)) return []
  const until = plusDays(session.on, -1)
  return [about('N-03', pair, session, { id, from, until, because: because(sight, session) })]
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const clock = (at: number): string =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`

const TRIES = 2
/** Between the two tries [D]. */
const TRY_AGAIN_DAYS = 2
/** After that long nobody remembers enough to write it down [D]. */
const STALE_DAYS = 14
/** For whoever says “Later today” [D]. */
export const AFTERNOON = '15:00'

/** N-04: two hours after the end, nothing recorded → whoever led it; two tries. */
export const howDidItGo = (
  sight: Sight,
  pair: PairWorld,
  session: Session,
): readonly Occurrence[] => {
  const { world, day, telling } = sight
  const { works } = world.person
  const from = session.on
  const until = plusDays(from, STALE_DAYS)
  if (pair.as !== 'supervisor' || session.state !== 'planned' || day < from || day > until)
    return []
  if (!isParty(sight, pair, session)) return []
  if (held(pair).some(({ on }) => on >= from)) return []
  const beginning = `N-04:${session.id}:`
  const tries = telling.count(beginning)
  const subject = `N-04:${session.relationship}`
  if (tries >= TRIES || leftOut(sight, 'N-04', held(pair).length)) return []
  const askedFor = world.preference.snoozed[subject] === day
  const last = telling.last(subject)
  if (tries > 0 && !askedFor && last !== undefined && plusDays(last, TRY_AGAIN_DAYS) > day)
    return []
  if (askedFor && last === day && AFTERNOON >= works.to) return []
  const ends = minutes(session.at ?? USUAL_START) + USUAL_MINUTES + LATER_MINUTES
  const earliest = askedFor && last === day ? AFTERNOON : day === from ? clock(ends) : undefined
  // Past midnight there is no such time, and after work it waits for the next morning.
  if (earliest !== undefined && (ends >= 24 * 60 || earliest >= works.to)) return []
  const after = earliest === undefined || earliest <= works.from ? {} : { after: earliest }
  return [
    about('N-04', pair, session, {
      id: `${beginning}${tries + 1}:${day}`,
      from: day,
      until,
      because: `a session was planned for ${sayDate(from, day)}, and nothing is recorded yet`,
      ...after,
    }),
  ]
}
