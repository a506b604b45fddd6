import type { Rhythm } from '../../domain/rhythm.ts'
import { rhythmForm } from '../cards/setUp.ts'
import { rhythmCard } from '../cards/supervision.ts'
import { notFound } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { dueOnIn } from './due.ts'
import { again, hasErrors, readFields } from './fields.ts'
import { called } from './people.ts'
import { readRhythm } from './readRhythm.ts'
import { otherIn, pickOne, theirs } from './which.ts'

const TITLE = 'How often we meet'

export const rhythmPlan = (ctx: Context, state: PersonState, mine: string): Promise<Plan> =>
  pickOne(ctx, { state, mine, title: TITLE, verb: 'rhythm' })

export const openRhythm: Handler = async ({ ctx, state, args }) => {
  const found = await theirs(ctx, args.with)
  if (found === undefined)
    return args.with === undefined ? rhythmPlan(ctx, state, TITLE) : { state, says: [notFound()] }
  const other = called(ctx, otherIn(ctx, found))
  return {
    state,
    says: [],
    outcome: { form: rhythmForm(ctx, found.id, other, found.rhythm ?? {}) },
  }
}

/** Either of the two sets how often they meet; the other is told and may do the same. */
export const saveRhythm: FormHandler = async ({ ctx, state, args, values }) => {
  const found = await theirs(ctx, args.with)
  if (found === undefined) return { state, says: [notFound()] }
  const fields = readFields(values, ctx.moment.today)
  const kept: Pick<Rhythm, 'trackFrom'> & Partial<Rhythm> = {
    trackFrom: ctx.moment.today,
    ...found.rhythm,
  }
  const rhythm = readRhythm(ctx, fields, kept)
  if (rhythm === undefined || hasErrors(fields)) return again(state, fields)
  const other = otherIn(ctx, found)
  const sessions = await ctx.house.store.sessions(ctx.scope, found.id)
  return {
    commit: async tx => {
      await tx.setRhythm(found.id, rhythm)
      await tx.audit({ action: 'relationship.rhythm', object: found.id })
      await tx.lookAt(found.parties.map(({ person }) => person))
      const refs = { relationship: found.id, by: ctx.person.id, at: String(ctx.moment.now) }
      await notify(tx, ctx, other, 'rhythm.set', refs)
      const relationship = { ...found, rhythm }
      const dueOn = dueOnIn(ctx, relationship, sessions)
      const standing = { relationship, booked: [], ...(dueOn === undefined ? {} : { dueOn }) }
      const says = `Kept, and ${called(ctx, other)} is told.`
      return { state, mine: TITLE, says: [rhythmCard(ctx, says, standing)] }
    },
  }
}
