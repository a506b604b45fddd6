import { type Closed, dateAt, instantOf } from '../../core/time.ts'
import { reconcile } from '../../domain/cadence.ts'
import { plusDays } from '../../domain/days.ts'
import type { NewDelivery } from '../../domain/delivery.ts'
import type { Obligation } from '../../domain/obligation.ts'
import { type Planned, planning } from '../../domain/planning.ts'
import type { PairWorld, World } from '../../domain/world.ts'

/** What one look at one person decides; `next` is when to look again, epoch ms on the tenant's clock. */
export interface Seen {
  readonly world: World
  readonly obligations: readonly Obligation[]
  /** Whose dates the manager reads with what is due. */
  readonly told: readonly Obligation[]
  readonly due?: Planned
  readonly next: number
  /** Others for whom this changes what is due. */
  readonly concerns: readonly string[]
}

/** Nobody is left unlooked at for longer, whatever was foreseen. */
const HORIZON_DAYS = 14

const withChanged = (pair: PairWorld, changed: readonly Obligation[]): PairWorld => {
  const ids = new Set(changed.map(({ id }) => id))
  return {
    ...pair,
    obligations: [...pair.obligations.filter(({ id }) => !ids.has(id)), ...changed],
  }
}

/** The obligations of a worker as they should be today; nobody else's look touches them. */
const reconciled = (
  { person, preference }: World,
  pair: PairWorld,
  today: string,
  closed: Closed,
): readonly Obligation[] =>
  pair.as !== 'worker' || pair.relationship.covers !== undefined
    ? []
    : reconcile(
        {
          relationship: pair.relationship,
          obligations: pair.obligations,
          sessions: pair.sessions,
          absences: preference.absences,
          hasReviewer: pair.reviewer !== undefined,
          calendar: { days: person.works.days, isClosed: closed },
        },
        today,
      )

const peopleOf = ({ relationship, covers, reviewer }: PairWorld): readonly string[] => [
  ...[relationship, ...covers].flatMap(({ parties }) => parties.map(({ person }) => person)),
  ...(reviewer === undefined ? [] : [reviewer]),
]

/** Dates that the manager reads with this bundle: told once, and the two hear that it went. */
const escalated = (world: World, due: Planned | undefined, now: number): readonly Obligation[] => {
  const ids = new Set(
    (due?.occurrences ?? [])
      .filter(({ nudge, as }) => nudge === 'N-08' && as === 'reviewer')
      .map(({ refs }) => refs.obligation),
  )
  return world.pairs
    .flatMap(({ obligations }) => obligations)
    .filter(({ id, escalatedAt }) => ids.has(id) && escalatedAt === undefined)
    .map(obligation => ({ ...obligation, escalatedAt: now }))
}

/** Days on which something begins or ends by itself: leave, and a supervision's last day. */
const boundaries = ({ preference, pairs }: World, today: string): readonly string[] =>
  [
    ...preference.absences.flatMap(({ from, until }) => [
      from,
      ...(until === undefined ? [] : [plusDays(until, 1)]),
    ]),
    ...pairs.flatMap(({ relationship: { until }, covers }) =>
      [until, ...covers.map(each => each.until)].flatMap(day =>
        day === undefined ? [] : [plusDays(day, 1)],
      ),
    ),
    plusDays(today, HORIZON_DAYS),
  ].filter(day => day > today)

/** A world with its obligations as they should be today, and those that had to change. */
export const putRight = (
  before: World,
  now: number,
  closed: Closed,
): { readonly world: World; readonly changes: readonly Obligation[] } => {
  const today = dateAt(now, before.person.works.zone)
  const changes = before.pairs.map(pair => reconciled(before, pair, today, closed))
  const pairs = before.pairs.map((pair, index) => withChanged(pair, changes[index] ?? []))
  return { world: { ...before, pairs }, changes: changes.flat() }
}

/** Looks at one person at `now` (epoch ms on the tenant's clock): pure. */
export const lookAtWorld = (before: World, now: number, closed: Closed): Seen => {
  const { zone } = before.person.works
  const today = dateAt(now, zone)
  const { world, changes } = putRight(before, now, closed)
  const plan = planning(world, now, HORIZON_DAYS, closed)
  const first = plan.next().value ?? undefined
  const due = first !== undefined && first.at <= now ? first : undefined
  const then = due === undefined ? first : (plan.next().value ?? undefined)
  const told = escalated(world, due, now)
  const touched = new Set([...changes, ...told].map(({ relationship }) => relationship))
  const concerns = world.pairs
    .filter(({ relationship }) => touched.has(relationship.id))
    .flatMap(peopleOf)
  const next = Math.min(
    then?.at ?? Number.POSITIVE_INFINITY,
    ...boundaries(world, today).map(day => instantOf(day, '00:00', zone)),
  )
  return {
    world,
    obligations: changes,
    told,
    ...(due === undefined ? {} : { due }),
    next,
    concerns: [...new Set(concerns)].filter(person => person !== world.person.id),
  }
}

/** The row of a bundle; of no use after the working day it was made for. */
export const bundleRow = ({ tenant, person }: World, planned: Planned): NewDelivery => {
  const { id, at, day, number, occurrences, shifts } = planned
  return {
    id,
    tenant: tenant.id,
    person: person.id,
    kind: 'nudge',
    what: 'nudges',
    refs: { day, number: String(number) },
    dueAt: at,
    expiresAt: instantOf(day, person.works.to, person.works.zone),
    reason: shifts.length === 0 ? 'due' : shifts.join('; '),
    nudges: [...occurrences],
  }
}
