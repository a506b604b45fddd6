import type { Button, ListItem } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { type Obligation, stageOf } from '../../domain/obligation.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import { personAs, type Relationship, rolesOf } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { startable } from '../opening.ts'
import { proposalItem } from './proposals.ts'
import { firstNameOf, roleWords, withWhom } from './sections.ts'
import { plannedSessions, type Worklist } from './worklist.ts'

/** What two people do most, in the order in which it is likely to be next. */
const likely = [
  'agenda',
  'session',
  'preparation',
  'coaching-session',
  'coaching-agreement',
  'feedback',
]

const AT_ONCE = 2

/** On the day of a session recording it comes first. */
const rank = (dialog: string, isToday: boolean): number => {
  if (isToday && dialog === 'session') return -1
  const at = likely.indexOf(dialog)
  return at < 0 ? likely.length : at
}

/** What one may begin with the people of this relationship, the likeliest first. */
export const starts = (
  ctx: Context,
  list: Pick<Worklist, 'records' | 'sessions'>,
  relationship: Relationship,
): readonly Button[] => {
  const { today } = ctx.moment
  const isToday = list.sessions.some(
    each => each.relationship === relationship.id && each.state === 'planned' && each.on <= today,
  )
  return [...ctx.house.library.dialogs.values()]
    .filter(dialog => startable(dialog, [relationship], ctx.person.id, list.records).length > 0)
    .toSorted((a, b) => rank(a.id, isToday) - rank(b.id, isToday))
    .map(dialog => ({
      label: dialog.title,
      press: press('start', { dialog: dialog.id, with: relationship.id }),
    }))
}

const buttons = (ctx: Context, list: Worklist, relationship: Relationship): readonly Button[] => {
  const booked = list.sessions.some(
    each => each.relationship === relationship.id && each.state === 'planned',
  )
  const book: readonly Button[] =
    booked || relationship.kind !== 'supervision'
      ? []
      : [{ label: 'Book dates', press: press('dates', { with: relationship.id }) }]
  const all = [...book, ...starts(ctx, list, relationship)]
  if (all.length <= AT_ONCE) return all
  const who = firstNameOf(
    ctx,
    relationship.parties.find(({ person }) => person !== ctx.person.id)?.person,
  )
  const more = press('more with', { with: relationship.id })
  return [...all.slice(0, AT_ONCE), { label: `More with ${who}`, press: more, tone: 'quiet' }]
}

/** By which day the rhythm asks for the next one; once that is past, what is next and not what was. */
const dueWords = (
  today: string,
  { state, dueOn, programme, rule, ...rest }: Obligation,
): string => {
  const says = ruleOf(programme, rule)?.says ?? rule
  if (state === 'paused') return 'the rhythm rests for now'
  const stage = stageOf({ ...rest, state, dueOn, programme, rule }, today)
  if (stage === 'planned' || stage === 'dueSoon')
    return `good by ${sayDate(dueOn, today)} (${says})`
  return stage === 'due' ? `good today (${says})` : `a date soon would be good (${says})`
}

const when = (ctx: Context, list: Worklist, { id, kind }: Relationship): readonly string[] => {
  const { today } = ctx.moment
  const next = plannedSessions(list, today).find(each => each.relationship === id)
  const due = list.obligations
    .filter(each => each.relationship === id && ['open', 'paused'].includes(each.state))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
    .slice(0, 1)
  const booked =
    next === undefined
      ? kind === 'supervision'
        ? ['no date booked']
        : []
      : [`next ${sayDate(next.on, today)}${next.at === undefined ? '' : `, ${next.at}`}`]
  return [...booked, ...due.map(each => dueWords(today, each))]
}

const as = (ctx: Context, relationship: Relationship): string => {
  const { covers, until } = relationship
  const { today } = ctx.moment
  if (covers === undefined)
    return `you are the ${rolesOf(relationship, ctx.person.id).map(roleWords).join(' and ')}`
  const days = until === undefined ? '' : ` until ${sayDate(until, today)}`
  return personAs(relationship, 'supervisor') === ctx.person.id
    ? `you stand in${days}`
    : `stands in for your supervisor${days}`
}

/** Whom this person works with: the next date, by when the next one is good, what they can begin; proposals first. */
export const myPeople = (ctx: Context, list: Worklist): readonly ListItem[] => [
  ...list.proposals.map(each => proposalItem(ctx, each)),
  ...list.relationships
    .filter(({ kind, state }) => kind !== 'line' && state === 'confirmed')
    .map(relationship => ({
      text: withWhom(ctx, list.relationships, relationship.id),
      detail: [as(ctx, relationship), ...when(ctx, list, relationship)].join('; '),
      buttons: buttons(ctx, list, relationship),
    })),
]
