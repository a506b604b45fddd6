import { date } from '../../core/answers.ts'
import { dateAt } from '../../core/time.ts'
import type { Move, Session } from '../../domain/action.ts'
import { arrived, isToFollow } from '../../domain/moving.ts'
import { notify } from '../notices.ts'
import { sessionsForBooking } from '../together/dates.ts'
import { type Filed, fresh, told, unlessMoved } from './filed.ts'

/** As they stand in this filing's transaction. */
const sessionsOf = ({ tx, relationship }: Filed): Promise<readonly Session[]> =>
  tx.sessions(relationship.id)

/** The date that a held session stands for: planned until then, or still to follow. */
const heldBy = (sessions: readonly Session[], on: string): Session | undefined =>
  sessions.find(each => each.state === 'planned' && each.on <= on) ?? sessions.find(isToFollow)

/** A topic nobody came to is carried: it waits for the next one. */
const carryAgenda = async (filed: Filed): Promise<void> => {
  const { tx, ctx, on, values, relationship } = filed
  const items = await ctx.house.store.agendaItems(ctx.scope, relationship.id)
  for (const { order: _, ...item } of items) {
    const raisedOn = dateAt(item.at, ctx.person.works.zone)
    if (item.state !== 'open' || raisedOn > on || values[`items/${item.id}/as`] !== undefined)
      continue
    await tx.saveAgendaItem({ ...item, carried: (item.carried ?? 0) + 1 })
  }
}

/** `session.hold`: the planned session has taken place, or one that nobody had planned. */
export const holdSession = async (filed: Filed): Promise<void> => {
  const { tx, ctx, on, record, values } = filed
  const planned = heldBy(await sessionsOf(filed), on)
  const held = {
    state: 'held',
    on,
    source: on === ctx.moment.today ? 'live' : 'later',
    enteredAt: ctx.moment.now,
    ...(record === undefined ? {} : { record: record.id }),
    ...(values.performance === 'Yes' ? { performance: true as const } : {}),
  } as const
  await carryAgenda(filed)
  if (planned !== undefined) return void (await tx.saveSession({ ...planned, ...held }))
  await tx.addSession({ ...fresh(filed), ...held })
}

/** `session.plan`: the next date, once; it is the new date of one that is still to follow, which a held one is not any more. */
export const planSession = async (filed: Filed, [from = '']: readonly string[]): Promise<void> => {
  const { tx, values, relationship } = filed
  const next = date.safeParse(values[from]).data
  if (next === undefined) return
  const sessions = await sessionsForBooking(tx, relationship)
  if (sessions.some(({ state, on }) => state === 'planned' && on === next)) return
  const follows = sessions.find(isToFollow)
  if (follows === undefined) return tx.addSession({ ...fresh(filed), on: next, state: 'planned' })
  unlessMoved(await tx.saveSession(arrived(follows, next)))
}

/** What people choose from (D30), as it is kept. */
const reasons: Readonly<Record<string, Move['reason']>> = {
  'An emergency': 'emergency',
  'Court or work that cannot wait': 'urgent work or court',
  'Leave or absence': 'leave or absence',
  Workload: 'workload',
}

const reasonIn = ({ values }: Filed): Move['reason'] =>
  values.emergency === 'Yes' ? 'emergency' : (reasons[String(values.reason)] ?? 'other')

const moved = (filed: Filed, session: Session, to: string | undefined): Session => {
  if (isToFollow(session)) return to === undefined ? session : arrived(session, to)
  const { person, moment } = filed.ctx
  const move = { from: session.on, by: person.id, at: moment.now, reason: reasonIn(filed) }
  const moves = [...(session.moves ?? []), to === undefined ? move : { ...move, to }]
  return to === undefined
    ? { ...session, state: 'moved', moves }
    : { ...session, state: 'planned', on: to, moves }
}

/** `session.move`: the new day takes the place of the old one, or is to follow. */
export const moveSession = async (filed: Filed, [from = '']: readonly string[]): Promise<void> => {
  const { tx, ctx, run, values } = filed
  const { about, session: day } = run.given
  const to = date.safeParse(values[from]).data
  const session = (await sessionsOf(filed)).find(
    each =>
      (each.state === 'planned' || isToFollow(each)) &&
      (about === undefined ? each.on === day : each.id === about),
  )
  // Held or moved meanwhile by the other: there is nothing left to move.
  if (session === undefined) return
  const next = moved(filed, session, to)
  unlessMoved(await tx.saveSession(next))
  await tx.audit({ action: 'session.moved', object: session.id })
  for (const person of told(filed))
    await notify(tx, ctx, person, 'session.moved', {
      session: session.id,
      on: to ?? '',
      by: ctx.person.id,
      run: run.id,
    })
}
