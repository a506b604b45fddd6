import type { Input } from '../core/advance.ts'
import { current } from '../core/current.ts'
import { readPress } from '../core/press.ts'
import { readBack } from '../core/question.ts'
import { audienceOf } from '../core/readers.ts'
import { aboutPresses } from './aboutMe.ts'
import { askedPresses } from './asked.ts'
import { changeCard } from './cards/readBack.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import type { Context, Plan, Reaction } from './context.ts'
import { endRun } from './ending.ts'
import { unlink } from './linking.ts'
import { locate, staleReaction } from './locate.ts'
import { keepNote, notePlan } from './notes.ts'
import { nudgePresses } from './nudges/presses.ts'
import { peoplePresses } from './people.ts'
import { openForm, type Playing, play, reopen } from './play.ts'
import type { Handler, Pressed } from './pressed.ts'
import { promotingPresses } from './promoting.ts'
import { recallPlan, revisePlan } from './revisions.ts'
import { NOT_KEPT, PRIVATELY, rewriteCard, safetyCard, screen, withSafetyLine } from './screen.ts'
import { sessionPresses } from './sessionPresses.ts'
import { doneWords, partCard } from './show.ts'
import { type RecordRef, stancePlan, undoPlan } from './stances.ts'
import { startPlan } from './starting.ts'
import type { PersonState } from './state.ts'
import { asAnswer, helpPlan, homePlan } from './text.ts'
import { togetherPresses } from './together/index.ts'
import { commandPlan } from './words.ts'

const recordIn = ({ args }: Pressed): RecordRef => ({
  record: args.record ?? '',
  version: Number(args.version),
})

/** Finds the part a press is for and does something in it; a press from the past changes nothing. */
const inPart =
  (
    act: (playing: Playing, pressed: Pressed) => Plan | Promise<Plan>,
    mine?: (pressed: Pressed) => string,
  ): Handler =>
  async pressed => {
    const { ctx, state, args, whole } = pressed
    const spoken = mine?.(pressed)
    const playing = await locate(ctx, state, args.part ?? '', spoken)
    const past = playing === undefined || (args.step !== undefined && args.step !== playing.part.at)
    // The same button twice is a double press: answered once is enough.
    if (past) return state.lastPress === whole ? { state, says: [] } : staleReaction(ctx, state)
    return act({ ...playing, state: { ...playing.state, lastPress: whole } }, pressed)
  }

const doing =
  (input: (pressed: Pressed) => Input) =>
  (playing: Playing, pressed: Pressed): Promise<Plan> =>
    play(playing, input(pressed))

const answered = ({ args, values }: Pressed): string | readonly string[] => {
  const { value } = args
  if (value !== undefined) return value
  return values.length === 1 ? (values[0] ?? '') : values
}

const answer = (playing: Playing, pressed: Pressed): Plan | Promise<Plan> => {
  const raw = answered(pressed)
  const text = typeof raw === 'string' ? raw : raw.join('\n')
  const screened = screen(playing.ctx, playing.state, text)
  if (screened.found !== undefined)
    return {
      state: screened.state,
      mine: NOT_KEPT,
      says: [rewriteCard(screened.found), partCard(playing.ctx, playing.dialog, playing.part, [])],
    }
  const point = current(playing.dialog, playing.part, playing.ctx.moment.today)
  const isPrivate = point !== undefined && audienceOf(playing.dialog, point.step).formOnly
  const mine = isPrivate ? { mine: PRIVATELY } : {}
  return play({ ...playing, ...mine, state: screened.state }, { do: 'answer', raw })
}

const change = ({ ctx, state, dialog, part, parked }: Playing): Plan | Promise<Plan> => {
  const lines = readBack(dialog, part, ctx.moment.today)
  const reaction: Reaction = {
    mine: 'Change something',
    state,
    says: [changeCard(part, dialog.title, lines)],
  }
  return parked === undefined
    ? reaction
    : play({ ctx, state, dialog, part, parked }, { do: 'open' })
}

/** Keeps what was written in a part that had been closed, as a private note. */
const rescue: Handler = async pressed => {
  const { ctx, state } = pressed
  const part = state.focus
  if (part === undefined || part.id !== pressed.args.part) return staleReaction(ctx, state)
  const playing = await locate(ctx, state, part.id)
  const lines = playing === undefined ? [] : readBack(playing.dialog, part, ctx.moment.today)
  const text = lines.map(({ heading, shown }) => `${heading}\n${shown.join('\n')}`).join('\n\n')
  const { focus: _, ...rest } = state
  return {
    commit: async tx => {
      await keepNote(tx, ctx, text)
      return {
        state: rest,
        mine: 'Keep as a private note',
        says: [saying('Kept as a private note on your home.', [homeButton])],
      }
    },
  }
}

const discard = inPart(
  playing => endRun(playing, playing.part, 'cancelled', saying('Thrown away.', [homeButton])),
  () => 'Discard it',
)

const either: Handler = async ({ ctx, state, args }) => {
  const { either: open, ...rest } = state
  if (open === undefined) return staleReaction(ctx, state)
  if (args.as === 'answer') return asAnswer(ctx, rest, open.text)
  return (await commandPlan(ctx, rest, open.name, open.rest)) ?? { state: rest, says: [notFound()] }
}

/** With whom, and for which action or session. */
const startedWith = ({ with: whom, action, session }: Pressed['args']) => ({
  ...(whom === undefined ? {} : { with: whom }),
  ...(action === undefined && session === undefined
    ? {}
    : {
        about: {
          ...(action === undefined ? {} : { action }),
          ...(session === undefined ? {} : { session }),
        },
      }),
})

const handlers: Readonly<Record<string, Handler>> = {
  ...nudgePresses,
  answer: inPart(answer, pressed => {
    const raw = answered(pressed)
    return typeof raw === 'string' ? raw : raw.join(', ')
  }),
  skip: inPart(
    doing(() => ({ do: 'skip' })),
    () => 'Skip',
  ),
  keep: inPart(
    doing(() => ({ do: 'keep' })),
    () => 'Leave it at that',
  ),
  back: inPart(
    doing(() => ({ do: 'back' })),
    () => 'Back',
  ),
  later: inPart(
    doing(() => ({ do: 'later' })),
    () => 'Later',
  ),
  more: inPart(
    doing(() => ({ do: 'more' })),
    () => 'Add more',
  ),
  done: inPart(playing => {
    const mine = doneWords(playing.dialog, playing.part, playing.ctx.moment.today)
    return play({ ...playing, mine }, { do: 'done' })
  }),
  cancel: inPart(
    doing(() => ({ do: 'cancel' })),
    () => 'Discard',
  ),
  open: inPart(reopen, () => 'Carry on'),
  'go on': inPart(
    doing(() => ({ do: 'go on' })),
    () => 'Back to the read-back',
  ),
  edit: inPart((playing, { values, args }) =>
    play(playing, { do: 'edit', step: values[0] ?? args.key ?? '' }),
  ),
  change: inPart(change),
  form: inPart(
    playing => openForm(playing),
    () => 'As a form',
  ),
  private: inPart(
    (playing, { args }) => openForm(playing, args.step),
    () => 'Answer privately',
  ),
  discard,
  rescue,
  either,
  start: ({ ctx, state, args }) => startPlan(ctx, state, args.dialog ?? '', startedWith(args)),
  stance: pressed =>
    stancePlan(pressed.ctx, pressed.state, recordIn(pressed), pressed.args.kind ?? ''),
  undo: pressed => undoPlan(pressed.ctx, pressed.state, recordIn(pressed)),
  recall: pressed => recallPlan(pressed.ctx, pressed.state, recordIn(pressed)),
  revise: pressed => revisePlan(pressed.ctx, pressed.state, recordIn(pressed)),
  home: ({ ctx, state }) => homePlan(ctx, state, 'Home'),
  help: ({ ctx, state }) => helpPlan(ctx, state, 'Help'),
  note: ({ ctx, state }) => notePlan(ctx, state, ''),
  ...askedPresses,
  ...aboutPresses,
  ...peoplePresses,
  ...promotingPresses,
  ...sessionPresses,
  unlink,
  safety: ({ ctx, state }) => ({ state, mine: 'Whom to call', says: [safetyCard(ctx)] }),
  ...togetherPresses,
}

/** A button of ours, pressed now or long ago, here or forged: whatever it says, only this person's own things can move. */
export const pressPlan = async (
  ctx: Context,
  state: PersonState,
  encoded: string,
  values: readonly string[],
): Promise<Plan> => {
  const { verb, args } = readPress(encoded)
  const handler = Object.hasOwn(handlers, verb) ? handlers[verb] : undefined
  if (handler === undefined) return staleReaction(ctx, state)
  const whole = [encoded, ...values].join(' ').slice(0, 400)
  const plan = await handler({ ctx, state, args, values, whole })
  const typed = values.join(' ')
  return typed === '' ? plan : withSafetyLine(ctx, plan, typed, state.focus?.run ?? 'press', state)
}
