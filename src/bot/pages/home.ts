import type { Block, Button, ListItem, Page } from '../../core/card.ts'
import type { Dialog } from '../../core/dialogData.ts'
import { partId } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { firstName } from '../../domain/people.ts'
import { others } from '../../domain/relationship.ts'
import type { StoredRun } from '../../domain/run.ts'
import { standingOf } from '../../domain/standing.ts'
import { type Context, dialogOf } from '../context.ts'
import { startable } from '../opening.ts'
import { personOf } from '../runs.ts'
import {
  openActions,
  plannedSessions,
  type Worklist,
  waitingForChange,
  waitingForStance,
} from './worklist.ts'

const section = (
  level: 2 | 3,
  heading: string,
  items: readonly ListItem[],
  empty?: string,
): readonly Block[] => {
  if (items.length === 0 && empty === undefined) return []
  const body: Block =
    items.length === 0
      ? { kind: 'note', text: empty ?? '' }
      : { kind: 'list', items, confidential: true }
  return [{ kind: 'heading', level, text: heading }, body]
}

const withWhom = (ctx: Context, { relationships }: Worklist, relationship: string): string => {
  const found = relationships.find(({ id }) => id === relationship)
  if (found === undefined) return 'somebody'
  const names = others(found, ctx.person.id).map(
    ({ person }) => ctx.people.find(({ id }) => id === person)?.name ?? '',
  )
  return [...new Set(names)].join(' and ')
}

/** A scene that opens gently is not found here before its notice was sent. */
const isHeldBack = ({ deliveries }: Worklist, run: StoredRun, dialog: Dialog): boolean =>
  dialog.scenes.find(({ scene }) => scene === run.scene)?.gentle === true &&
  deliveries.some(({ what, refs }) => what === 'part.opened' && refs.run === run.id)

/** Parts that are this person's to do, with the button that opens them. */
const openParts = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.runs.flatMap(run => {
    const party = run.openFor.find(
      each => personOf(run, each) === ctx.person.id && !run.doneBy.includes(each),
    )
    const dialog = dialogOf(ctx.house, run.dialog.id)
    if (party === undefined || dialog === undefined || isHeldBack(list, run, dialog)) return []
    const until = run.restsUntil[party]
    const id = partId(run.id, run.scene, party)
    return [
      {
        text: `${dialog.title}, with ${withWhom(ctx, list, run.relationship)}`,
        detail:
          until === undefined
            ? 'your part is open'
            : `rests until ${sayDate(until, ctx.moment.today)}`,
        buttons: [{ label: 'Carry on', press: press('open', { part: id }) }],
      },
    ]
  })

const recordItem = (
  ctx: Context,
  list: Worklist,
  record: Worklist['records'][number],
  detail: string,
): ListItem => ({
  text: `${record.title}, ${withWhom(ctx, list, record.relationship)}, ${sayDate(record.on, ctx.moment.today)}`,
  detail,
  view: `record/${record.id}`,
})

const waiting = (ctx: Context, list: Worklist): readonly ListItem[] => [
  ...openParts(ctx, list),
  ...waitingForStance(list, ctx.person.id).map(each =>
    recordItem(ctx, list, each, 'ready to read and answer'),
  ),
  ...waitingForChange(list, ctx.person.id).map(each =>
    recordItem(ctx, list, each, 'a change is asked for'),
  ),
]

const dates = (ctx: Context, list: Worklist): readonly ListItem[] =>
  plannedSessions(list).map(({ relationship, on, at }) => ({
    text: `${sayDate(on, ctx.moment.today)}${at === undefined ? '' : `, ${at}`}`,
    detail: withWhom(ctx, list, relationship),
  }))

const actionItems = (ctx: Context, list: Worklist): readonly ListItem[] =>
  openActions(list).map(({ what, owner, by }) => ({
    text: what,
    detail: `${owner === ctx.person.id ? 'you' : firstName(ctx.people.find(({ id }) => id === owner)?.name ?? '')}, by ${sayDate(by, ctx.moment.today)}`,
  }))

/** What one may begin with the people of this relationship. */
const starts = (
  ctx: Context,
  list: Worklist,
  relationship: Worklist['relationships'][number],
): readonly Button[] =>
  [...ctx.house.library.dialogs.values()]
    .filter(dialog => startable(dialog, [relationship], ctx.person.id, list.records).length > 0)
    .map(dialog => ({
      label: dialog.title,
      press: press('start', { dialog: dialog.id, with: relationship.id }),
    }))

const myPeople = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.relationships
    .filter(({ kind, state }) => kind !== 'line' && state === 'confirmed')
    .map(relationship => {
      const mine = relationship.parties.find(({ person }) => person === ctx.person.id)?.role ?? ''
      return {
        text: withWhom(ctx, list, relationship.id),
        detail: `you are the ${mine}`,
        buttons: starts(ctx, list, relationship),
      }
    })

const recordItems = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.records.slice(0, 20).map(record => {
    const standing = standingOf(record, record.taken)
    const words = standing.is === 'waiting' ? 'waiting for an answer' : standing.is
    return recordItem(ctx, list, record, words)
  })

const noteItems = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.notes.slice(0, 5).map(({ text, at }) => ({
    text,
    detail: sayDate(new Date(at).toISOString().slice(0, 10), ctx.moment.today),
  }))

/** The worklist: what waits, my people and what one can begin with them, dates, actions, records, own notes. */
export const homePage = (ctx: Context, list: Worklist): Page => ({
  title: `Home of ${ctx.person.name}`,
  blocks: [
    ...section(2, 'Waiting for you', waiting(ctx, list), 'Nothing is waiting for you.'),
    ...section(
      2,
      'My people',
      myPeople(ctx, list),
      'Nobody is linked with you here yet. Your programme’s admin can do that.',
    ),
    ...section(2, 'Next dates', dates(ctx, list), 'No date is booked yet.'),
    ...section(2, 'Actions', actionItems(ctx, list)),
    ...section(2, 'Records', recordItems(ctx, list)),
    ...section(2, 'Your private notes', noteItems(ctx, list)),
  ],
})

/** The short list beside the conversation. */
export const upcomingPage = (ctx: Context, list: Worklist): Page => ({
  title: 'Coming up',
  blocks: [
    ...section(3, 'Sessions', dates(ctx, list).slice(0, 5), 'No date is booked yet.'),
    ...section(3, 'Waiting for you', waiting(ctx, list), 'Nothing is waiting for you.'),
    ...section(3, 'Actions', actionItems(ctx, list).slice(0, 8), 'No open actions.'),
  ],
})
