import { nudges } from '../../../dialogs/nudges.ts'
import { ThroughlineError } from '../../core/errors.ts'
import { press } from '../../core/press.ts'
import { sayDate, timeAt } from '../../core/time.ts'
import { plusDays } from '../../domain/days.ts'
import { AFTERNOON } from '../../domain/nudgesOfSessions.ts'
import type { Preference } from '../../domain/preference.ts'
import { aboutNudgeCard, nudgeCard, whyCard } from '../cards/nudges.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { staleReaction } from '../locate.ts'
import type { Handler, Pressed } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { actionPresses } from './actions.ts'
import { bookingPresses } from './booking.ts'
import { sceneFor } from './scene.ts'
import { type Told, toldIn } from './told.ts'
import { waivingPresses } from './waiving.ts'

/** Does something with the nudge a button belongs to. */
const withTold =
  (act: (pressed: Pressed, told: Told) => Plan | Promise<Plan>): Handler =>
  pressed => {
    const told = toldIn(pressed.args)
    return told === undefined ? staleReaction(pressed.ctx, pressed.state) : act(pressed, told)
  }

/** Changes what this person has set for themselves; moved meanwhile, the whole turn is done again. */
const setting = async (
  ctx: Context,
  state: PersonState,
  mine: string,
  change: (before: Preference) => Preference,
  says: Parameters<typeof saying>,
): Promise<Plan> => {
  const preference = change(await ctx.house.store.preference(ctx.scope))
  return {
    commit: async tx => {
      if (!(await tx.savePreference(preference)))
        throw new ThroughlineError(
          'store-conflict',
          'Keeping a setting that was changed meanwhile',
          'It is tried again by itself.',
        )
      await tx.lookAt([ctx.person.id])
      return { state, mine, says: [saying(...says)] }
    },
  }
}

/** Until that day; those whose day has come are forgotten. */
const snoozedUntil =
  (subject: string, day: string, today: string) =>
  (before: Preference): Preference => {
    const ahead = Object.entries(before.snoozed).filter(([, until]) => until > today)
    return { ...before, snoozed: { ...Object.fromEntries(ahead), [subject]: day } }
  }

const LONGEST_SNOOZE = 3

const snooze = withTold(({ ctx, state, args }, { subject }) => {
  const days = Math.min(LONGEST_SNOOZE, Math.max(1, Math.trunc(Number(args.days)) || 1))
  const day = plusDays(ctx.moment.today, days)
  const label = days === 1 ? 'Snooze 1 day' : `Snooze ${days} days`
  return setting(ctx, state, label, snoozedUntil(subject, day, ctx.moment.today), [
    `Fine. It may come again from ${sayDate(day, ctx.moment.today)}.`,
    [homeButton],
  ])
})

/** In the afternoon, while there is one left; else with the next morning’s. */
const laterToday: Handler = ({ ctx, state, args }) => {
  const { subject } = { subject: args.s ?? '' }
  if (!subject.startsWith('N-04:') || subject.length > 200) return staleReaction(ctx, state)
  const { today, now } = ctx.moment
  const { to, zone } = ctx.person.works
  const fits = timeAt(now, zone) < AFTERNOON && AFTERNOON < to
  const day = fits ? today : plusDays(today, 1)
  return setting(ctx, state, 'Later today', snoozedUntil(subject, day, today), [
    fits
      ? 'Fine. I ask again this afternoon.'
      : 'Today is nearly over: I ask again next time you work.',
    [homeButton],
  ])
}

const without = (fewer: Preference['fewer'], nudge: string): Preference['fewer'] =>
  Object.fromEntries(Object.entries(fewer).filter(([id]) => id !== nudge))

/** First half as often, then none; and the way back. */
const fewer = withTold(async ({ ctx, state }, told) => {
  const { name } = nudges[told.nudge]
  const before = await ctx.house.store.preference(ctx.scope)
  const next = before.fewer[told.nudge] === undefined ? 'half' : 'off'
  const words =
    next === 'half'
      ? `“${name}” comes half as often from now on.`
      : `“${name}” does not come any more.`
  return setting(
    ctx,
    state,
    'Fewer of these',
    each => ({ ...each, fewer: { ...each.fewer, [told.nudge]: next } }),
    [
      words,
      [
        { label: 'As before', press: press('as before', { n: told.nudge }), tone: 'quiet' },
        homeButton,
      ],
    ],
  )
})

const asBefore: Handler = ({ ctx, state, args }) => {
  const id = args.n ?? ''
  if (!Object.hasOwn(nudges, id)) return staleReaction(ctx, state)
  return setting(ctx, state, 'As before', each => ({ ...each, fewer: without(each.fewer, id) }), [
    'It comes as before.',
    [homeButton],
  ])
}

const open = withTold(async ({ ctx, state }, told) => {
  const scene = await sceneFor(ctx)
  const card = scene === undefined ? undefined : nudgeCard(scene, told)
  return { state, mine: 'Open', says: [card ?? notFound()] }
})

/** What the buttons of nudges do. */
export const nudgePresses: Readonly<Record<string, Handler>> = {
  ...bookingPresses,
  ...actionPresses,
  ...waivingPresses,
  nudge: open,
  'about nudge': withTold(({ state }, told) => ({
    state,
    mine: 'More',
    says: [aboutNudgeCard(told)],
  })),
  why: withTold(({ state }, told) => ({
    state,
    mine: 'Why am I seeing this?',
    says: [whyCard(told)],
  })),
  snooze,
  fewer,
  'as before': asBefore,
  'later today': laterToday,
  noted: ({ state }) => ({ state, mine: 'Noted', says: [saying('Fine.', [homeButton])] }),
}
