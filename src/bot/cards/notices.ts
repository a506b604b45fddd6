import type { Block, Button, Card } from '../../core/card.ts'
import { partId } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { firstName } from '../../domain/people.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import type { StoredRun } from '../../domain/run.ts'
import { currentStances, standingOf } from '../../domain/standing.ts'
import { type Context, dialogOf } from '../context.ts'
import { addressLinked, LINKED } from '../linking.ts'
import { bookedCard } from '../nudges/booking.ts'
import { waivingNotices } from '../nudges/waiving.ts'
import { wroteAlone } from '../revisions.ts'
import { personOf } from '../runs.ts'
import { aboutNotices } from './aboutNotices.ts'
import { sessionComposers } from './sessionNotices.ts'
import { togetherNotices } from './togetherNotices.ts'

/** The words of what arrives by itself: names, dates and counts, never what anybody wrote. */

type Refs = Readonly<Record<string, string>>
export type Composer = (ctx: Context, refs: Refs) => Promise<Card | undefined>

const nameOf = ({ people }: Context, person: string | undefined): string =>
  firstName(people.find(({ id }) => id === person)?.name ?? 'Somebody')

const card = (summary: string, text: string, extra: readonly Block[]): Card => ({
  summary,
  blocks: [{ kind: 'text', text }, ...extra],
})

const buttons = (...list: readonly Button[]): Block => ({ kind: 'buttons', buttons: list })

const myRun = async (ctx: Context, refs: Refs): Promise<StoredRun | undefined> => {
  const run = await ctx.house.store.run(ctx.scope, refs.run ?? '')
  const party = refs.party ?? ''
  const open = run?.state === 'open' && run.scene === refs.scene && !run.doneBy.includes(party)
  return open && personOf(run, party) === ctx.person.id ? run : undefined
}

const openButtons = (run: StoredRun, party: string, label: string): Block =>
  buttons(
    { label, press: press('open', { part: partId(run.id, run.scene, party) }), tone: 'main' },
    { label: 'Home', press: press('home'), tone: 'quiet' },
  )

/** The record, while this version is still the one to look at. */
const live = async (ctx: Context, refs: Refs): Promise<SupervisionRecord | undefined> => {
  const record = await ctx.house.store.record(ctx.scope, refs.record ?? '')
  return record?.version === Number(refs.version) && record.state === 'shared' ? record : undefined
}

const readLink = (record: SupervisionRecord): Block => ({
  kind: 'link',
  label: 'Read',
  view: `record/${record.id}`,
})

const partOpened: Composer = async (ctx, refs) => {
  const run = await myRun(ctx, refs)
  const dialog = run === undefined ? undefined : dialogOf(ctx.house, run.dialog.id)
  if (run === undefined || dialog === undefined) return undefined
  const from = nameOf(ctx, run.parties.find(({ person }) => person !== ctx.person.id)?.person)
  const by = run.startedBy === ctx.person.id ? from : nameOf(ctx, run.startedBy)
  return card(
    'Something is ready for you',
    run.openFor.length > 1
      ? `${dialog.title}: ${by} has begun it, and each of you has a part. Yours takes a few minutes, whenever it suits you.`
      : `${dialog.title}: ${by} has done a part, and the next one is yours. It takes a few minutes, whenever it suits you.`,
    [openButtons(run, refs.party ?? '', 'Open')],
  )
}

const wake: Composer = async (ctx, refs) => {
  const run = await myRun(ctx, refs)
  const dialog = run === undefined ? undefined : dialogOf(ctx.house, run.dialog.id)
  if (run === undefined || dialog === undefined) return undefined
  return card('Something you kept for today', `${dialog.title}: you kept this for today.`, [
    openButtons(run, refs.party ?? '', 'Carry on'),
  ])
}

const recordShared: Composer = async (ctx, refs) => {
  const record = await live(ctx, refs)
  if (record === undefined) return undefined
  const taken = currentStances(await ctx.house.store.stances(ctx.scope, record.id), record.version)
  if (Object.values(taken).some(({ person }) => person === ctx.person.id)) return undefined
  const author = nameOf(ctx, record.parties.find(({ role }) => role === record.author)?.person)
  const version = record.version === 1 ? '' : ` (version ${record.version})`
  const day = sayDate(record.on, ctx.moment.today)
  return card(
    'A record is ready to read',
    wroteAlone(record, record.author)
      ? `${record.title} from ${day}${version}: ${author} has shared it with you. Read it when it suits you; you have the last word.`
      : `${record.title} from ${day}${version}: all parts are in, and it is ready for you to read and sign.`,
    [readLink(record)],
  )
}

const stanceTaken: Composer = async (ctx, refs) => {
  const record = await live(ctx, refs)
  if (record === undefined) return undefined
  const stances = await ctx.house.store.stances(ctx.scope, record.id)
  const stance = stances.find(({ id, undoneAt }) => id === refs.by && undoneAt === undefined)
  if (stance === undefined) return undefined
  const done = standingOf(record, stances).is === 'signed' ? ' Everyone has now answered.' : ''
  const day = sayDate(record.on, ctx.moment.today)
  return card(
    'A record was answered',
    `${nameOf(ctx, stance.person)} has answered on the record from ${day}.${done}`,
    [readLink(record)],
  )
}

const changeAsked: Composer = async (ctx, refs) => {
  const record = await live(ctx, refs)
  if (record === undefined) return undefined
  const stances = await ctx.house.store.stances(ctx.scope, record.id)
  if (standingOf(record, stances).is !== 'change asked') return undefined
  const asking = nameOf(ctx, stances.find(({ id }) => id === refs.by)?.person)
  const author = record.parties.find(({ role }) => role === record.author)?.person
  const refsOf = { record: record.id, version: String(record.version) }
  const revise: readonly Block[] =
    author === ctx.person.id
      ? [buttons({ label: 'Make the change', press: press('revise', refsOf), tone: 'main' })]
      : []
  const day = sayDate(record.on, ctx.moment.today)
  return card('A change is asked for', `${asking} asks for a change in the record from ${day}.`, [
    readLink(record),
    ...revise,
  ])
}

const endings: Readonly<Record<string, string>> = {
  cancelled: 'was put aside by the one who began it. Nothing of it is kept.',
  stopped: 'was put aside. Nothing of it is kept.',
  instead: 'was put aside for another conversation.',
  'no reply': 'is closed for now: its time was over. It can be begun again any day.',
  'party left': 'is closed, because one of you has moved on.',
}

const runEnded: Composer = async (ctx, refs) => {
  const run = await ctx.house.store.run(ctx.scope, refs.run ?? '')
  const dialog = run === undefined ? undefined : dialogOf(ctx.house, run.dialog.id)
  const words = endings[refs.how ?? '']
  if (run === undefined || dialog === undefined || words === undefined) return undefined
  return card('A conversation was closed', `${dialog.title} ${words}`, [
    buttons({ label: 'Home', press: press('home'), tone: 'quiet' }),
  ])
}

const composers: Readonly<Record<string, Composer>> = {
  'part.opened': partOpened,
  wake,
  'record.shared': recordShared,
  'stance.taken': stanceTaken,
  'record.change': changeAsked,
  'run.ended': runEnded,
  ...togetherNotices,
  'session.booked': bookedCard,
  ...waivingNotices,
  ...aboutNotices,
  [LINKED]: addressLinked,
  ...sessionComposers,
}

/** The card of a delivery for its recipient; undefined when there is nothing left to do about it. */
export const composeNotice = async (
  ctx: Context,
  what: string,
  refs: Refs,
): Promise<Card | undefined> =>
  Object.hasOwn(composers, what) ? composers[what]?.(ctx, refs) : undefined
