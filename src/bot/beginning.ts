import type { Card } from '../core/card.ts'
import type { Dialog } from '../core/dialogData.ts'
import { type Advanced, begin, type Effect } from '../core/flow.ts'
import { outside } from '../core/lookup.ts'
import type { Part } from '../core/part.ts'
import { end, partFor, type Run } from '../core/run.ts'
import { say } from '../core/say.ts'
import type { Relationship } from '../domain/relationship.ts'
import { homeButton, saying } from './cards/words.ts'
import { type Context, dialogOf, type Plan } from './context.ts'
import { scheduleDeadline } from './deadlines.ts'
import { applyMove, around } from './finishing.ts'
import { type About, type Named, needsAction } from './given/about.ts'
import { type Begun, beginFor, focused, park, partIn, refOf, tellOpened } from './opening.ts'
import { toRun, withDraft } from './runs.ts'
import { partCard } from './show.ts'
import type { PersonState } from './state.ts'

/** How somebody comes to a dialog. */
export interface How {
  /** The relationship, when it is known already. */
  readonly with?: string
  /** The action or session it is about, as named in a press. */
  readonly about?: Named
  readonly mine?: string
  /** The part this one takes the place of, or returns to. */
  readonly replaces?: Part
  readonly aside?: Part
}

/** Ends or parks what had the focus, as the new dialog takes its place, lies on top of it, or simply comes first. */
const leaveFocus = async (
  tx: Parameters<typeof park>[0],
  ctx: Context,
  state: PersonState,
  { replaces, aside }: How,
): Promise<PersonState> => {
  const { focus, ...rest } = state
  if (replaces !== undefined) {
    const stored = await tx.run(replaces.run)
    const dialog = dialogOf(ctx.house, replaces.dialog)
    const nearby = stored === undefined ? undefined : await around(ctx, stored.relationship)
    if (stored !== undefined && dialog !== undefined && nearby !== undefined)
      await applyMove(
        { ...nearby, tx, ctx, dialog },
        end(toRun(stored), 'instead'),
        withDraft(stored, replaces.party, undefined),
      )
    return rest
  }
  const leaving = aside ?? focus
  if (leaving === undefined) return rest
  await park(tx, leaving)
  const title = dialogOf(ctx.house, leaving.dialog)?.title ?? ''
  const resting = [...rest.resting.filter(({ id }) => id !== leaving.id), refOf(leaving, title)]
  return {
    ...rest,
    resting,
    returnTo: aside === undefined ? rest.returnTo : [...rest.returnTo, aside.id],
  }
}

export const spoken = ({ mine }: How): { readonly mine?: string } =>
  mine === undefined ? {} : { mine }

/**
 * Goes on with a run of this dialog that is open already, rather than beginning a second one: one's own, or, where nothing
 * is filed, the one the other began.
 */
const goOnWith = async (
  ctx: Context,
  dialog: Dialog,
  relationship: Relationship,
  about: About | undefined,
): Promise<string | undefined> => {
  const open = await ctx.house.store.openRuns(ctx.scope)
  return open.find(
    run =>
      run.dialog.id === dialog.id &&
      run.relationship === relationship.id &&
      (run.startedBy === ctx.person.id || dialog.files.record === undefined) &&
      (!needsAction(dialog) || toRun(run).given.about === about?.id),
  )?.id
}

/** One's own part is done, and others still have theirs. */
const waitsForOthers = (dialog: Dialog): Card =>
  saying(`${dialog.title}: your part is in. It goes on when the others have done theirs.`, [
    homeButton,
  ])

/** The starter's own first part, if the dialog begins with them. */
const firstPart = (ctx: Context, dialog: Dialog, { run, stored }: Begun): Advanced | undefined => {
  const party = run.openFor.find(each =>
    stored.parties.some(({ role, person }) => role === each && person === ctx.person.id),
  )
  return party === undefined
    ? undefined
    : begin(dialog, partFor(dialog, run, party, run.scene), ctx.moment)
}

/** What is said before the first question. */
const introduction = (
  { moment }: Context,
  dialog: Dialog,
  run: Run,
  part: Part,
): readonly Effect[] => {
  const opens = dialog.scenes.find(({ scene }) => scene === run.scene)?.opens
  return [dialog.about, ...(opens === undefined ? [] : [opens])].map(words => ({
    do: 'tell' as const,
    says: say(words, part, outside, moment.today),
  }))
}

/** Begins a dialog with these people, or goes on with the one that is open. */
export const beginPlan = async (
  ctx: Context,
  state: PersonState,
  dialog: Dialog,
  relationship: Relationship,
  how: How,
  about: About | undefined,
): Promise<Plan> => {
  const openId = await goOnWith(ctx, dialog, relationship, about)
  const begun = await beginFor(ctx, dialog, relationship, about)
  const first = firstPart(ctx, dialog, begun)
  const stop = first?.[1].find(effect => effect.do === 'stop')
  if (stop !== undefined) return { ...spoken(how), state, says: [saying(stop.says, [homeButton])] }
  return {
    commit: async tx => {
      const before = openId === undefined ? undefined : await tx.run(openId)
      const found = before === undefined ? undefined : partIn(ctx, dialog, before)
      if (before?.state === 'open' && found === undefined && dialog.files.record === undefined)
        return { ...spoken(how), state, says: [waitsForOthers(dialog)] }
      const rest = await leaveFocus(tx, ctx, state, how)
      if (found !== undefined)
        return {
          ...spoken(how),
          state: focused(rest, found[0]),
          says: [partCard(ctx, dialog, ...found)],
        }
      const { run, stored } = begun
      await tx.addRun(stored)
      await tx.audit({ action: 'run.started', object: run.id })
      await tellOpened(tx, ctx, { ...stored, rev: 0 }, run.openFor)
      await scheduleDeadline(tx, ctx, dialog, run)
      if (first === undefined)
        return {
          ...spoken(how),
          state: rest,
          says: [saying('It is on its way to the others.', [homeButton])],
        }
      const [part, effects] = first
      return {
        ...spoken(how),
        state: focused(rest, part),
        says: [partCard(ctx, dialog, part, [...introduction(ctx, dialog, run, part), ...effects])],
      }
    },
  }
}
