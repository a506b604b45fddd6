import type { Form } from '../core/card.ts'
import { clean } from '../core/clean.ts'
import { press } from '../core/press.ts'
import { MAX_TEXT } from '../core/turn.ts'
import type { Tx } from '../domain/store.ts'
import { homeButton, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import type { FormHandler } from './pressed.ts'
import { promoteButtons } from './promoting.ts'
import { NOT_KEPT, rewriteCard, rewriteWords, screen, withSafetyLine } from './screen.ts'
import type { PersonState } from './state.ts'

/** Only its author can read it; the trail says that there is one, never what it says. */
export const keepNote = async (tx: Tx, ctx: Context, text: string): Promise<string> => {
  const id = ctx.house.ids()
  await tx.addNote({ id, tenant: ctx.tenant.id, author: ctx.person.id, at: ctx.moment.now, text })
  await tx.audit({ action: 'note.kept', object: id })
  return id
}

/** Where messages are kept, a private note is written in a form, so that it stands in no history. */
const noteForm: Form = {
  id: press('note'),
  title: 'A private note',
  intro: [],
  fields: [
    {
      name: 'text',
      label: 'What would you like to remember?',
      kind: 'long',
      required: true,
      readers: 'Only you can read this.',
      max: MAX_TEXT,
    },
  ],
  submit: 'Keep it',
}

const askNote = ({ house, address }: Context, state: PersonState): Plan =>
  house.keepsMessages(address.platform)
    ? { state, says: [], outcome: { form: noteForm } }
    : {
        state,
        mine: 'note',
        says: [saying('Write it after the word: “note ask about leave on Monday”.')],
      }

/** A private note in one message (D11); only its author can read it. */
export const notePlan = async (ctx: Context, state: PersonState, typed: string): Promise<Plan> => {
  const text = clean(typed).trim()
  if (text === '') return askNote(ctx, state)
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

/** The same note, from its form. */
export const noteFormPlan: FormHandler = async ({ ctx, state: before, values }) => {
  const text = typeof values.text === 'string' ? clean(values.text).trim() : ''
  const wrong = (says: string, state = before): Plan => ({
    state,
    says: [],
    outcome: { errors: { text: says } },
  })
  if (text === '') return wrong('A few words are enough.')
  if (text.length > MAX_TEXT)
    return wrong('That is longer than one note can be. Could you split it in two?')
  const { state, found } = screen(ctx, before, text)
  if (found !== undefined) return wrong(rewriteWords(found), state)
  return notePlan(ctx, before, text)
}
