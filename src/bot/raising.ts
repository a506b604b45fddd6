import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'

/** Puts a topic on the agenda of two people, in this person's name. */
export const raise = (tx: Tx, ctx: Context, relationship: string, topic: string): Promise<void> =>
  tx.addAgendaItem({
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    relationship,
    rev: 0,
    raisedBy: ctx.person.id,
    at: ctx.moment.now,
    state: 'open',
    topic,
  })
