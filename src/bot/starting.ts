import type { Card } from '../core/card.ts'
import { begin } from '../core/flow.ts'
import { outside } from '../core/lookup.ts'
import type { Part } from '../core/part.ts'
import { press } from '../core/press.ts'
import { end, partFor } from '../core/run.ts'
import { say } from '../core/say.ts'
import { firstName } from '../domain/people.ts'
import { others, type Relationship } from '../domain/relationship.ts'
import { homeButton, saying } from './cards/words.ts'
import { type Context, dialogOf, type Plan } from './context.ts'
import { applyMove, around } from './finishing.ts'
import { beginFor, focused, park, partIn, refOf, startable, tellOpened } from './opening.ts'
import { toRun, withDraft } from './runs.ts'
import { partCard } from './show.ts'
import type { PersonState } from './state.ts'

interface How {
  /** The relationship, when it is known already. */
  readonly with?: string
  readonly mine?: string
  /** The part this one takes the place of, or returns to. */
  readonly replaces?: Part
  readonly aside?: Part
}

const chooseCard = (
  dialog: string,
  title: string,
  choices: readonly (readonly [id: string, name: string])[],
): Card => ({
  summary: `${title}: with whom?`,
  blocks: [
    { kind: 'text', text: `${title}: with whom?` },
    {
      kind: 'buttons',
      buttons: choices.map(([id, name]) => ({
        label: name,
        press: press('start', { dialog, with: id }),
      })),
    },
  ],
})

const namesIn = (
  ctx: Context,
  relationships: readonly Relationship[],
): readonly (readonly [string, string])[] =>
  relationships.map(each => {
    const names = others(each, ctx.person.id).map(({ person }) =>
      firstName(ctx.people.find(({ id }) => id === person)?.name ?? ''),
    )
    return [each.id, [...new Set(names)].join(' and ')] as const
  })

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

const spoken = ({ mine }: How): { readonly mine?: string } => (mine === undefined ? {} : { mine })

/** Goes on with a run of this dialog that is open already, rather than beginning a second one. */
const goOnWith = async (
  ctx: Context,
  dialogId: string,
  relationship: Relationship,
): Promise<string | undefined> => {
  const open = await ctx.house.store.openRuns(ctx.scope)
  return open.find(
    run =>
      run.dialog.id === dialogId &&
      run.relationship === relationship.id &&
      run.startedBy === ctx.person.id,
  )?.id
}

const beginPlan = async (
  ctx: Context,
  state: PersonState,
  dialogId: string,
  relationship: Relationship,
  how: How,
): Promise<Plan> => {
  const dialog = dialogOf(ctx.house, dialogId)
  if (dialog === undefined) return { state, says: [saying('That is not here yet.', [homeButton])] }
  const openId = await goOnWith(ctx, dialogId, relationship)
  const { run, stored } = await beginFor(ctx, dialog, relationship)
  return {
    commit: async tx => {
      const rest = await leaveFocus(tx, ctx, state, how)
      const before = openId === undefined ? undefined : await tx.run(openId)
      const found = before === undefined ? undefined : partIn(ctx, dialog, before)
      if (found !== undefined)
        return {
          ...spoken(how),
          state: focused(rest, found[0]),
          says: [partCard(ctx, dialog, ...found)],
        }
      await tx.addRun(stored)
      await tx.audit({ action: 'run.started', object: run.id })
      await tellOpened(tx, ctx, { ...stored, rev: 0 }, run.openFor)
      const party = run.openFor.find(each =>
        stored.parties.some(({ role, person }) => role === each && person === ctx.person.id),
      )
      if (party === undefined)
        return {
          ...spoken(how),
          state: rest,
          says: [saying('It is on its way to the others.', [homeButton])],
        }
      const [part, effects] = begin(dialog, partFor(dialog, run, party, run.scene), ctx.moment)
      const opens = dialog.scenes.find(({ scene }) => scene === run.scene)?.opens
      const intro = [dialog.about, ...(opens === undefined ? [] : [opens])].map(words => ({
        do: 'tell' as const,
        says: say(words, part, outside, ctx.moment.today),
      }))
      return {
        ...spoken(how),
        state: focused(rest, part),
        says: [partCard(ctx, dialog, part, [...intro, ...effects])],
      }
    },
  }
}

/** Starts a dialog by its id: with the one person it can be with, or after asking with whom. */
export const startPlan = async (
  ctx: Context,
  state: PersonState,
  dialogId: string,
  how: How = {},
): Promise<Plan> => {
  const dialog = dialogOf(ctx.house, dialogId)
  if (dialog === undefined) {
    const line = ctx.house.library.planned[dialogId] ?? 'I do not know that one.'
    return { ...spoken(how), state, says: [saying(line, [homeButton])] }
  }
  const [all, records] = await Promise.all([
    ctx.house.store.relationships(ctx.scope),
    ctx.house.store.records(ctx.scope),
  ])
  const possible = startable(dialog, all, ctx.person.id, records).filter(
    ({ id }) => how.with === undefined || id === how.with,
  )
  const [only, ...more] = possible
  if (only === undefined) {
    const line = `${dialog.title} is for people you supervise or work with in that way, and there is nobody like that here yet.`
    return { ...spoken(how), state, says: [saying(line, [homeButton])] }
  }
  if (more.length === 0) return beginPlan(ctx, state, dialogId, only, how)
  const names = namesIn(ctx, possible)
  const choosing = {
    dialog: dialogId,
    with: names.map(([id, name]): [string, string] => [id, name]),
  }
  return {
    ...spoken(how),
    state: { ...state, choosing },
    says: [chooseCard(dialogId, dialog.title, names)],
  }
}
