import type { Button, Card, ListItem } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { Action } from '../../domain/action.ts'
import { CARRIED_ENOUGH } from '../../domain/nudgesOfThings.ts'
import type { Tx } from '../../domain/store.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import { type Context, dialogOf, type Plan } from '../context.ts'
import type { Handler } from '../pressed.ts'
import { raise } from '../raising.ts'
import { startPlan } from '../starting.ts'

/** What somebody says of an action, and what becomes of it. */
const answers = {
  Done: { state: 'done', says: 'Done: thank you.' },
  Partly: { state: 'partly', says: 'Partly: noted, and it stays open.' },
  Changed: {
    state: 'changed',
    says: 'Changed: noted. What it is now belongs in your next session.',
  },
  'Need help': {
    state: undefined,
    says: 'Noted. Whom could you ask? A few words to them are enough.',
  },
  'Not yet': { state: undefined, says: 'Not yet: fine, it stays open.' },
} as const satisfies Record<string, { state: Action['state'] | undefined; says: string }>
type Answer = keyof typeof answers

const isAnswer = (said: string): said is Answer => Object.hasOwn(answers, said)

const isOpen = ({ state }: Action): boolean => state === 'open' || state === 'partly'

/** Own ones that are still open, the nearest date first. */
const mineIn = async (
  { house, scope, person }: Context,
  relationship: string,
): Promise<readonly Action[]> =>
  (await house.store.actions(scope, relationship))
    .filter(each => each.owner === person.id && isOpen(each))
    .toSorted((a, b) => a.by.localeCompare(b.by))

const item = (ctx: Context, { id, rev, what, by }: Action): ListItem => ({
  text: what,
  detail: `by ${sayDate(by, ctx.moment.today)}`,
  buttons: Object.keys(answers).map(
    (label): Button => ({ label, press: press('action', { id, rev: String(rev), now: label }) }),
  ),
})

const actionsCard = (ctx: Context, actions: readonly Action[]): Card => ({
  summary: 'Your actions',
  blocks: [
    { kind: 'text', text: actions.length === 1 ? 'Where does it stand?' : 'Where do they stand?' },
    { kind: 'list', items: actions.map(each => item(ctx, each)), confidential: true },
    { kind: 'buttons', buttons: [homeButton] },
  ],
})

const open: Handler = async ({ ctx, state, args }) => {
  const actions = await mineIn(ctx, args.with ?? '')
  const nothing = saying('None of these is open any more.', [homeButton])
  return { state, mine: 'Open', says: [actions.length === 0 ? nothing : actionsCard(ctx, actions)] }
}

const KEEPS_MOVING = 'An action that keeps moving: drop, split or keep?'

/** Twice “not yet” is for the two to talk about; in fixed words, once. */
const toAgenda = async (tx: Tx, ctx: Context, { relationship }: Action): Promise<boolean> => {
  const items = await ctx.house.store.agendaItems(ctx.scope, relationship)
  if (items.some(({ topic, state }) => topic === KEEPS_MOVING && state === 'open')) return true
  await raise(tx, ctx, relationship, KEEPS_MOVING)
  return true
}

const after = (ctx: Context, answer: Answer, { id }: Action): readonly Button[] =>
  answer === 'Done' && dialogOf(ctx.house, 'action-line') !== undefined
    ? [
        {
          label: 'What did it change?',
          press: press('start', { dialog: 'action-line', action: id }),
        },
      ]
    : []

const answered = (action: Action, answer: Answer): Action => ({
  ...action,
  state: answers[answer].state ?? action.state,
  carried: answer === 'Not yet' ? action.carried + 1 : action.carried,
})

const save = (
  ctx: Context,
  before: Action,
  answer: Answer,
  state: Parameters<Handler>[0]['state'],
): Plan => ({
  commit: async tx => {
    const next = answered(before, answer)
    if (!(await tx.saveAction(next))) return { state, mine: answer, says: [movedOn()] }
    const moves = answer === 'Not yet' && next.carried >= CARRIED_ENOUGH
    const onAgenda = moves && (await toAgenda(tx, ctx, next))
    await tx.lookAt([ctx.person.id])
    const { says } = answers[answer]
    const words = onAgenda ? `${says} It is on your agenda: drop, split or keep?` : says
    return { state, mine: answer, says: [saying(words, [...after(ctx, answer, next), homeButton])] }
  },
})

const movedOn = (): Card =>
  saying('That action has moved on already, so nothing has changed. Home shows where it stands.', [
    homeButton,
  ])

/** Saved at once; a card from before changes nothing. */
const answer: Handler = async ({ ctx, state, args, whole }) => {
  const said = args.now ?? ''
  const actions = await ctx.house.store.actions(ctx.scope)
  const action = actions.find(({ id, owner }) => id === args.id && owner === ctx.person.id)
  if (action === undefined || !isAnswer(said)) return { state, says: [notFound()] }
  // The same button twice is a double press: answered once is enough.
  if (state.lastPress === whole) return { state, says: [] }
  if (!isOpen(action) || String(action.rev) !== args.rev)
    return { state, mine: said, says: [movedOn()] }
  const next = { ...state, lastPress: whole }
  if (said === 'Need help') {
    if (dialogOf(ctx.house, 'action-help') !== undefined)
      return startPlan(ctx, next, 'action-help', { about: { action: action.id }, mine: said })
    return { state: next, mine: said, says: [saying(answers[said].says, [homeButton])] }
  }
  return save(ctx, action, said, next)
}

/** One’s own actions, answered with two taps. */
export const actionPresses: Readonly<Record<string, Handler>> = { actions: open, action: answer }
