import { date } from '../../core/answers.ts'
import { type Filed, fresh } from './filed.ts'

/** `session.hold`: the planned session has taken place, or one that nobody had planned. */
export const holdSession = async (filed: Filed): Promise<void> => {
  const { tx, ctx, on, record, relationship } = filed
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  const planned = sessions.find(each => each.state === 'planned' && each.on <= on)
  const held = {
    state: 'held',
    on,
    source: on === ctx.moment.today ? 'live' : 'later',
    enteredAt: ctx.moment.now,
    ...(record === undefined ? {} : { record: record.id }),
  } as const
  if (planned !== undefined) return void (await tx.saveSession({ ...planned, ...held }))
  await tx.addSession({ ...fresh(filed), ...held })
}

/** `session.plan`: the next date, once. */
export const planSession = async (filed: Filed, [from = '']: readonly string[]): Promise<void> => {
  const { tx, ctx, relationship, values } = filed
  const next = date.safeParse(values[from])
  if (!next.success) return
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  if (sessions.some(({ state, on }) => state === 'planned' && on === next.data)) return
  await tx.addSession({ ...fresh(filed), on: next.data, state: 'planned' })
}
