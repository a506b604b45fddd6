import { homeButton, notFound, saying } from './cards/words.ts'
import { starts } from './pages/myPeople.ts'
import { withWhom } from './pages/sections.ts'
import type { Handler } from './pressed.ts'

/** Everything one can begin with somebody, when the likeliest two are not what is meant. */
const moreWith: Handler = async ({ ctx, state, args }) => {
  const { store } = ctx.house
  const [relationships, records, sessions] = await Promise.all([
    store.relationships(ctx.scope),
    store.records(ctx.scope),
    store.sessions(ctx.scope),
  ])
  const found = relationships.find(({ id }) => id === args.with)
  if (found === undefined) return { state, says: [notFound()] }
  const who = withWhom(ctx, relationships, found.id)
  const list = { sessions, records: records.map(each => ({ ...each, taken: [] })) }
  return {
    state,
    mine: `More with ${who}`,
    says: [saying(`What you can begin with ${who}:`, [...starts(ctx, list, found), homeButton])],
  }
}

/** An admin sends something again that did not plainly arrive. */
const tryAgain: Handler = ({ ctx, state, args }) => ({
  commit: async tx => {
    const { id = '' } = args
    const again = await ctx.house.store.retryDelivery(ctx.scope, id)
    if (!again) return { state, says: [notFound()] }
    await tx.audit({ action: 'delivery.again', object: id })
    return {
      state,
      mine: 'Try again',
      says: [saying('It is tried again within a minute. Home says what came of it.', [homeButton])],
    }
  },
})

export const peoplePresses: Readonly<Record<string, Handler>> = {
  'more with': moreWith,
  'try again': tryAgain,
}
