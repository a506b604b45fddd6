import { press } from '../../core/press.ts'
import { others, type Relationship } from '../../domain/relationship.ts'
import { homeButton, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import type { PersonState } from '../state.ts'
import { called, supervisions } from './people.ts'

/** The supervision a button names, if this person is one of its two. */
export const theirs = async (
  { house, scope, person }: Context,
  id: string | undefined,
): Promise<Relationship | undefined> =>
  supervisions(await house.store.relationships(scope), person.id).find(each => each.id === id)

export const otherIn = ({ person }: Context, relationship: Relationship): string =>
  others(relationship, person.id)[0]?.person ?? person.id

interface Picking {
  readonly state: PersonState
  readonly mine: string
  readonly title: string
  /** Of the press that goes on with the one chosen. */
  readonly verb: string
  readonly as?: 'supervisor' | 'worker'
}

/** Asks with whom, before a form that is about one supervision. */
export const pickOne = async (ctx: Context, picking: Picking): Promise<Plan> => {
  const { state, mine, title, verb, as } = picking
  const found = supervisions(await ctx.house.store.relationships(ctx.scope), ctx.person.id, as)
  if (found.length === 0) {
    const whom = as === 'supervisor' ? 'you supervise nobody here yet' : 'there is none here yet'
    const says = `${title} is for a supervision, and ${whom}. “set up” begins one.`
    return { state, mine, says: [saying(says, [homeButton])] }
  }
  const buttons = found.map(each => ({
    label: called(ctx, otherIn(ctx, each)),
    press: press(verb, { with: each.id }),
  }))
  return { state, mine, says: [saying(`${title}: with whom?`, [...buttons, homeButton])] }
}
