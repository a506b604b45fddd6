import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { supervisions } from './people.ts'

/** Supervisions whose supervisor this person manages. */
const managed = async (
  { house, scope, person, moment }: Context,
  own: readonly Relationship[],
): Promise<readonly Relationship[]> => {
  const staff = own
    .filter(each => each.kind === 'line' && personAs(each, 'supervisor') === person.id)
    .map(each => personAs(each, 'worker'))
  if (staff.length === 0) return []
  const below = await house.store.namedDates(scope, moment.today)
  return below
    .map(({ relationship }) => relationship)
    .filter(
      each =>
        each.kind === 'supervision' &&
        each.state === 'confirmed' &&
        each.covers === undefined &&
        staff.includes(personAs(each, 'supervisor')) &&
        personAs(each, 'worker') !== person.id,
    )
}

/** Supervisions for which this person may name somebody else: their own, and those of supervisors they manage. */
export const ledBy = async (ctx: Context): Promise<readonly Relationship[]> => {
  const relationships = await ctx.house.store.relationships(ctx.scope)
  const own = supervisions(relationships, ctx.person.id, 'supervisor')
  const others = await managed(ctx, relationships)
  return [...own, ...others.filter(({ id }) => own.every(each => each.id !== id))]
}
