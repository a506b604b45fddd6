import type { Card } from '../core/card.ts'
import { clean } from '../core/clean.ts'
import { current } from '../core/current.ts'
import { type Control, meaning } from '../core/focus.ts'
import { kindOf } from '../core/kind.ts'
import { press } from '../core/press.ts'
import { readBack } from '../core/question.ts'
import { pick } from '../core/read.ts'
import { audienceOf } from '../core/readers.ts'
import { MAX_TEXT } from '../core/turn.ts'
import { helpCard } from './cards/help.ts'
import { helpButton, homeButton, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { focus, locate } from './locate.ts'
import { startable } from './opening.ts'
import { homePage } from './pages/home.ts'
import { worklist } from './pages/worklist.ts'
import { type Playing, play, reopen } from './play.ts'
import { NOT_KEPT, PRIVATELY, rewriteCard, screen, withSafetyLine } from './screen.ts'
import { partCard } from './show.ts'
import { startPlan } from './starting.ts'
import type { PersonState } from './state.ts'
import { settingsPlan } from './together/settings.ts'
import { commandPlan, commandWords } from './words.ts'

/** Home holds private notes and what others wrote: where messages are kept, it is a page and not a message. */
const homeCard = async (ctx: Context): Promise<Card> => {
  const summary = 'Your home'
  if (!ctx.house.keepsMessages(ctx.address.platform))
    return { summary, blocks: homePage(ctx, await worklist(ctx)).blocks }
  return {
    summary,
    blocks: [
      { kind: 'text', text: 'Your people, dates, actions and records are on your home.' },
      { kind: 'link', label: 'Open my home', view: 'home' },
      { kind: 'buttons', buttons: [helpButton] },
    ],
  }
}

/** Home as a message. */
export const homePlan = async (ctx: Context, state: PersonState, mine?: string): Promise<Plan> => ({
  ...(mine === undefined ? {} : { mine }),
  state,
  says: [await homeCard(ctx)],
})

export const helpPlan = async (ctx: Context, state: PersonState, mine?: string): Promise<Plan> => {
  const { store, library } = ctx.house
  const [relationships, records] = await Promise.all([
    store.relationships(ctx.scope),
    store.records(ctx.scope),
  ])
  const possible = [...library.dialogs.values()].filter(
    dialog => startable(dialog, relationships, ctx.person.id, records).length > 0,
  )
  return { ...(mine === undefined ? {} : { mine }), state, says: [helpCard(possible)] }
}

/** Goes on with the focused part, or the one put away last. */
export const continuePlan = async (
  ctx: Context,
  state: PersonState,
  mine: string,
): Promise<Plan> => {
  const here = focus(ctx, state, mine)
  if (here !== undefined) return reopen(here)
  const last = state.resting.at(-1)
  const found = last === undefined ? undefined : await locate(ctx, state, last.id, mine)
  if (found !== undefined) return reopen(found)
  return { mine, state, says: [saying('Nothing is waiting to be continued.', [homeButton])] }
}

const controlPlan = async (
  ctx: Context,
  state: PersonState,
  word: Control,
  typed: string,
): Promise<Plan> => {
  if (word === 'help') return helpPlan(ctx, state, typed)
  if (word === 'home') return homePlan(ctx, state, typed)
  if (word === 'continue') return continuePlan(ctx, state, typed)
  const here = focus(ctx, state, typed)
  // With no question open there is nothing to put off: whoever wants to pause means the nudges.
  if (here === undefined && typed.toLowerCase().startsWith('pause'))
    return settingsPlan(ctx, state, typed)
  if (here === undefined)
    return {
      mine: typed,
      state,
      says: [saying('No question is open just now.', [homeButton, helpButton])],
    }
  return play(here, { do: word })
}

/** What goes into the conversation when the answer was private: that there was one, not what it was. */
const mineFor = ({ dialog, part, ctx }: Playing, text: string): string => {
  const point = current(dialog, part, ctx.moment.today)
  return point !== undefined && audienceOf(dialog, point.step).formOnly ? PRIVATELY : text
}

const answerPlan = async (here: Playing, text: string): Promise<Plan> => {
  const { ctx, dialog, part } = here
  const point = current(dialog, part, ctx.moment.today)
  const kept = point === undefined || audienceOf(dialog, point.step).kept
  const screened = kept ? screen(ctx, here.state, text) : { state: here.state }
  if (screened.found !== undefined)
    return {
      state: screened.state,
      mine: NOT_KEPT,
      says: [rewriteCard(screened.found), partCard(ctx, dialog, part, [])],
    }
  const playing: Playing = { ...here, state: screened.state, mine: mineFor(here, text) }
  const plan = await play(playing, { do: 'answer', raw: text })
  return withSafetyLine(ctx, plan, text, part.run, screened.state)
}

/** A text that could be an answer or a note: nothing is decided for the person. */
const eitherPlan = (
  ctx: Context,
  before: PersonState,
  text: string,
  name: string,
  rest: string,
): Plan => {
  const { state, found } = screen(ctx, before, text)
  if (found !== undefined) return { state, mine: NOT_KEPT, says: [rewriteCard(found)] }
  const other = name === 'note' ? 'A private note' : `Begin “${rest}”`
  return {
    state: { ...state, either: { text, name, rest } },
    mine: text,
    says: [
      saying('Is that your answer, or something else?', [
        { label: 'It is my answer', press: press('either', { as: 'answer' }), tone: 'main' },
        { label: other, press: press('either', { as: 'command' }) },
      ]),
    ],
  }
}

const unknownPlan = (ctx: Context, state: PersonState, text: string): Plan => {
  const screened = screen(ctx, state, text)
  if (screened.found !== undefined)
    return { state: screened.state, mine: NOT_KEPT, says: [rewriteCard(screened.found)] }
  return {
    state: { ...screened.state, either: { text, name: 'note', rest: text } },
    mine: text,
    says: [
      saying('No question is open just now. Shall I keep that as a private note?', [
        { label: 'Keep as a private note', press: press('either', { as: 'command' }) },
        homeButton,
        helpButton,
      ]),
    ],
  }
}

/** At the read-back a typed word decides nothing: sharing takes a press, or its very words. */
const atReadBack = ({ ctx, state, dialog, part }: Playing, text: string): Plan => {
  const lines = readBack(dialog, part, ctx.moment.today)
  const words =
    lines.length === 0
      ? 'Nothing more is asked here.'
      : 'To change an answer press “Change something”; when it reads right, press the first button.'
  return { state, mine: text, says: [partCard(ctx, dialog, part, [{ do: 'refuse', says: words }])] }
}

/** The text as the answer to the open question, once the person has said that it is one. */
export const asAnswer = (ctx: Context, state: PersonState, text: string): Plan | Promise<Plan> => {
  const here = focus(ctx, state)
  return here === undefined ? unknownPlan(ctx, state, text) : answerPlan(here, text)
}

/** A typed message: a control word, an answer to the open question, or a command, in this order. */
export const textPlan = async (ctx: Context, before: PersonState, typed: string): Promise<Plan> => {
  const text = clean(typed).trim()
  const { either: _, choosing, ...state } = before
  const here = focus(ctx, state)
  if (text === '') return { state, says: [] }
  if (text.length > MAX_TEXT && here === undefined)
    return {
      state,
      mine: NOT_KEPT,
      says: [saying('That is too long for one message. Could you split it?')],
    }
  const point = here === undefined ? undefined : current(here.dialog, here.part, ctx.moment.today)
  const asked = point === undefined ? undefined : kindOf(point.schema)
  const meant = meaning(text, asked, commandWords(ctx))
  if (meant.kind === 'control') return controlPlan(ctx, state, meant.word, text)
  if (meant.kind === 'either') return eitherPlan(ctx, state, text, meant.name, meant.rest)
  if (meant.kind === 'command') {
    const plan = await commandPlan(ctx, state, meant.name, meant.rest)
    if (plan !== undefined) return plan
  }
  const chosen = pick(text, choosing?.with.map(([, name]) => name) ?? [])
  const relationship = choosing?.with.find(([, name]) => name === chosen)?.[0]
  if (choosing !== undefined && relationship !== undefined)
    return startPlan(ctx, state, choosing.dialog, { with: relationship, mine: text })
  if (here !== undefined && point !== undefined) return answerPlan(here, text)
  return here === undefined ? unknownPlan(ctx, state, text) : atReadBack(here, text)
}
