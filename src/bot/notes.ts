import { clean } from '../core/clean.ts'
import { MAX_TEXT } from '../core/turn.ts'
import type { Tx } from '../domain/store.ts'
import { homeButton, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { promoteButtons } from './promoting.ts'
import { NOT_KEPT, rewriteCard, screen, withSafetyLine } from './screen.ts'
import type { PersonState } from './state.ts'

/** Only its author can read it; the trail says that there is one, never what it says. */
export const keepNote = async (tx: Tx, ctx: Context, text: string): Promise<string> => {
  const id = ctx.house.ids()
  await tx.addNote({ id, tenant: ctx.tenant.id, author: ctx.person.id, at: ctx.moment.now, text })
  await tx.audit({ action: 'note.kept', object: id })
  return id
}

/** A private note in one message (D11); only its author can read it. */
export const notePlan = async (ctx: Context, state: PersonState, typed: string): Promise<Plan> => {
  const text = clean(typed).trim()
  if (text === '')
    return {
      state,
      mine: 'note',
      says: [saying('Write it after the word: “note ask about leave on Monday”.')],
    }
  if (text.length > MAX_TEXT)
    return {
      state,
      mine: NOT_KEPT,
      says: [saying('That is longer than one note can be. Could you split it in two?')],
    }
  const screened = screen(ctx, state, text)
  if (screened.found !== undefined)
    return { state: screened.state, mine: NOT_KEPT, says: [rewriteCard(screened.found)] }
  const relationships = await ctx.house.store.relationships(ctx.scope)
  const plan: Plan = {
    commit: async tx => {
      const id = await keepNote(tx, ctx, text)
      return {
        state: screened.state,
        mine: `note ${text}`,
        says: [
          saying('Kept. Only you can read it; you find it on your home.', [
            ...promoteButtons(ctx, relationships, id),
            homeButton,
          ]),
        ],
      }
    },
  }
  return withSafetyLine(ctx, plan, text, `note:${ctx.moment.today}`, screened.state)
}
