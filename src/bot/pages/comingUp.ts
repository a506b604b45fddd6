import type { ListItem, Page } from '../../core/card.ts'
import { sayDate, sayInstant } from '../../core/time.ts'
import { type Obligation, type Stage, stageOf } from '../../domain/obligation.ts'
import { type Planned, plan } from '../../domain/planning.ts'
import { reasonFor } from '../../domain/reason.ts'
import type { PairWorld, World } from '../../domain/world.ts'
import { closedFor } from '../calendar.ts'
import { nudgeTitle } from '../cards/nudges.ts'
import type { Context } from '../context.ts'
import { putRight } from '../nudges/looked.ts'
import { sceneOf } from '../nudges/scene.ts'
import { actionItems, dates } from './home.ts'
import { section, withWhom } from './sections.ts'
import { waiting } from './waiting.ts'
import type { Worklist } from './worklist.ts'

/** Never what was missed: from the day after, only what would be good next. */
const stages: Readonly<Record<Stage, string>> = {
  planned: 'there is time',
  dueSoon: 'soon',
  due: 'today',
  late: 'a date soon would be good',
  overdue: 'a date soon would be good',
  escalated: 'a date soon would be good',
}

const goesOn = ({ state }: Obligation): boolean => state === 'open' || state === 'paused'

const dueItem = (ctx: Context, pair: PairWorld, obligation: Obligation): ListItem => {
  const { today } = ctx.moment
  const { relationship } = pair
  const stage =
    obligation.state === 'paused'
      ? 'rests meanwhile'
      : `by ${sayDate(obligation.dueOn, today)}, ${stages[stageOf(obligation, today)]}`
  return {
    text: `With ${withWhom(ctx, [relationship], relationship.id)}: ${stage}`,
    detail: reasonFor(obligation, pair, today),
  }
}

const dueItems = (ctx: Context, { pairs }: World): readonly ListItem[] =>
  pairs
    .filter(({ as }) => as !== 'reviewer')
    .flatMap(pair => pair.obligations.filter(goesOn).map(each => ({ pair, obligation: each })))
    .toSorted((a, b) => a.obligation.dueOn.localeCompare(b.obligation.dueOn))
    .map(({ pair, obligation }) => dueItem(ctx, pair, obligation))

const DAYS_AHEAD = 14

/** Each nudge with the instant at which it will go, and why. */
const nudgeItems = (ctx: Context, world: World, planned: readonly Planned[]) => {
  const scene = sceneOf(ctx, world)
  const { zone } = world.person.works
  return planned.flatMap(({ at, occurrences, shifts }) =>
    occurrences.map(
      (each): ListItem => ({
        text: `${sayInstant(at, zone, ctx.moment.today)}: ${nudgeTitle(scene, each)}`,
        detail: [each.because, ...shifts].join('; '),
      }),
    ),
  )
}

/** The short list beside the conversation. What it foresees is what the tick will do. */
export const upcomingPage = (ctx: Context, list: Worklist): Page => {
  const closed = closedFor(ctx.house, ctx.tenant)
  const { now } = ctx.moment
  const world = list.world === undefined ? undefined : putRight(list.world, now, closed).world
  const ahead = world === undefined ? [] : plan(world, now, DAYS_AHEAD, closed)
  return {
    title: 'Coming up',
    blocks: [
      ...section(3, 'Sessions', dates(ctx, list).slice(0, 5), 'No date is booked yet.'),
      ...section(3, 'Supervision is due', world === undefined ? [] : dueItems(ctx, world)),
      ...section(3, 'Waiting for you', waiting(ctx, list), 'Nothing is waiting for you.'),
      ...section(3, 'Actions', actionItems(ctx, list).slice(0, 8), 'No open actions.'),
      ...section(
        3,
        'Nudges to come',
        world === undefined ? [] : nudgeItems(ctx, world, ahead),
        'None in the next two weeks.',
      ),
    ],
  }
}
