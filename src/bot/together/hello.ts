import type { Did } from '../../core/turn.ts'
import { helloCard } from '../cards/hello.ts'
import { homeButton, saying } from '../cards/words.ts'
import { type Context, needsCommit, type Plan } from '../context.ts'
import type { Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { keepPreference, myPreference } from './own.ts'

/** The first words again, whenever somebody asks for them. */
export const helloPlan = async (ctx: Context, state: PersonState, mine?: string): Promise<Plan> => {
  const preference = await myPreference(ctx)
  return {
    commit: async tx => {
      if (preference.metAt === undefined) await keepPreference(tx, ctx, preference)
      return {
        ...(mine === undefined ? {} : { mine }),
        state: { ...state, met: true },
        says: [helloCard(ctx.person)],
      }
    },
  }
}

type Handle = (ctx: Context, state: PersonState, did: Did) => Promise<Plan>

/**
 * Before the first thing a person ever does, Throughline says who it is (D43); what they came for is done all the same.
 * Whoever was met is known by their own state, so that no later turn reads anything for it.
 */
export const meeting =
  (handle: Handle): Handle =>
  async (ctx, before, did) => {
    if (before.met === true || did.kind === 'left') return handle(ctx, before, did)
    const state: PersonState = { ...before, met: true }
    const { metAt } = await myPreference(ctx)
    if (metAt !== undefined) return handle(ctx, state, did)
    if (did.kind === 'joined') return helloPlan(ctx, state)
    // They say hello first: one answer is enough.
    if (did.kind === 'text' && /^hello\W*$/i.test(did.text.trim()))
      return helloPlan(ctx, state, did.text.trim())
    const plan = await handle(ctx, state, did)
    return {
      commit: async tx => {
        const reaction = needsCommit(plan) ? await plan.commit(tx) : plan
        const preference = await myPreference(ctx)
        // What they came for may have kept a setting of theirs already, and with it that they were met.
        await tx.savePreference({ ...preference, metAt: ctx.moment.now })
        return { ...reaction, says: [helloCard(ctx.person), ...reaction.says] }
      },
    }
  }

export const worksRight: Handler = ({ state }) => ({
  state,
  mine: 'These are right',
  says: [saying('Good. Whenever they change: type “settings”.', [homeButton])],
})
