import { current } from '../core/current.ts'
import { faultsIn, keepRough } from '../core/form.ts'
import { asks, path } from '../core/path.ts'
import { readPress } from '../core/press.ts'
import { audienceOf } from '../core/readers.ts'
import type { Did } from '../core/turn.ts'
import { aboutForms } from './aboutMe.ts'
import { homeButton, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { dialogOf } from './context.ts'
import { locate, staleReaction } from './locate.ts'
import { noteFormPlan } from './notes.ts'
import { focused, park, refOf } from './opening.ts'
import { type Playing, play } from './play.ts'
import type { FormHandler, Values } from './pressed.ts'
import { rewriteWords, screen, withSafetyLine } from './screen.ts'
import { stancePlan } from './stances.ts'
import type { PersonState } from './state.ts'
import { togetherForms } from './together/index.ts'

const joined = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join('\n')

interface Sieved {
  readonly state: PersonState
  readonly clean: Values
  /** Field → why it was not kept. */
  readonly refused: Readonly<Record<string, string>>
}

/** F-03 for each field; a field of a circle that keeps nothing is not looked at. */
const sieve = ({ ctx, state, dialog, part }: Playing, values: Values): Sieved => {
  const unkept = new Set(
    asks(path(dialog, { ...part, mode: 'all' }, ctx.moment.today))
      .filter(({ step }) => !audienceOf(dialog, step).kept)
      .map(({ key }) => key),
  )
  let next = state
  const clean: Record<string, string | readonly string[]> = {}
  const refused: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const screened = unkept.has(name) ? { state: next } : screen(ctx, next, joined(value))
    next = screened.state
    if (screened.found === undefined) clean[name] = value
    else refused[name] = rewriteWords(screened.found)
  }
  return { state: next, clean, refused }
}

/** A form closed half-way: what was typed rests in the draft, and nothing is said. */
const keep = (playing: Playing, values: Values): Plan => {
  const { ctx, part, parked } = playing
  const { state, clean } = sieve(playing, values)
  const next = focused(
    state,
    keepRough(part, clean),
    parked === undefined
      ? undefined
      : refOf(parked, dialogOf(ctx.house, parked.dialog)?.title ?? ''),
  )
  if (parked === undefined) return { state: next, says: [] }
  return {
    commit: async tx => {
      await park(tx, parked)
      return { state: next, says: [] }
    },
  }
}

const withFaults = (plan: Plan, errors: Readonly<Record<string, string>>): Plan =>
  'commit' in plan
    ? { commit: async tx => ({ ...(await plan.commit(tx)), outcome: { errors } }) }
    : { ...plan, outcome: { errors } }

/** One page of several: kept as a draft, and what is wrong on it is said before the next. */
const turnPage = (playing: Playing, values: Values): Plan => {
  const { ctx, dialog, part } = playing
  const { clean, refused } = sieve(playing, values)
  const errors = { ...faultsIn(dialog, part, clean, ctx.moment.today), ...refused }
  const kept = keep(playing, values)
  return Object.keys(errors).length === 0 ? kept : withFaults(kept, errors)
}

const submitPart = async (playing: Playing, values: Values): Promise<Plan> => {
  const { ctx, part } = playing
  const { state, clean, refused } = sieve(playing, values)
  if (Object.keys(refused).length > 0)
    return { state: focused(state, keepRough(part, clean)), says: [], outcome: { errors: refused } }
  const plan = await play(
    { ...playing, state, mine: '(form sent)' },
    { do: 'form', values: clean, submit: true },
  )
  return withSafetyLine(ctx, plan, Object.values(clean).map(joined).join('\n'), part.run, state)
}

const submitStance: FormHandler = ({ ctx, state: before, args, values }) => {
  const comment = joined(values.comment ?? '').trim()
  if (comment === '')
    return { state: before, says: [], outcome: { errors: { comment: 'A few words are enough.' } } }
  if (comment.length > 4000)
    return {
      state: before,
      says: [],
      outcome: { errors: { comment: 'Please keep this under 4,000 characters.' } },
    }
  const { state, found } = screen(ctx, before, comment)
  if (found !== undefined)
    return { state, says: [], outcome: { errors: { comment: rewriteWords(found) } } }
  const ref = { record: args.record ?? '', version: Number(args.version) }
  return stancePlan(ctx, state, ref, args.kind ?? '', comment)
}

/** Forms that are no part of a dialog, by the verb of their id. */
const handlers: Readonly<Record<string, FormHandler>> = {
  stance: submitStance,
  note: noteFormPlan,
  ...togetherForms,
  ...aboutForms,
}

/** A form that was sent, or closed half-way. */
export const formPlan = async (
  ctx: Context,
  state: PersonState,
  form: string,
  values: Values,
  { end, rest }: Pick<Extract<Did, { kind: 'form' }>, 'end' | 'rest'>,
): Promise<Plan> => {
  const { verb, args } = readPress(form)
  const handler = Object.hasOwn(handlers, verb) ? handlers[verb] : undefined
  if (handler !== undefined)
    return end === 'submit' ? handler({ ctx, state, args, values }) : { state, says: [] }
  const playing = verb === 'part' ? await locate(ctx, state, args.part ?? '') : undefined
  if (playing === undefined) {
    if (end === 'keep') return { state, says: [] }
    return {
      ...staleReaction(ctx, state),
      outcome: {
        card: saying('That form belongs to something that is already closed.', [homeButton]),
      },
    }
  }
  if (
    args.only !== undefined &&
    current(playing.dialog, playing.part, ctx.moment.today)?.key !== args.only
  )
    return staleReaction(ctx, state)
  if (end === 'next') return turnPage(playing, values)
  if (end === 'keep') return keep(playing, values)
  return submitPart(playing, rest ? { ...playing.part.rough, ...values } : values)
}
