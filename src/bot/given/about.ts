import type { Dialog } from '../../core/dialogData.ts'
import type { Context } from '../context.ts'
import type { Read, Reading } from './reading.ts'

/** The action or session somebody starts a dialog for. */
export interface About {
  readonly id: string
  readonly relationship: string
}

/** Ids as they come with a press: anything the person may not read is not there. */
export interface Named {
  readonly action?: string
  readonly session?: string
}

/** True for a dialog that is always about one action, so that it stands on no list of things to begin. */
export const needsAction = ({ given }: Dialog): boolean =>
  Object.values(given).includes('about.action')

const found = (
  things: readonly { readonly id: string; readonly relationship: string }[],
  wanted: string,
): About | undefined => {
  const thing = things.find(({ id }) => id === wanted)
  return thing === undefined ? undefined : { id: thing.id, relationship: thing.relationship }
}

/** Finds what a dialog is started for; an action is its owner's to say something about. */
export const findAbout = async (
  { house, scope, person }: Context,
  { action, session }: Named,
): Promise<About | undefined> => {
  if (action !== undefined) {
    const mine = (await house.store.actions(scope)).filter(({ owner }) => owner === person.id)
    return found(mine, action)
  }
  return session === undefined ? undefined : found(await house.store.sessions(scope), session)
}

/** `about.action`: what the action is, in the words both of them read. */
export const actionAbout = async ({ ctx, relationship, about }: Reading): Promise<Read> => {
  const actions = await ctx.house.store.actions(ctx.scope, relationship.id)
  return actions.find(({ id }) => id === about)?.what ?? ''
}
