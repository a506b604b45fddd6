import { firstName, type Person } from '../../domain/people.ts'
import { others, type Relationship, rolesOf } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'

const find = ({ people }: Context, id: string | undefined): Person | undefined =>
  people.find(each => each.id === id)

/** The name used in a sentence. */
export const called = (ctx: Context, id: string | undefined): string =>
  firstName(find(ctx, id)?.name ?? 'Somebody')

/** Whom one can name in a form: everybody who is still here, but these. */
export const colleagues = ({ people }: Context, but: readonly (string | undefined)[]) =>
  people
    .filter(({ id, left }) => left === undefined && !but.includes(id))
    .map(({ id, name, title }) => ({ value: id, label: title === '' ? name : `${name}, ${title}` }))

const isSupervision = ({ kind, state }: Relationship): boolean =>
  kind === 'supervision' && state === 'confirmed'

/** Supervisions of this person's own; a cover is none of them, it stands in for one. */
export const supervisions = (
  relationships: readonly Relationship[],
  person: string,
  as?: 'supervisor' | 'worker',
): readonly Relationship[] =>
  relationships.filter(
    each =>
      isSupervision(each) &&
      each.covers === undefined &&
      rolesOf(each, person).some(role => as === undefined || role === as),
  )

/** Everybody for whom something may be due differently now: this person and whom they work with. */
export const concerned = (
  relationships: readonly Relationship[],
  person: string,
): readonly string[] => [
  ...new Set([
    person,
    ...relationships.flatMap(each => others(each, person).map(party => party.person)),
  ]),
]
