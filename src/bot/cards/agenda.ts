import { topicOf } from '../../../dialogs/sessions/topics.ts'
import type { Card, ListItem } from '../../core/card.ts'
import { dateAt, sayDate } from '../../core/time.ts'
import type { AgendaItem } from '../../domain/action.ts'
import { firstName } from '../../domain/people.ts'
import { others, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { homeButton } from './words.ts'

/** A topic, who brought it and since when it waits; for one of the bank, the question that opens it. */
export const agendaLine = (ctx: Context, item: AgendaItem): ListItem => {
  const { topic, raisedBy, at } = item
  const by =
    raisedBy === ctx.person.id
      ? 'you'
      : firstName(ctx.people.find(({ id }) => id === raisedBy)?.name ?? 'somebody')
  const since = sayDate(dateAt(at, ctx.person.works.zone), ctx.moment.today)
  const question = topicOf(topic)?.question
  return {
    text: topic,
    detail: `${by}, since ${since}${question === undefined ? '' : `. ${question}`}`,
  }
}

const withWhom = (ctx: Context, relationship: Relationship): string =>
  others(relationship, ctx.person.id)
    .map(({ person }) => firstName(ctx.people.find(({ id }) => id === person)?.name ?? ''))
    .join(' and ')

/** The agenda of two people, in its order. */
export const agendaCard = (
  ctx: Context,
  relationship: Relationship,
  items: readonly AgendaItem[],
): Card => ({
  summary: 'Your agenda',
  blocks: [
    { kind: 'heading', level: 3, text: `Agenda with ${withWhom(ctx, relationship)}` },
    items.length === 0
      ? { kind: 'note', text: 'Nothing stands on it so far.' }
      : {
          kind: 'list',
          ordered: true,
          confidential: true,
          items: items.map(item => agendaLine(ctx, item)),
        },
    { kind: 'buttons', buttons: [homeButton] },
  ],
})
