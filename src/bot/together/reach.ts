import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { supervisions } from './people.ts'

/** Supervisions whose supervisor this person manages: that there are such, and their dates. */
const managed = async ({ house, tenant, person }: Context): Promise<readonly Relationship[]> => {
  const [world] = await house.store.worlds([{ tenant: tenant.id, person: person.id }])
  return (world?.pairs ?? [])
    .filter(({ as }) => as === 'reviewer')
    .map(({ relationship }) => relationship)
    .filter(
      each =>
        each.kind === 'supervision' &&
        each.state === 'confirmed' &&
        each.covers === undefined &&
        personAs(each, 'worker') !== person.id,
    )
}

const isLine = ({ kind, parties }: Relationship, person: string): boolean =>
  kind === 'line' && parties.some(each => each.role === 'supervisor' && each.person === person)

/** Supervisions for which this person may name somebody else: their own, and those of supervisors they manage. */
export const ledBy = async (ctx: Context): Promise<readonly Relationship[]> => {
  const relationships = await ctx.house.store.relationships(ctx.scope)
  const own = supervisions(relationships, ctx.person.id, 'supervisor')
  if (!relationships.some(each => isLine(each, ctx.person.id))) return own
  const others = await managed(ctx)
  return [...own, ...others.filter(({ id }) => own.every(each => each.id !== id))]
}
