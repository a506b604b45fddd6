import { isThroughlineError, type ThroughlineError } from '../core/errors.ts'
import type { Person, Tenant } from '../domain/people.ts'
import { noPreference } from '../domain/preference.ts'
import type { Who } from '../domain/store.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import type { PairWorld, World } from '../domain/world.ts'
import type { Base } from './base.ts'
import { keyOf } from './query.ts'
import { daysOf } from './worldDays.ts'
import {
  readActions,
  readBundles,
  readObligations,
  readPrepared,
  readSessions,
} from './worldFacts.ts'
import { keyFor, type Pairs, readPairs, type Seat, whoKey } from './worldPairs.ts'
import { readPeople, readPreferences, readTenants } from './worldPeople.ts'
import { readWaiting } from './worldRecords.ts'

const grouped = <T>(all: readonly T[], keyOf: (each: T) => string) => {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group === undefined) groups.set(keyOf(each), [each])
    else group.push(each)
  }
  return (key: string): readonly T[] => groups.get(key) ?? []
}

/** Everybody whose absence matters to one of these. */
const concerned = ({ seats, current, reviewers }: Pairs): readonly Who[] =>
  seats.flatMap(({ relationship }) => {
    const key = keyFor(relationship)
    const { tenant } = relationship
    const among = [relationship, ...(current.get(key) ?? [])].flatMap(({ parties }) => parties)
    const reviewer = reviewers.get(key)
    const all = [
      ...among.map(({ person }) => person),
      ...(reviewer === undefined ? [] : [reviewer]),
    ]
    return all.map(person => ({ tenant, person }))
  })

const readFacts = async (base: Base, people: readonly Who[], tenants: Map<string, Tenant>) => {
  const days = daysOf(base, tenants)
  const pairs = await readPairs(base, people, days)
  const relationships = [
    ...new Map(
      pairs.seats.map(({ relationship }) => [keyFor(relationship), relationship]),
    ).values(),
  ]
  const covers = relationships.flatMap(each => pairs.covers.get(keyFor(each)) ?? [])
  const [preferences, obligations, sessions, prepared, actions, records, bundles] =
    await Promise.all([
      readPreferences(base, [...people, ...concerned(pairs)]),
      readObligations(base, relationships, days),
      readSessions(base, [...relationships, ...covers], days),
      readPrepared(base, relationships, days),
      readActions(base, people),
      readWaiting(base, people, pairs.live, days),
      readBundles(base, people, days),
    ])
  const ofRelationship = (each: { readonly tenant: string; readonly relationship: string }) =>
    keyOf(each.tenant, each.relationship)
  return {
    pairs,
    preferences,
    seatsOf: grouped(pairs.seats, whoKey),
    obligationsOf: grouped(obligations, ofRelationship),
    sessionsOf: grouped(sessions, ofRelationship),
    preparedIn: grouped(prepared, ({ _id }) => ofRelationship(_id)),
    actionsOf: grouped(actions, ({ tenant, owner }) => keyOf(tenant, owner)),
    recordsOf: grouped(records, whoKey),
    bundlesOf: grouped(bundles, whoKey),
  }
}
type Facts = Awaited<ReturnType<typeof readFacts>>

const awayIn = ({ preferences }: Facts, tenant: string, people: readonly string[]) =>
  Object.fromEntries(
    people.flatMap(person => {
      const absences = preferences.get(keyOf(tenant, person))?.absences ?? []
      return absences.length === 0 ? [] : [[person, absences] as const]
    }),
  )

const preparedIn = (facts: Facts, key: string): PairWorld['prepared'] => {
  const latest: Record<string, number> = {}
  for (const { _id, at } of facts.preparedIn(key)) {
    latest[_id.person] = Math.max(at, latest[_id.person] ?? 0)
  }
  return latest
}

const pairWorld = (facts: Facts, { as, relationship }: Seat): PairWorld => {
  const { pairs } = facts
  const key = keyFor(relationship)
  const all = [relationship, ...(pairs.covers.get(key) ?? [])]
  const covers = pairs.current.get(key) ?? []
  const parties = [relationship, ...covers].flatMap(each => each.parties)
  const reviewer = pairs.reviewers.get(key)
  const people = parties.map(({ person }) => person)
  const sessions = all.flatMap(each => facts.sessionsOf(keyFor(each)))
  return {
    relationship,
    as,
    obligations: facts.obligationsOf(key),
    sessions: sessions.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    covers,
    away: awayIn(
      facts,
      relationship.tenant,
      reviewer === undefined ? people : [...people, reviewer],
    ),
    ...(reviewer !== undefined && { reviewer }),
    prepared: as === 'reviewer' ? {} : preparedIn(facts, key),
  }
}

const worldOf = (facts: Facts, tenant: Tenant, person: Person): World => {
  const key = keyOf(tenant.id, person.id)
  const bundles = facts.bundlesOf(key)
  return {
    tenant,
    person,
    preference: facts.preferences.get(key) ?? noPreference(tenant.id, person.id),
    pairs: facts.seatsOf(key).map(seat => pairWorld(facts, seat)),
    actions: facts.actionsOf(key).map(({ tenant: _tenant, owner: _owner, ...action }) => action),
    records: facts.recordsOf(key).map(({ record }) => record),
    told: bundles.flatMap(({ told }) => told),
    bundles: bundles.map(({ day, number }) => ({ day, number })),
  }
}

const readWorlds = async (base: Base, wanted: readonly Who[]): Promise<readonly World[]> => {
  if (wanted.length === 0) return []
  const [tenants, people] = await Promise.all([readTenants(base, wanted), readPeople(base, wanted)])
  const there = wanted.filter(who => people.has(whoKey(who)) && tenants.has(who.tenant))
  if (there.length === 0) return []
  const facts = await readFacts(base, there, tenants)
  return there.flatMap(who => {
    const [tenant, person] = [tenants.get(who.tenant), people.get(whoKey(who))]
    return tenant && person ? [worldOf(facts, tenant, person)] : []
  })
}

/** What is not as Throughline wrote it, or was written by a newer one. */
const isUnreadable = (error: unknown): error is ThroughlineError =>
  (['tampered', 'newer-data', 'key-wrong'] as const).some(code => isThroughlineError(error, code))

/** Whoever has something unreadable keeps nobody else from being looked at. */
const allButUnreadable = async (base: Base, people: readonly Who[]): Promise<readonly World[]> => {
  try {
    return await readWorlds(base, people)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    const [only, another] = people
    if (only !== undefined && another === undefined) {
      base.warn(`What is due for ${whoKey(only)} cannot be read (${error.code}).`)
      return []
    }
    const half = Math.ceil(people.length / 2)
    const first = await allButUnreadable(base, people.slice(0, half))
    return [...first, ...(await allButUnreadable(base, people.slice(half)))]
  }
}

export const worldStore = (base: Base): Pick<TimeStore, 'worlds'> => ({
  worlds: people => allButUnreadable(base, people),
})
