import { type Filed, fresh } from './filed.ts'

/** `agenda.cover`: what became of each topic in the session. */
export const coverAgenda = async (filed: Filed): Promise<void> => {
  const { tx, ctx, relationship, values } = filed
  const items = await ctx.house.store.agendaItems(ctx.scope, relationship.id)
  for (const item of items) {
    const as = values[`items/${item.id}/as`]
    if (as === undefined) continue
    await tx.saveAgendaItem({ ...item, state: as === 'Park it' ? 'parked' : 'covered' })
  }
}

/** `agenda.add`: a topic in fixed words; what one of them said stays in the record. */
export const addAgendaItem = async (filed: Filed): Promise<void> =>
  filed.tx.addAgendaItem({
    ...fresh(filed),
    raisedBy: filed.ctx.person.id,
    at: filed.ctx.moment.now,
    state: 'open',
    topic: `${filed.title}: two views to talk about`,
  })
