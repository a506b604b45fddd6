import { press } from '../../core/press.ts'
import { addDays } from '../../core/time.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import { handOverForm } from '../cards/handOver.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { again, hasErrors, readFields } from './fields.ts'
import { called, colleagues } from './people.ts'
import { newProposal, proposeOnce } from './propose.ts'
import { ledBy } from './reach.ts'

const MINE = 'Hand over'

export const handOverPlan = async (
  ctx: Context,
  state: PersonState,
  mine: string,
): Promise<Plan> => {
  const found = await ledBy(ctx)
  if (found.length === 0) {
    const says =
      'A supervisor, or their manager, hands over to somebody else. You supervise nobody here yet.'
    return { state, mine, says: [saying(says, [homeButton])] }
  }
  const buttons = found.map(each => ({
    label: called(ctx, personAs(each, 'worker')),
    press: press('hand over', { of: each.id }),
  }))
  return { state, mine, says: [saying('Who gets another supervisor?', [...buttons, homeButton])] }
}

const find = async (ctx: Context, id: string | undefined): Promise<Relationship | undefined> =>
  (await ledBy(ctx)).find(each => each.id === id)

export const openHandOver: Handler = async ({ ctx, state, args }) => {
  const old = await find(ctx, args.of)
  if (old === undefined)
    return args.of === undefined ? handOverPlan(ctx, state, MINE) : { state, says: [notFound()] }
  return { state, says: [], outcome: { form: handOverForm(ctx, old) } }
}

const LATEST_DAYS = 183

/** Proposes another supervisor (D45): nothing moves before the worker has said what goes over. */
export const saveHandOver: FormHandler = async ({ ctx, state, args, values }) => {
  const old = await find(ctx, args.of)
  const worker = old && personAs(old, 'worker')
  if (old === undefined || worker === undefined) return { state, says: [notFound()] }
  const { today } = ctx.moment
  const fields = readFields(values, today)
  const parties = old.parties.map(({ person }) => person)
  const possible = colleagues(ctx, parties).map(({ value }) => value)
  const supervisor = fields.oneOf(
    'person',
    possible,
    'Please choose one of the people in the list.',
  )
  const from = fields.day('from', 'coming')
  if (from !== undefined && from > addDays(today, LATEST_DAYS))
    fields.wrong('from', 'That is more than half a year ahead. Could you set it up nearer the day?')
  if (hasErrors(fields) || supervisor === undefined || from === undefined)
    return again(state, fields)
  const next = newProposal(ctx, { supervisor, worker, from, follows: old.id })
  return proposeOnce(state, next, {
    mine: MINE,
    field: 'person',
    done: async tx => {
      await notify(tx, ctx, worker, 'handover.proposed', { relationship: next.id })
      return `${called(ctx, worker)} is asked what goes over, and confirms. You hear as soon as that is done.`
    },
  })
}
