import { advance, type Input } from '../core/advance.ts'
import type { Card } from '../core/card.ts'
import type { Dialog } from '../core/dialogData.ts'
import type { Effect } from '../core/flow.ts'
import type { Part } from '../core/part.ts'
import { press } from '../core/press.ts'
import type { Tx } from '../domain/store.ts'
import { saying, stale } from './cards/words.ts'
import { type Context, dialogOf, type Plan, type Reaction } from './context.ts'
import { endRun } from './ending.ts'
import { around, finish } from './finishing.ts'
import { schedule } from './notices.ts'
import { focused, park, partIn, refOf } from './opening.ts'
import { partCard, partForm, restCard, tellCard } from './show.ts'
import { startPlan } from './starting.ts'
import type { PersonState } from './state.ts'

/** A part at the moment something was done in it. `parked` had the focus before and must rest first. */
export interface Playing {
  readonly ctx: Context
  readonly state: PersonState
  readonly dialog: Dialog
  readonly part: Part
  readonly parked?: Part
  readonly mine?: string
  /** What was said on the way to this question, to be said again when the part is opened. */
  readonly told?: readonly Effect[]
}

type Of<D extends Effect['do']> = Extract<Effect, { readonly do: D }>
const first = <D extends Effect['do']>(effects: readonly Effect[], kind: D): Of<D> | undefined =>
  effects.find((effect): effect is Of<D> => effect.do === kind)

/** Adds the parking of what had the focus to a reaction that is otherwise ready. */
const parking = (playing: Playing, reaction: Reaction): Plan => {
  const { parked } = playing
  if (parked === undefined) return reaction
  return {
    commit: async tx => {
      await park(tx, parked)
      return reaction
    },
  }
}

const withFocus = ({ ctx, state, parked }: Playing, part: Part): PersonState => {
  const title = parked === undefined ? undefined : dialogOf(ctx.house, parked.dialog)?.title
  return focused(state, part, parked === undefined ? undefined : refOf(parked, title ?? ''))
}

const mineOf = ({ mine }: Playing): { readonly mine?: string } =>
  mine === undefined ? {} : { mine }

/** The parent of a dialog that was started aside comes back when it is done. */
const returning = async (
  tx: Tx,
  ctx: Context,
  state: PersonState,
): Promise<Reaction | undefined> => {
  const back = state.resting.find(({ id }) => id === state.returnTo.at(-1))
  if (back === undefined) return undefined
  const stored = await tx.run(back.run)
  const dialog = stored === undefined ? undefined : dialogOf(ctx.house, stored.dialog.id)
  const found =
    stored === undefined || dialog === undefined
      ? undefined
      : partIn(ctx, dialog, stored, back.party)
  if (dialog === undefined || found === undefined) return undefined
  const [part, effects] = advance(dialog, found[0], { do: 'go on' }, ctx.moment)
  const next = focused({ ...state, returnTo: state.returnTo.slice(0, -1) }, part)
  return { state: next, says: [partCard(ctx, dialog, part, effects)] }
}

const finishPlan = (playing: Playing, part: Part): Plan => ({
  commit: async tx => {
    const { ctx, state, dialog, parked } = playing
    if (parked !== undefined) await park(tx, parked)
    const stored = await tx.run(part.run)
    const nearby = stored === undefined ? undefined : await around(ctx, stored.relationship)
    if (nearby === undefined)
      return { ...mineOf(playing), state, says: [saying('This one is no longer open.')] }
    const { cards, goesOn } = await finish(tx, ctx, dialog, part, nearby)
    const { focus: _, ...rest } = withFocus(playing, part)
    const next = goesOn === undefined ? undefined : partIn(ctx, dialog, goesOn)
    if (next !== undefined)
      return {
        ...mineOf(playing),
        state: focused(rest, next[0]),
        says: [...cards, partCard(ctx, dialog, ...next)],
      }
    const parent = await returning(tx, ctx, rest)
    return {
      ...mineOf(playing),
      state: parent?.state ?? rest,
      says: [...cards, ...(parent?.says ?? [])],
    }
  },
})

const restPlan = (
  playing: Playing,
  part: Part,
  { until, says }: Of<'rest'>,
  told: readonly Card[],
): Plan => ({
  commit: async tx => {
    const { ctx, dialog, parked } = playing
    if (parked !== undefined) await park(tx, parked)
    await park(tx, part, until)
    if (until !== undefined)
      await schedule(tx, ctx, 'wake', ctx.person.id, until, {
        run: part.run,
        scene: part.scene,
        party: part.party,
      })
    const { focus: _, ...rest } = withFocus(playing, part)
    const ref = { ...refOf(part, dialog.title), ...(until === undefined ? {} : { until }) }
    const state = { ...rest, resting: [...rest.resting.filter(({ id }) => id !== part.id), ref] }
    return { ...mineOf(playing), state, says: [...told, restCard(ctx, dialog, part, until, says)] }
  },
})

const confirmDiscard = (part: Part): Card => ({
  ...saying('Shall I throw this draft away? Nobody else has seen it.', [
    { label: 'Discard it', press: press('discard', { part: part.id }), tone: 'careful' },
    { label: 'Keep it for later', press: press('later', { part: part.id }) },
  ]),
  asks: part.id,
})

/** What one dialog leads to is with the same people. */
const withSame = async (ctx: Context, part: Part): Promise<{ readonly with?: string }> => {
  const stored = await ctx.house.store.run(ctx.scope, part.run)
  return stored === undefined ? {} : { with: stored.relationship }
}

const startedFrom = async (
  playing: Playing,
  part: Part,
  effect: Of<'start'>,
  told: readonly Effect[],
): Promise<Plan> => {
  const { ctx, dialog } = playing
  const planned = ctx.house.library.planned[effect.dialog]
  if (dialogOf(ctx.house, effect.dialog) === undefined) {
    const line = planned ?? 'That is not here yet; please take it up with each other directly.'
    if (effect.how === 'instead') return endRun(playing, part, 'instead', saying(line))
    const [next, effects] = advance(dialog, part, { do: 'go on' }, ctx.moment)
    return react(playing, next, [...told, { do: 'tell', says: line }, ...effects])
  }
  return startPlan(ctx, playing.state, effect.dialog, {
    ...mineOf(playing),
    ...(await withSame(ctx, part)),
    ...(effect.how === 'instead' ? { replaces: part } : { aside: part }),
  })
}

/** Turns what the engine wants done into a reaction. */
export const react = async (
  playing: Playing,
  part: Part,
  effects: readonly Effect[],
): Promise<Plan> => {
  const { ctx, dialog } = playing
  if (first(effects, 'finish') !== undefined) return finishPlan(playing, part)
  const stop = first(effects, 'stop')
  if (stop !== undefined) return endRun(playing, part, 'stopped', saying(stop.says))
  const start = effects.find(
    (effect): effect is Of<'start'> => effect.do === 'start' && effect.how !== 'after',
  )
  if (start !== undefined)
    return startedFrom(
      playing,
      part,
      start,
      effects.filter(({ do: what }) => what === 'tell'),
    )
  const rest = first(effects, 'rest')
  if (rest !== undefined) {
    const told = effects.flatMap(effect =>
      effect.do === 'tell' ? [tellCard(dialog, effect.says)] : [],
    )
    return restPlan(playing, part, rest, told)
  }
  const state = withFocus(playing, part)
  const errors = first(effects, 'errors')
  if (errors !== undefined)
    return parking(playing, { state, says: [], outcome: { errors: errors.errors } })
  const extra = first(effects, 'cancel') === undefined ? [] : [confirmDiscard(part)]
  const before = first(effects, 'stale') === undefined ? [] : [stale()]
  const says = extra.length > 0 ? extra : [...before, partCard(ctx, dialog, part, effects)]
  return parking(playing, { ...mineOf(playing), state, says })
}

/** Opens the part where it is, with what leads up to its question. */
export const reopen = (playing: Playing): Promise<Plan> =>
  react(playing, playing.part, playing.told ?? [])

/** One input in one part. */
export const play = (playing: Playing, input: Input): Promise<Plan> => {
  const { ctx, dialog, part } = playing
  const [next, effects] = advance(dialog, part, input, ctx.moment)
  return react(playing, next, effects)
}

/** The part as a form, opened at once. */
export const openForm = (playing: Playing, only?: string): Plan => {
  const { ctx, dialog, part } = playing
  const form = partForm(ctx, dialog, part, {}, only)
  return parking(playing, {
    ...mineOf(playing),
    state: withFocus(playing, part),
    says: [],
    outcome: { form },
  })
}
