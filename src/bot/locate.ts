import { advance } from '../core/advance.ts'
import type { Part } from '../core/part.ts'
import { refit } from '../core/refit.ts'
import { stale } from './cards/words.ts'
import { type Context, dialogOf, type Reaction } from './context.ts'
import { partIn } from './opening.ts'
import type { Playing } from './play.ts'
import { partCard } from './show.ts'
import type { PersonState } from './state.ts'

const runOf = (partId: string): string => partId.slice(0, Math.max(partId.indexOf('.'), 0))
const partyIn = (partId: string): string => partId.slice(partId.lastIndexOf('.') + 1)

const inFocus = (
  ctx: Context,
  state: PersonState,
  part: Part,
  mine?: string,
): Playing | undefined => {
  const dialog = dialogOf(ctx.house, part.dialog)
  if (dialog === undefined) return undefined
  const [here, told] = advance(dialog, refit(dialog, part), { do: 'open' }, ctx.moment)
  return { ctx, state, dialog, part: here, told, ...(mine === undefined ? {} : { mine }) }
}

/** The focused part, ready to be played. */
export const focus = (ctx: Context, state: PersonState, mine?: string): Playing | undefined =>
  state.focus === undefined ? undefined : inFocus(ctx, state, state.focus, mine)

/** The part a button or form names: the focused one, or one that rests in a run of this person's. */
export const locate = async (
  ctx: Context,
  state: PersonState,
  partId: string,
  mine?: string,
): Promise<Playing | undefined> => {
  if (state.focus?.id === partId) return inFocus(ctx, state, state.focus, mine)
  const stored = await ctx.house.store.run(ctx.scope, runOf(partId))
  const dialog = stored === undefined ? undefined : dialogOf(ctx.house, stored.dialog.id)
  const found =
    stored === undefined || dialog === undefined
      ? undefined
      : partIn(ctx, dialog, stored, partyIn(partId))
  if (dialog === undefined || found === undefined || found[0].id !== partId) return undefined
  const parked = state.focus
  const [part, told] = found
  return {
    ctx,
    state,
    dialog,
    part,
    told,
    ...(parked === undefined ? {} : { parked }),
    ...(mine === undefined ? {} : { mine }),
  }
}

/** A kind answer to a button whose time has passed, and where the person is. */
export const staleReaction = (ctx: Context, state: PersonState, mine?: string): Reaction => {
  const here = focus(ctx, state)
  const spoken = mine === undefined ? {} : { mine }
  if (here === undefined) return { ...spoken, state, says: [stale()] }
  return { ...spoken, state, says: [stale(), partCard(ctx, here.dialog, here.part, [])] }
}
