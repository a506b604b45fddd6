import type { Item } from '../../core/part.ts'
import { dateAt, sayDate } from '../../core/time.ts'
import type { AgendaItem } from '../../domain/action.ts'
import type { Read, Reading } from './reading.ts'

/** Open actions and the agenda of these people. */

export const openActions = async ({ ctx, relationship }: Reading): Promise<Read> => {
  const all = await ctx.house.store.actions(ctx.scope, relationship.id)
  return all
    .filter(({ state }) => state === 'open' || state === 'partly')
    .toSorted((a, b) => a.by.localeCompare(b.by))
    .slice(0, 12)
    .map(({ id, what, by, carried }): Item => ({ id, what, by, carried }))
}

/** What the two put at the top, then by age. */
export const inOrder = (items: readonly AgendaItem[]): readonly AgendaItem[] =>
  items
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => (a.order ?? 99) - (b.order ?? 99) || a.at - b.at)

const agenda = async ({ ctx, relationship }: Reading): Promise<readonly AgendaItem[]> =>
  inOrder(await ctx.house.store.agendaItems(ctx.scope, relationship.id)).slice(0, 12)

const since = ({ ctx }: Reading, { at }: AgendaItem): string =>
  sayDate(dateAt(at, ctx.person.works.zone), ctx.moment.today)

export const agendaItems = async (reading: Reading): Promise<Read> =>
  (await agenda(reading)).map(
    (each): Item => ({
      id: each.id,
      topic: each.topic,
      text: each.topic,
      since: since(reading, each),
      carried: each.carried ?? 0,
    }),
  )

/** `agenda.mine`: what the person who starts has put there themselves. */
export const ownItems = async (reading: Reading): Promise<Read> =>
  (await agenda(reading))
    .filter(({ raisedBy }) => raisedBy === reading.ctx.person.id)
    .map(({ topic }) => topic)

/** The same as lines with their age: “Writing for court (waiting since Monday 23 November)”. */
export const agendaLines = async (reading: Reading): Promise<Read> =>
  (await agenda(reading)).map(each => `${each.topic} (waiting since ${since(reading, each)})`)
