import type { Closed } from '../core/time.ts'
import type { Session } from './action.ts'
import { plusDays } from './days.ts'
import { isToFollow } from './moving.ts'
import type { NudgeId, Occurrence } from './nudge.ts'
import { awayOn } from './preference.ts'
import { personAs, type Relationship } from './relationship.ts'
import type { PairWorld, Told, World } from './world.ts'

/** What one person was told so far, and when a subject was told last. */
export interface Telling {
  readonly has: (id: string) => boolean
  /** How many were told whose id begins so. */
  readonly count: (beginning: string) => number
  /** Day of the last one; only for nudges whose ids end with their day. */
  readonly last: (subject: string) => string | undefined
}

export const tellingOf = (told: readonly Pick<Told, 'id' | 'subject'>[]): Telling => {
  const ids = new Set(told.map(({ id }) => id))
  const last = new Map<string, string>()
  for (const { id, subject } of told) {
    const day = id.slice(-10)
    if (day > (last.get(subject) ?? '')) last.set(subject, day)
  }
  return {
    has: id => ids.has(id),
    count: beginning => [...ids].filter(id => id.startsWith(beginning)).length,
    last: subject => last.get(subject),
  }
}

/** One day of one person, as every rule sees it. */
export interface Sight {
  readonly world: World
  readonly day: string
  readonly closed: Closed
  readonly telling: Telling
}

/** Who leads a supervision on a day, and in which relationship its sessions are then held. */
export interface Acting {
  readonly person: string
  readonly relationship: string
}

const runs = ({ state, from, until }: Relationship, day: string): boolean =>
  state === 'confirmed' && from <= day && (until === undefined || day <= until)

/** The cover while there is one, else the supervisor; nobody while they are away. */
export const actingOn = (pair: PairWorld, day: string): Acting | undefined => {
  const cover = pair.covers.find(each => runs(each, day))
  const relationship = cover ?? pair.relationship
  const person = personAs(relationship, 'supervisor')
  const absences = pair.away[person ?? ''] ?? []
  if (person === undefined || awayOn({ absences }, day) !== undefined) return undefined
  return { person, relationship: relationship.id }
}

export const workerOf = ({ relationship }: PairWorld): string =>
  personAs(relationship, 'worker') ?? ''

/**
 * Where this person can do something about a supervision today: the relationship to do it in. A worker whose supervisor
 * is away without a cover can do nothing about dates, and so is asked nothing; nor is anybody while the worker is away.
 */
export const canAct = ({ world, day }: Sight, pair: PairWorld): string | undefined => {
  if (!runs(pair.relationship, day)) return undefined
  const acting = actingOn(pair, day)
  const worker = workerOf(pair)
  if (acting === undefined) return undefined
  if (awayOn({ absences: pair.away[worker] ?? [] }, day) !== undefined) return undefined
  const me = world.person.id
  const mine =
    (pair.as === 'worker' && worker === me) || (pair.as === 'supervisor' && acting.person === me)
  return mine ? acting.relationship : undefined
}

/** Whoever has a date may be about to record it: for a week a date that has passed still counts as one. */
const RECENT_DAYS = 7

export const isBooked = (pair: PairWorld, day: string): boolean =>
  pair.sessions.some(({ state, on }) => state === 'planned' && on >= plusDays(day, -RECENT_DAYS))

/** Whether two people who moved a date are still looking for the next one, and since which day. */
export const seeking = (pair: PairWorld, day: string): Session | undefined => {
  const last = pair.sessions.findLast(isToFollow)
  if (last === undefined || isBooked(pair, day)) return undefined
  const since = pair.sessions.some(({ state, on }) => state === 'held' && on >= last.on)
  return since ? undefined : last
}

export const fewerOf = ({ world }: Sight, nudge: NudgeId): 'half' | 'off' | undefined =>
  world.preference.fewer[nudge]

/** Days between two of the same subject; twice as many for somebody who asked for fewer. */
export const rested = (sight: Sight, nudge: NudgeId, subject: string, days: number): boolean => {
  const last = sight.telling.last(subject)
  const gap = fewerOf(sight, nudge) === 'half' ? days * 2 : days
  return last === undefined || plusDays(last, gap) <= sight.day
}

/** For somebody who asked for fewer, every second turn is left out. */
export const leftOut = (sight: Sight, nudge: NudgeId, turn: number): boolean =>
  fewerOf(sight, nudge) === 'half' && turn % 2 === 1

/** One goes before two; several of one priority go in the order of their dates. */
export const priorities: Readonly<Record<NudgeId, Occurrence['priority']>> = {
  'N-03': 1,
  'N-04': 2,
  'N-09': 2,
  'N-08': 3,
  'N-13': 4,
  'N-02': 5,
  'N-05': 5,
  'N-01': 6,
  'N-29': 7,
}
