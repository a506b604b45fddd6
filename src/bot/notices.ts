import { instantOf } from '../core/time.ts'
import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'

/** Days after which a notice is of no use any more; what it was about still waits at home. */
const EXPIRES_DAYS = 14
const DAY_MS = 86_400_000

/** Wall time at which something due on the tenant's clock may go. */
const wallTime = (ctx: Context, dueAt: number): number =>
  ctx.house.clock.now() + Math.max(0, dueAt - ctx.moment.now)

/** Tells somebody else what just happened: ids only, its words are found when it goes. */
export const notify = (
  tx: Tx,
  ctx: Context,
  person: string,
  what: string,
  refs: Readonly<Record<string, string>>,
): Promise<void> => {
  const dueAt = ctx.moment.now
  const id = `${ctx.tenant.id}:${what}:${Object.values(refs).join(':')}:${person}`
  const delivery = { id, tenant: ctx.tenant.id, person, kind: 'notice', what, refs } as const
  return tx.deliver(
    { ...delivery, dueAt, expiresAt: dueAt + EXPIRES_DAYS * DAY_MS, reason: 'somebody just acted' },
    wallTime(ctx, dueAt),
  )
}

/** Something for later: a part that rests until a day, or the last day of a scene. */
export const schedule = (
  tx: Tx,
  ctx: Context,
  kind: 'wake' | 'deadline',
  person: string,
  day: string,
  refs: Readonly<Record<string, string>>,
): Promise<void> => {
  const { zone, from, to } = ctx.person.works
  const dueAt = instantOf(day, kind === 'wake' ? from : to, zone)
  const id = `${ctx.tenant.id}:${kind}:${Object.values(refs).join(':')}:${person}:${day}`
  const reason = kind === 'wake' ? 'the day you chose' : 'the last day for an answer'
  return tx.deliver(
    {
      id,
      tenant: ctx.tenant.id,
      person,
      kind,
      what: kind,
      refs,
      dueAt,
      expiresAt: dueAt + 60 * DAY_MS,
      reason,
    },
    wallTime(ctx, dueAt),
  )
}
