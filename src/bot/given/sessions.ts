import { addDays, addWorkingDays, daysBetween, instantOf } from '../../core/time.ts'
import type { Session } from '../../domain/action.ts'
import { awayOn } from '../../domain/preference.ts'
import { closedFor } from '../calendar.ts'
import type { Read, Reading } from './reading.ts'

/** Dates of these people: which one comes, which one moves, which days would suit both. */

const sessionsOf = ({ ctx, relationship }: Reading): Promise<readonly Session[]> =>
  ctx.house.store.sessions(ctx.scope, relationship.id)

/** Moved, and its new date is still to be found. */
export const isToFollow = ({ state, moves }: Session): boolean =>
  state === 'moved' && moves?.at(-1)?.to === undefined

const mayMove = (each: Session): boolean => each.state === 'planned' || isToFollow(each)

/** Days after which a date that passed unrecorded is no longer the one somebody means. */
const JUST_PASSED = 7

/** The one to move: named, or without a date, or just passed and not recorded, or the next one. */
export const toMove = async (reading: Reading): Promise<Session | undefined> => {
  const { today } = reading.ctx.moment
  const all = (await sessionsOf(reading))
    .filter(mayMove)
    .toSorted((a, b) => a.on.localeCompare(b.on))
  if (reading.about !== undefined) return all.find(({ id }) => id === reading.about)
  return (
    all.find(isToFollow) ??
    all.findLast(({ on }) => on < today && daysBetween(on, today) <= JUST_PASSED) ??
    all.find(({ on }) => on >= today) ??
    all.at(-1)
  )
}

/** `session.next`: the day of the one to move, ISO. */
export const nextSession = async (reading: Reading): Promise<Read> =>
  (await toMove(reading))?.on ?? ''

/** `session.coming`: the day of the next planned one from today on, ISO. */
export const comingSession = async (reading: Reading): Promise<Read> =>
  (await sessionsOf(reading))
    .filter(({ state, on }) => state === 'planned' && on >= reading.ctx.moment.today)
    .map(({ on }) => on)
    .toSorted()[0] ?? ''

const DAY_MS = 86_400_000

/** `session.notice`: “short” when it is less than a day away and still to come. */
export const notice = async (reading: Reading): Promise<Read> => {
  const { moment, person } = reading.ctx
  const session = await toMove(reading)
  if (session === undefined || isToFollow(session) || session.on < moment.today) return ''
  const { zone, from } = person.works
  return instantOf(session.on, session.at ?? from, zone) - moment.now < DAY_MS ? 'short' : ''
}

/** `session.moves`: “again” when this one was moved before. */
export const movedBefore = async (reading: Reading): Promise<Read> => {
  const session = await toMove(reading)
  const before = (session?.moves ?? []).length - (session && isToFollow(session) ? 1 : 0)
  return before > 0 ? 'again' : ''
}

/** How far ahead days are suggested, and which of those that suit: some notice first, then some room. */
const AHEAD_DAYS = 28
const CHOSEN = [1, 3, 6]

/** `session.slots`: up to three days on which both work and nobody is away, ISO. */
export const slots = async (reading: Reading): Promise<Read> => {
  const { ctx, relationship } = reading
  const { store } = ctx.house
  const ids = relationship.parties.map(({ person }) => person)
  const [preferences, planned] = await Promise.all([
    Promise.all(ids.map(actor => store.preference({ tenant: ctx.tenant.id, actor }))),
    sessionsOf(reading),
  ])
  const works = ctx.people.filter(({ id }) => ids.includes(id)).map(each => each.works.days)
  const days = [1, 2, 3, 4, 5, 6, 7].filter(day => works.every(each => each.includes(day)))
  if (days.length === 0) return []
  const closed = closedFor(ctx.house, ctx.tenant)
  const last = addDays(ctx.moment.today, AHEAD_DAYS)
  const free: string[] = []
  let day = addWorkingDays(ctx.moment.today, 1, days)
  for (; day <= last; day = addWorkingDays(day, 1, days)) {
    const taken =
      preferences.some(each => awayOn(each, day) !== undefined) ||
      closed(day) !== undefined ||
      planned.some(each => each.state === 'planned' && each.on === day)
    if (!taken) free.push(day)
  }
  return free.length <= CHOSEN.length ? free : CHOSEN.flatMap(index => free[index] ?? [])
}
