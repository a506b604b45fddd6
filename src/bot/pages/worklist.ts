import type { Action, AgendaItem, Note, Session } from '../../domain/action.ts'
import type { Delivery } from '../../domain/delivery.ts'
import type { Obligation } from '../../domain/obligation.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { StoredRun } from '../../domain/run.ts'
import type { Stance } from '../../domain/stance.ts'
import { standingOf } from '../../domain/standing.ts'
import type { World } from '../../domain/world.ts'
import type { Context } from '../context.ts'
import { namedFor } from './dates.ts'

/** Everything of one person that home and "Coming up" show: read with that person's rights, nothing else. */
export interface Worklist {
  readonly relationships: readonly Relationship[]
  readonly runs: readonly StoredRun[]
  readonly records: readonly (SupervisionRecord & { readonly taken: readonly Stance[] })[]
  readonly actions: readonly Action[]
  readonly agenda: readonly AgendaItem[]
  readonly sessions: readonly Session[]
  readonly notes: readonly Note[]
  /** Not yet sent. */
  readonly deliveries: readonly Delivery[]
  readonly obligations: readonly Obligation[]
  readonly proposals: readonly Relationship[]
  /** People below them supervise others. */
  readonly hasLine: boolean
  /** For an admin: what did not plainly arrive. */
  readonly troubled: readonly Delivery[]
  /** Dates and states of the people one works with. */
  readonly world: World | undefined
}

const MOST_TROUBLE = 30

/** More records than this are found by their relationship, not on home. */
const NEWEST = 40

export const worklist = async (ctx: Context): Promise<Worklist> => {
  const { house, scope } = ctx
  const { store } = house
  const isAdmin = ctx.tenant.admins?.includes(ctx.person.id) === true
  const [
    relationships,
    runs,
    found,
    actions,
    agenda,
    sessions,
    notes,
    deliveries,
    obligations,
    proposals,
    troubled,
    [world],
    named,
  ] = await Promise.all([
    store.relationships(scope),
    store.openRuns(scope),
    store.records(scope),
    store.actions(scope),
    store.agendaItems(scope),
    store.sessions(scope),
    store.notes(scope),
    store.deliveries(scope),
    store.obligations(scope),
    store.proposals(scope),
    isAdmin ? store.troubled(scope, MOST_TROUBLE) : [],
    store.worlds([{ tenant: ctx.tenant.id, person: ctx.person.id }]),
    namedFor(ctx, ctx.moment.today),
  ])
  const records = await Promise.all(
    found
      .slice(0, NEWEST)
      .map(async record => ({ ...record, taken: await store.stances(scope, record.id) })),
  )
  return {
    relationships,
    runs,
    records,
    actions,
    agenda,
    sessions,
    notes,
    deliveries,
    obligations,
    proposals,
    troubled,
    world,
    hasLine: named !== undefined,
  }
}

/** Shared records this person has still to answer. */
export const waitingForStance = (list: Worklist, person: string): Worklist['records'] =>
  list.records.filter(record => {
    const standing = standingOf(record, record.taken)
    const roles = record.parties.filter(each => each.person === person).map(({ role }) => role)
    return standing.is === 'waiting' && roles.some(role => standing.for.includes(role))
  })

/** Shared records that somebody wants changed, and this person wrote. */
export const waitingForChange = (list: Worklist, person: string): Worklist['records'] =>
  list.records.filter(
    record =>
      standingOf(record, record.taken).is === 'change asked' &&
      record.parties.some(each => each.person === person && each.role === record.author),
  )

export const openActions = (list: Worklist): readonly Action[] =>
  list.actions
    .filter(({ state }) => state === 'open' || state === 'partly')
    .toSorted((a, b) => a.by.localeCompare(b.by))

/** Dates to come: one that has passed is no date any more, whether or not it was recorded. */
export const plannedSessions = (list: Worklist, today: string): readonly Session[] =>
  list.sessions
    .filter(({ state, on }) => state === 'planned' && on >= today)
    .toSorted((a, b) => a.on.localeCompare(b.on))
