import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Who } from '../domain/store.ts'
import type { PairWorld } from '../domain/world.ts'
import type { Base } from './base.ts'
import { byTenant } from './bulk.ts'
import { keyOf } from './query.ts'
import { relationshipsOf } from './relationships.ts'
import type { Days } from './worldDays.ts'

/** For so long after its end a supervision is looked at, so that what was open of it ends too. */
const ENDED_DAYS = 40

export const keyFor = ({ tenant, id }: Pick<Relationship, 'tenant' | 'id'>): string =>
  keyOf(tenant, id)

export const whoKey = ({ tenant, person }: Who): string => keyOf(tenant, person)

/** A supervision as one person sees it. */
export interface Seat extends Who {
  readonly as: PairWorld['as']
  readonly relationship: Relationship
}

export interface Pairs {
  readonly seats: readonly Seat[]
  /** Covers by what they cover, those that have ended too: the sessions held in them still count. */
  readonly covers: ReadonlyMap<string, readonly Relationship[]>
  /** Those of them that have not ended. */
  readonly current: ReadonlyMap<string, readonly Relationship[]>
  /** The manager above the supervisor, by relationship. */
  readonly reviewers: ReadonlyMap<string, string>
  /** Confirmed and not over, of any kind: all in which one of these people is a party. */
  readonly live: ReadonlySet<string>
}

const find = async (base: Base, filter: Parameters<typeof relationshipsOf>[1]) =>
  (await relationshipsOf(base, filter)).map(({ whole }) => whole)

const people = (those: readonly Who[]) => ({ $in: those.map(({ person }) => person) })

const asParty = (base: Base, all: readonly Who[], days: Days) =>
  find(
    base,
    byTenant(all, those => ({
      'parties.person': people(those),
      $or: [
        { state: 'confirmed' },
        { state: 'ended', until: { $gte: days.ago(those[0]?.tenant ?? '', ENDED_DAYS) } },
      ],
    })),
  )

const whoAs = (role: 'supervisor' | 'worker', relationship: Relationship): readonly Who[] => {
  const person = personAs(relationship, role)
  return person === undefined ? [] : [{ tenant: relationship.tenant, person }]
}

/** Confirmed ones of a kind in which one of these has this role. */
const withRole = async (
  base: Base,
  all: readonly Who[],
  kind: 'supervision' | 'line',
  role: 'supervisor' | 'worker',
): Promise<readonly Relationship[]> => {
  if (all.length === 0) return []
  return find(
    base,
    byTenant(all, those => ({
      kind,
      state: 'confirmed',
      parties: { $elemMatch: { role, person: people(those) } },
    })),
  )
}

const isOver = (days: Days, { tenant, state, until }: Relationship): boolean =>
  state !== 'confirmed' || (until !== undefined && until < days.ago(tenant, 0))

const isRunning = (days: Days, relationship: Relationship): boolean =>
  !isOver(days, relationship) && relationship.from <= days.ago(relationship.tenant, 0)

/** What somebody stands in for, now or soon. */
const coveredBy = async (base: Base, covers: readonly Relationship[]) => {
  if (covers.length === 0) return []
  const ids = covers.map(({ tenant, covers }) => keyOf(tenant, covers ?? ''))
  return find(base, { _id: { $in: ids }, state: 'confirmed' })
}

/** Covers, over or not, by the key of what they cover. */
export const readCovers = async (
  base: Base,
  all: readonly Pick<Relationship, 'tenant' | 'id'>[],
) => {
  const covers = new Map<string, Relationship[]>()
  if (all.length === 0) return covers
  const filter = byTenant(all, those => ({
    covers: { $in: those.map(({ id }) => id) },
    state: { $in: ['confirmed', 'ended'] },
  }))
  for (const cover of await find(base, filter)) {
    const key = keyOf(cover.tenant, cover.covers ?? '')
    covers.set(key, [...(covers.get(key) ?? []), cover])
  }
  return covers
}

const taken = (
  as: Seat['as'],
  relationship: Relationship,
  those: readonly Who[],
): readonly Seat[] => those.map(({ tenant, person }) => ({ as, tenant, person, relationship }))

/** Each supervision once for each person: who leads or is led in it does not review it as well. */
const seatsOf = (wanted: ReadonlySet<string>, candidates: readonly Seat[]): readonly Seat[] => {
  const seats = new Map<string, Seat>()
  for (const seat of candidates) {
    const key = keyOf(seat.tenant, seat.person, seat.relationship.id)
    if (wanted.has(whoKey(seat)) && !seats.has(key)) seats.set(key, seat)
  }
  return [...seats.values()]
}

/** The manager above the supervisor of each of these. */
const reviewersOf = async (base: Base, pairs: readonly Relationship[], days: Days) => {
  const supervisors = pairs.flatMap(each => whoAs('supervisor', each))
  const lines = await withRole(base, supervisors, 'line', 'worker')
  const managers = new Map<string, string>()
  for (const line of lines.filter(each => isRunning(days, each))) {
    const [manager] = whoAs('supervisor', line)
    const [worker] = whoAs('worker', line)
    if (manager !== undefined && worker !== undefined) managers.set(whoKey(worker), manager.person)
  }
  const found = pairs.flatMap(pair => {
    const [supervisor] = whoAs('supervisor', pair)
    const manager = supervisor && managers.get(whoKey(supervisor))
    return manager === undefined ? [] : [[keyFor(pair), manager] as const]
  })
  return new Map(found)
}

/** Supervisions that these people look at, by how they come to. */
const readKinds = async (base: Base, all: readonly Who[], days: Days) => {
  const wanted = new Set(all.map(whoKey))
  const isUpper = (each: Relationship) =>
    whoAs('supervisor', each).some(who => wanted.has(whoKey(who)))
  const mine = await asParty(base, all, days)
  const current = mine.filter(each => !isOver(days, each))
  const below = current.filter(
    each => each.kind === 'line' && isRunning(days, each) && isUpper(each),
  )
  const led = below.flatMap(line => whoAs('worker', line))
  const [reviewed, covered] = await Promise.all([
    withRole(base, led, 'supervision', 'supervisor'),
    coveredBy(
      base,
      current.filter(each => each.covers !== undefined && isUpper(each)),
    ),
  ])
  return {
    own: mine.filter(({ kind, covers }) => kind === 'supervision' && covers === undefined),
    covered,
    reviewed: reviewed.filter(each => each.covers === undefined && !isOver(days, each)),
    live: new Set(current.map(keyFor)),
  }
}

/** Which supervisions these people look at, and as what. */
export const readPairs = async (base: Base, all: readonly Who[], days: Days): Promise<Pairs> => {
  const { own, covered, reviewed, live } = await readKinds(base, all, days)
  const byKey = new Map([...own, ...covered, ...reviewed].map(each => [keyFor(each), each]))
  const pairs = [...byKey.values()]
  const [covers, reviewers] = await Promise.all([
    readCovers(base, pairs),
    reviewersOf(base, pairs, days),
  ])
  const standIns = (pair: Relationship) =>
    (covers.get(keyFor(pair)) ?? [])
      .filter(cover => !isOver(days, cover))
      .flatMap(cover => whoAs('supervisor', cover))
  const manager = (pair: Relationship): readonly Who[] => {
    const person = reviewers.get(keyFor(pair))
    return person === undefined ? [] : [{ tenant: pair.tenant, person }]
  }
  const seats = seatsOf(new Set(all.map(whoKey)), [
    ...own.flatMap(pair => taken('worker', pair, whoAs('worker', pair))),
    ...own.flatMap(pair => taken('supervisor', pair, whoAs('supervisor', pair))),
    ...covered.flatMap(pair => taken('supervisor', pair, standIns(pair))),
    ...reviewed.flatMap(pair => taken('reviewer', pair, manager(pair))),
  ])
  const current = new Map(
    pairs.map(pair => [
      keyFor(pair),
      (covers.get(keyFor(pair)) ?? []).filter(cover => !isOver(days, cover)),
    ]),
  )
  return { seats, covers, current, reviewers, live }
}
