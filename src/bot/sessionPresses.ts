import { sayDate } from '../core/time.ts'
import { agendaCard } from './cards/agenda.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import { inOrder } from './given/work.ts'
import type { Handler } from './pressed.ts'

/** Shows the agenda of one pair, as it stands now. */
const agenda: Handler = async ({ ctx, state, args }) => {
  const { store } = ctx.house
  const relationship = (await store.relationships(ctx.scope)).find(({ id }) => id === args.with)
  if (relationship === undefined) return { state, says: [notFound()] }
  const items = inOrder(await store.agendaItems(ctx.scope, relationship.id))
  return { state, mine: 'See the agenda', says: [agendaCard(ctx, relationship, items)] }
}

/** The new day suits: nothing changes, and it is said which day stands. */
const moved: Handler = async ({ ctx, state, args }) => {
  const sessions = await ctx.house.store.sessions(ctx.scope)
  const session = sessions.find(({ id }) => id === args.session)
  if (session === undefined) return { state, says: [notFound()] }
  const day = sayDate(session.on, ctx.moment.today)
  const words =
    session.state === 'planned' ? `Good. ${day} stands.` : 'That date has moved on meanwhile.'
  return { state, mine: 'That works', says: [saying(words, [homeButton])] }
}

/** Buttons about dates and agendas, by verb. */
export const sessionPresses: Readonly<Record<string, Handler>> = { agenda, moved }
