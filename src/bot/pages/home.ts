import type { Block, ListItem, Page } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { dateAt, sayDate } from '../../core/time.ts'
import { standingOf } from '../../domain/standing.ts'
import type { Context } from '../context.ts'
import { homeWays, meanwhile } from '../together/meanwhile.ts'
import { agendaSections } from './agenda.ts'
import { myPeople } from './myPeople.ts'
import { firstNameOf, section, withWhom } from './sections.ts'
import { troubledSection } from './troubled.ts'
import { recordItem, waiting } from './waiting.ts'
import { openActions, plannedSessions, type Worklist } from './worklist.ts'

export const dates = (ctx: Context, list: Worklist): readonly ListItem[] => {
  // Who stands in reads dates of a supervision that is not theirs.
  const lent = (list.world?.pairs ?? []).map(({ relationship }) => relationship)
  return plannedSessions(list, ctx.moment.today).map(({ relationship, on, at }) => ({
    text: `${sayDate(on, ctx.moment.today)}${at === undefined ? '' : `, ${at}`}`,
    detail: withWhom(ctx, [...list.relationships, ...lent], relationship),
  }))
}

/** One's own first, then what others do. */
export const actionItems = (ctx: Context, list: Worklist): readonly ListItem[] => {
  const mine = ({ owner }: Worklist['actions'][number]): boolean => owner === ctx.person.id
  const open = openActions(list)
  return [...open.filter(mine), ...open.filter(each => !mine(each))].map(action => ({
    text: action.what,
    detail: `${mine(action) ? 'you' : firstNameOf(ctx, action.owner)}, by ${sayDate(action.by, ctx.moment.today)}`,
    ...(mine(action)
      ? {
          buttons: [
            { label: 'How is it?', press: press('actions', { with: action.relationship }) },
          ],
        }
      : {}),
  }))
}

const recordItems = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.records.slice(0, 20).map(record => {
    const standing = standingOf(record, record.taken)
    const words = standing.is === 'waiting' ? 'waiting for an answer' : standing.is
    return recordItem(ctx, list, record, words)
  })

const noteItems = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.notes.slice(0, 5).map(({ text, at }) => ({
    text,
    detail: sayDate(dateAt(at, ctx.person.works.zone), ctx.moment.today),
  }))

const ways = (ctx: Context, list: Worklist): readonly Block[] => [
  { kind: 'divider' },
  { kind: 'link', label: 'About me', view: 'about' },
  ...(list.hasLine
    ? [{ kind: 'link' as const, label: 'Supervision dates of my line', view: 'dates' }]
    : []),
  {
    kind: 'buttons',
    buttons: [
      ...homeWays(ctx, list.relationships, list.world),
      { label: 'Settings', press: press('settings'), tone: 'quiet' },
    ],
  },
]

/** The worklist: my people and what is next with them, what waits for me, dates; the rest only where there is some. */
export const homePage = (ctx: Context, list: Worklist): Page => ({
  title: `Home of ${ctx.person.name}`,
  blocks: [
    ...section(
      2,
      'My people',
      myPeople(ctx, list),
      'Nobody is linked with you here yet. Your programme’s admin can do that.',
    ),
    ...section(2, 'Meanwhile', meanwhile(ctx, list.world)),
    ...section(2, 'Waiting for you', waiting(ctx, list), 'Nothing is waiting for you.'),
    ...section(2, 'Next dates', dates(ctx, list), 'No date is booked yet.'),
    ...section(2, 'Actions', actionItems(ctx, list)),
    ...agendaSections(ctx, list),
    ...section(2, 'Records', recordItems(ctx, list)),
    ...section(2, 'Your private notes', noteItems(ctx, list)),
    ...troubledSection(ctx, list.troubled),
    ...ways(ctx, list),
  ],
})
