import { questions } from '../../dialogs/questions.ts'
import type { Card } from '../core/card.ts'
import { press } from '../core/press.ts'
import { homeButton, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { linkPlan } from './linking.ts'
import { actionItems } from './pages/home.ts'
import { worklist } from './pages/worklist.ts'
import type { Handler } from './pressed.ts'
import type { PersonState } from './state.ts'

/** What is agreed and still open: one’s own first. */
const actionsPlan = async (ctx: Context, state: PersonState): Promise<Plan> => {
  const items = actionItems(ctx, await worklist(ctx))
  const card: Card =
    items.length === 0
      ? saying('You have no open actions.', [homeButton])
      : {
          summary: 'Your actions',
          blocks: [
            { kind: 'heading', level: 3, text: 'Actions' },
            { kind: 'list', items, confidential: true },
            { kind: 'buttons', buttons: [homeButton] },
          ],
        }
  return { mine: 'actions', state, says: [card] }
}

/** Questions that need nothing but a person and a moment; those with a gap are for a conversation. */
const forOnesOwn = questions.filter(({ where, text }) => where.includes('I') && !text.includes('…'))

/** One question of the bank (D15) to think about; nothing has to be answered here. */
const questionPlan = (state: PersonState, mine: string, number: number): Plan => {
  const at = number % forOnesOwn.length
  return {
    mine,
    state,
    says: [
      {
        summary: 'A question for you',
        blocks: [
          { kind: 'quote', text: forOnesOwn[at]?.text ?? '' },
          {
            kind: 'note',
            text: 'It is for your own thoughts. To keep one, write it as a private note.',
          },
          {
            kind: 'buttons',
            buttons: [
              { label: 'Another one', press: press('question', { number: String(at + 1) }) },
              { label: 'Write a private note', press: press('note') },
              homeButton,
            ],
          },
        ],
      },
    ],
  }
}

export const askedPresses: Readonly<Record<string, Handler>> = {
  question: ({ state, args }) =>
    questionPlan(
      state,
      'Another one',
      /^\d{1,3}$/.test(args.number ?? '') ? Number(args.number) : 0,
    ),
}

export const askedWords: readonly string[] = [
  'actions',
  'my actions',
  'question',
  'give me a question',
  'link',
  'connect',
]

export const askedCommand = (
  ctx: Context,
  state: PersonState,
  name: string,
): Plan | Promise<Plan> | undefined => {
  if (name === 'actions' || name === 'my actions') return actionsPlan(ctx, state)
  if (name === 'question' || name === 'give me a question')
    return questionPlan(state, name, Math.floor(ctx.moment.now / 60_000))
  if (name === 'link' || name === 'connect') return linkPlan(ctx, state)
  return undefined
}
