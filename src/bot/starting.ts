import type { Card } from '../core/card.ts'
import { press } from '../core/press.ts'
import { firstName } from '../domain/people.ts'
import { others, type Relationship } from '../domain/relationship.ts'
import { beginPlan, type How, spoken } from './beginning.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import { type Context, dialogOf, type Plan } from './context.ts'
import { findAbout, needsAction } from './given/about.ts'
import { startable } from './opening.ts'
import type { PersonState } from './state.ts'

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
  const about = how.about === undefined ? undefined : await findAbout(ctx, how.about)
  if (about === undefined && (how.about !== undefined || needsAction(dialog)))
    return { ...spoken(how), state, says: [notFound()] }
  const [all, records] = await Promise.all([
    ctx.house.store.relationships(ctx.scope),
    ctx.house.store.records(ctx.scope),
  ])
  const possible = startable(dialog, all, ctx.person.id, records, about).filter(
    ({ id }) => how.with === undefined || id === how.with,
  )
  const [only, ...more] = possible
  if (only === undefined) {
    const line = `${dialog.title} is for people you supervise or work with in that way, and there is nobody like that here yet.`
    return { ...spoken(how), state, says: [saying(line, [homeButton])] }
  }
  if (more.length === 0) return beginPlan(ctx, state, dialog, only, how, about)
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
