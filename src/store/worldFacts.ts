import type { Session } from '../domain/action.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Who } from '../domain/store.ts'
import type { Told, World } from '../domain/world.ts'
import { type Base, checkMark } from './base.ts'
import { byTenant, newestOf, readMany } from './bulk.ts'
import { toDelivery } from './deliveries.ts'
import { obligationsIn } from './obligations.ts'
import { idOf } from './query.ts'
import { readThings } from './things.ts'
import { sessionsIn } from './work.ts'
import type { Days } from './worldDays.ts'

type Of = Pick<Relationship, 'tenant' | 'id'>

const ids = (those: readonly Of[]) => ({ $in: those.map(({ id }) => id) })
const people = (those: readonly Who[]) => ({ $in: those.map(({ person }) => person) })
const tenantOf = (those: readonly { readonly tenant: string }[]) => those[0]?.tenant ?? ''

/** Those that go on, and what closed of late. */
export const readObligations = (base: Base, pairs: readonly Of[], days: Days) => {
  const kind = obligationsIn(base.tables)
  const filter = byTenant(pairs, those => ({
    relationship: ids(those),
    $or: [
      { state: { $in: ['open', 'paused'] } },
      { closedOn: { $gte: days.since(tenantOf(those)).on } },
    ],
  }))
  return readThings(base, kind.table, filter, kind.fromDocument)
}

/** Dates of these supervisions and covers, oldest first. */
export const readSessions = async (
  base: Base,
  relationships: readonly Of[],
  days: Days,
): Promise<readonly Session[]> => {
  const kind = sessionsIn(base.tables)
  const filter = byTenant(relationships, those => ({
    relationship: ids(those),
    state: { $in: ['planned', 'moved', 'held'] },
    on: { $gte: days.since(tenantOf(those)).on },
  }))
  const found = await readThings(base, kind.table, filter, kind.fromDocument)
  return found.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

type OpenAction = World['actions'][number] & { readonly tenant: string; readonly owner: string }

/** Without what was agreed: nothing is unsealed here. */
export const readActions = (base: Base, all: readonly Who[]): Promise<readonly OpenAction[]> => {
  const filter = byTenant(all, those => ({
    'readers.person': people(those),
    owner: people(those),
    state: { $in: ['open', 'partly'] },
  }))
  return readThings(base, base.tables.actions, filter, (ring, document) => {
    checkMark(ring, 'action', document)
    const { tenant, relationship, rev, owner, by, state, carried } = document
    return { id: idOf(document), tenant, relationship, rev, owner, by, state, carried }
  })
}

/** Dialogs in which somebody gets ready for a session (D05, D06). */
const PREPARING = ['agenda', 'preparation']

/** When each party last put something on the agenda or began to prepare. */
export const readPrepared = async ({ tables }: Base, pairs: readonly Of[], days: Days) => {
  const since = (those: readonly Of[]) => ({ $gte: days.since(tenantOf(those)).at })
  const raised = byTenant(pairs, those => ({ relationship: ids(those), at: since(those) }))
  const begun = byTenant(pairs, those => ({
    relationship: ids(those),
    'dialog.id': { $in: PREPARING },
    startedAt: since(those),
  }))
  const found = await Promise.all([
    newestOf(tables.agenda, raised, 'raisedBy', 'at'),
    newestOf(tables.runs, begun, 'startedBy', 'startedAt'),
  ])
  return found.flat()
}

/** Not sent for good, and so as if never told; its place in the day is taken all the same. */
const IN_VAIN = new Set(['dead', 'expired', 'undeliverable', 'dropped'])

export interface Bundle extends Who {
  readonly day: string
  readonly number: 1 | 2
  readonly told: readonly Told[]
}

/** `nudges:ada:2026-05-14:1` */
const BUNDLE = /:(\d{4}-\d\d-\d\d):([12])$/

/** Bundles of late, oldest first. */
export const readBundles = async (
  base: Base,
  all: readonly Who[],
  days: Days,
): Promise<readonly Bundle[]> => {
  const filter = byTenant(all, those => ({
    person: people(those),
    kind: 'nudge' as const,
    dueAt: { $gte: days.since(tenantOf(those)).at },
  }))
  const found = await readMany(base.tables.deliveries, filter)
  const bundles = await Promise.all(found.map(each => toDelivery(base, each)))
  return bundles
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .flatMap(({ id, tenant, person, state, dueAt: at, nudges = [] }) => {
      const [, day, number] = BUNDLE.exec(id) ?? []
      if (day === undefined) return []
      const told = nudges.map(({ id, nudge, subject }) => ({ id, nudge, subject, at }))
      const place = number === '1' ? 1 : 2
      return [{ tenant, person, day, number: place, told: IN_VAIN.has(state) ? [] : told }]
    })
}
