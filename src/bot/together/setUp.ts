import { personAs } from '../../domain/relationship.ts'
import type { Rhythm } from '../../domain/rhythm.ts'
import { later } from '../../domain/span.ts'
import { setUpCard, setUpForm } from '../cards/setUp.ts'
import { homeButton, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { again, type Fields, hasErrors, readFields } from './fields.ts'
import { called, colleagues, supervisions } from './people.ts'
import { newProposal, proposeOnce } from './propose.ts'
import { readRhythm } from './readRhythm.ts'

export const setUpPlan = (_: Context, state: PersonState, mine: string): Plan => ({
  state,
  mine,
  says: [setUpCard()],
})

/** People this person supervises already, or has proposed it to. */
const taken = async ({ house, scope, person }: Context): Promise<readonly string[]> => {
  const [live, proposed] = await Promise.all([
    house.store.relationships(scope),
    house.store.proposals(scope),
  ])
  const all = [
    ...supervisions(live, person.id, 'supervisor'),
    ...proposed.filter(
      each => each.covers === undefined && personAs(each, 'supervisor') === person.id,
    ),
  ]
  return all.flatMap(each => personAs(each, 'worker') ?? [])
}

export const openSetUp: Handler = async ({ ctx, state }) => {
  const form = setUpForm(ctx, await taken(ctx))
  if (form.fields[0]?.options?.length === 0)
    return {
      state,
      mine: 'Set up supervision',
      says: [saying('You have set it up with everybody who is here.', [homeButton])],
    }
  return { state, says: [], outcome: { form } }
}

/** The day of the last session before Throughline: behind us, and not before the work began. */
const readLastHeld = (fields: Fields, startedOn: string | undefined): string | undefined => {
  const day = fields.maybeDay('lastHeld', 'past')
  if (day !== undefined && startedOn !== undefined && day < startedOn)
    return fields.wrong('lastHeld', 'That is before the work here began. Which of the two is it?')
  return day
}

const readProposal = (
  ctx: Context,
  fields: Fields,
  but: readonly string[],
):
  | { readonly worker: string; readonly rhythm: Rhythm; readonly dates: readonly string[] }
  | undefined => {
  const { today } = ctx.moment
  const possible = colleagues(ctx, [ctx.person.id, ...but]).map(({ value }) => value)
  const worker = fields.oneOf('worker', possible, 'Please choose one of the people in the list.')
  const rhythm = readRhythm(ctx, fields, { trackFrom: today })
  const lastHeld = readLastHeld(fields, rhythm?.startedOn)
  const dates = fields.days('dates')
  if (hasErrors(fields) || worker === undefined || rhythm === undefined) return undefined
  const last = lastHeld === undefined ? {} : { lastHeld }
  // Nothing is asked for before somebody has begun.
  const trackFrom = later(rhythm.startedOn, today)
  return { worker, rhythm: { ...rhythm, ...last, trackFrom }, dates }
}

export const saveSetUp: FormHandler = async ({ ctx, state, values }) => {
  const fields = readFields(values, ctx.moment.today)
  const read = readProposal(ctx, fields, await taken(ctx))
  if (read === undefined) return again(state, fields)
  const { worker, rhythm, dates } = read
  const proposal = newProposal(ctx, {
    supervisor: ctx.person.id,
    worker,
    rhythm,
    from: ctx.moment.today,
    ...(dates.length === 0 ? {} : { firstDates: [...dates] }),
  })
  return proposeOnce(state, proposal, {
    mine: 'Set up supervision',
    field: 'worker',
    done: async tx => {
      await notify(tx, ctx, worker, 'supervision.proposed', { relationship: proposal.id })
      return `${called(ctx, worker)} gets your proposal now and confirms it. You hear from me as soon as that is done.`
    },
  })
}
