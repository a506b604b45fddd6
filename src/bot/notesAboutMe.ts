import type { Form } from '../core/card.ts'
import { press } from '../core/press.ts'
import { firstName } from '../domain/people.ts'
import { others } from '../domain/relationship.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { notify } from './notices.ts'
import type { FormHandler, Handler } from './pressed.ts'

/** F-08: people may ask for notes that others keep about them. The notes stay their author's. */

export const noteAnswers = {
  none: 'I keep none',
  show: 'I will show you',
} as const
export type NoteAnswer = keyof typeof noteAnswers

const isAnswer = (text: string): text is NoteAnswer => Object.hasOwn(noteAnswers, text)

/** Everybody this person has to do with. */
const near = async ({ house, scope, person }: Context): Promise<readonly string[]> => {
  const all = await house.store.relationships(scope)
  return [...new Set(all.flatMap(each => others(each, person.id).map(other => other.person)))]
}

const called = ({ people }: Context, person: string): string =>
  people.find(({ id }) => id === person)?.name ?? 'Somebody who has left'

const form = (ctx: Context, whom: readonly string[], error?: string): Form => ({
  id: press('ask notes'),
  title: 'Notes about me',
  intro: [
    {
      kind: 'note',
      text: 'They learn that you ask, and answer “I keep none” or “I will show you”. A private note stays with the one who wrote it.',
    },
  ],
  fields: [
    {
      name: 'whom',
      label: 'Whom would you like to ask?',
      kind: 'choice',
      required: true,
      options: whom.map(id => ({ value: id, label: called(ctx, id) })),
      ...(error === undefined ? {} : { error }),
    },
  ],
  submit: 'Ask',
})

export const openAskNotes: Handler = async ({ ctx, state }): Promise<Plan> => {
  const whom = await near(ctx)
  return whom.length === 0
    ? {
        state,
        says: [
          saying('Nobody is linked with you here yet, so there is nobody to ask.', [homeButton]),
        ],
      }
    : { state, says: [], outcome: { form: form(ctx, whom) } }
}

export const sendAskNotes: FormHandler = async ({ ctx, state, values }): Promise<Plan> => {
  const whom = await near(ctx)
  const asked = whom.find(id => id === values.whom)
  if (asked === undefined)
    return { state, says: [], outcome: { errors: { whom: 'Choose one of these people.' } } }
  return {
    commit: async tx => {
      await notify(tx, ctx, asked, 'about.notes', { by: ctx.person.id, on: ctx.moment.today })
      await tx.audit({ action: 'about.notes', object: asked })
      const name = firstName(called(ctx, asked))
      return {
        state,
        mine: 'Ask about notes',
        says: [
          saying(
            `I ask ${name} whether they keep notes about you. Their answer comes to you here; what they show you, they show you themselves.`,
            [homeButton],
          ),
        ],
      }
    },
  }
}

/** The answer goes to the one who asked; only to somebody one has to do with. */
export const answerNotes: Handler = async ({ ctx, state, args }): Promise<Plan> => {
  const { to = '', on = '', answer = '' } = args
  if (!isAnswer(answer) || !(await near(ctx)).includes(to)) return { state, says: [notFound()] }
  return {
    commit: async tx => {
      await notify(tx, ctx, to, 'about.notes.answer', { by: ctx.person.id, answer, on })
      const name = firstName(called(ctx, to))
      const words =
        answer === 'none'
          ? `Thank you. I tell ${name} that you keep none.`
          : `Thank you. I tell ${name} that you will show them. Your notes stay yours: you choose the time and the place.`
      return { state, mine: noteAnswers[answer], says: [saying(words, [homeButton])] }
    },
  }
}
