import type { Button, Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { mayAnswer } from '../together/confirm.ts'
import { dueOnIn } from '../together/due.ts'
import { called } from '../together/people.ts'
import { coverCard } from './away.ts'
import { handOverCard, takenOverCard } from './handOver.ts'
import { proposalCard, rhythmCard } from './supervision.ts'
import { homeButton } from './words.ts'

type Refs = Readonly<Record<string, string>>
type Composer = (ctx: Context, refs: Refs) => Promise<Card | undefined>

const card = (summary: string, text: string, buttons: readonly Button[] = []): Card => ({
  summary,
  blocks: [
    { kind: 'text', text },
    { kind: 'buttons', buttons: [...buttons, homeButton] },
  ],
})

/** A proposal, while this person may still answer it. */
const proposal =
  (show: (ctx: Context, proposal: Relationship) => Card): Composer =>
  async (ctx, refs) => {
    const open = await ctx.house.store.proposals(ctx.scope)
    const found = open.find(each => each.id === refs.relationship && mayAnswer(each, ctx.person.id))
    return found === undefined ? undefined : show(ctx, found)
  }

/** A supervision of this person’s, while it lasts. */
const live =
  (
    show: (ctx: Context, relationship: Relationship, refs: Refs) => Card | Promise<Card>,
  ): Composer =>
  async (ctx, refs) => {
    const all = await ctx.house.store.relationships(ctx.scope)
    const found = all.find(({ id }) => id === refs.relationship)
    return found === undefined ? undefined : show(ctx, found, refs)
  }

const standing = async (ctx: Context, relationship: Relationship, first: string): Promise<Card> => {
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  const booked = sessions
    .filter(({ state, on }) => state === 'planned' && on >= ctx.moment.today)
    .map(({ on }) => on)
    .toSorted()
  const dueOn = dueOnIn(ctx, relationship, sessions)
  return rhythmCard(ctx, first, { relationship, booked, ...(dueOn === undefined ? {} : { dueOn }) })
}

const declined: Composer = async (ctx, { by }) =>
  card(
    'A supervision that does not fit yet',
    `${called(ctx, by)} says that the supervision you proposed does not fit like this. Talk about it when you next speak; you can propose it again any day.`,
    [{ label: 'Set up supervision', press: press('set up') }],
  )

const datesBooked = live((ctx, { id }, { by, dates = '' }) => {
  const said = dates.split(' ').map(day => ({ text: sayDate(day, ctx.moment.today) }))
  const many = said.length === 1 ? 'a date' : `${said.length} dates`
  return {
    summary: 'Dates are booked',
    blocks: [
      { kind: 'text', text: `${called(ctx, by)} has booked ${many} for the two of you.` },
      { kind: 'list', items: said },
      {
        kind: 'buttons',
        buttons: [{ label: 'Book dates', press: press('dates', { with: id }) }, homeButton],
      },
    ],
  }
})

const coverDeclined: Composer = async (ctx, { by }) =>
  card(
    'Somebody cannot stand in',
    `${called(ctx, by)} cannot stand in just then. Would you like to ask somebody else?`,
    [{ label: 'Ask somebody else', press: press('cover') }],
  )

const coverNamed: Composer = async (ctx, { cover, worker, from = '', until = '' }) => {
  const { today } = ctx.moment
  const who = worker === ctx.person.id ? 'you' : called(ctx, worker)
  const by = cover === ctx.person.id ? 'You are' : `${called(ctx, cover)} is`
  const days = `from ${sayDate(from, today)} until ${sayDate(until, today)}`
  const counts = worker === ctx.person.id ? ' A session with them counts.' : ''
  return card('Somebody is there meanwhile', `${by} there for ${who} ${days}.${counts}`)
}

const coverOver: Composer = async (ctx, { by, cover, worker }) => {
  const back = `${called(ctx, by)} is back.`
  return cover === ctx.person.id
    ? card(
        'Thank you for standing in',
        `${back} Thank you for being there for ${called(ctx, worker)}.`,
      )
    : card('Your supervisor is back', `${back} From now on the two of you go on together.`)
}

const handedOver: Composer = async (ctx, { worker, supervisor, from = '', before }) => {
  const reads =
    before === ctx.person.id
      ? ' What the two of you shared stays open to you for thirty days after your last day.'
      : ''
  return card(
    'A change of supervisor is settled',
    `${called(ctx, worker)} has confirmed: ${called(ctx, supervisor)} supervises ${called(ctx, worker)} from ${sayDate(from, ctx.moment.today)}.${reads}`,
  )
}

/** What people hear of setting up, covering and handing over: names and dates only. */
export const togetherNotices: Readonly<Record<string, Composer>> = {
  'supervision.proposed': proposal(proposalCard),
  'supervision.confirmed': live((ctx, found, { by }) =>
    standing(ctx, found, `${called(ctx, by)} has confirmed. You two are set up.`),
  ),
  'supervision.declined': declined,
  'rhythm.set': live((ctx, found, { by }) =>
    standing(ctx, found, `${called(ctx, by)} has set how often the two of you meet.`),
  ),
  'dates.booked': datesBooked,
  'cover.proposed': proposal(coverCard),
  'cover.declined': coverDeclined,
  'cover.named': coverNamed,
  'cover.over': coverOver,
  'handover.proposed': proposal(handOverCard),
  'handover.done': live(takenOverCard),
  'handover.told': handedOver,
}
