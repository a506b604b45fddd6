import { daysBetween, instantOf } from '../../core/time.ts'
import type { Session } from '../../domain/action.ts'
import { isToFollow } from '../../domain/moving.ts'
import { daysThatSuit, pairIn } from '../../domain/suggesting.ts'
import { sceneFor } from '../nudges/scene.ts'
import type { Read, Reading } from './reading.ts'

/** Dates of these people: which one comes, which one moves, which days would suit both. */

const sessionsOf = ({ ctx, relationship }: Reading): Promise<readonly Session[]> =>
  ctx.house.store.sessions(ctx.scope, relationship.id)

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

/** Some notice first, then some room. */
const CHOSEN = [1, 3, 6]
const AHEAD_DAYS = 28

/** `session.slots`: up to three days that suit both, ISO. */
export const slots = async ({ ctx, relationship }: Reading): Promise<Read> => {
  const scene = await sceneFor(ctx)
  const found = scene && pairIn(scene.world, relationship.id)
  if (scene === undefined || found === undefined) return []
  const free = daysThatSuit(scene, found, AHEAD_DAYS)
  return free.length <= CHOSEN.length ? [...free] : CHOSEN.flatMap(index => free[index] ?? [])
}
