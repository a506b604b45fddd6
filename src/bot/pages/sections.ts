import type { Block, ListItem } from '../../core/card.ts'
import { firstName } from '../../domain/people.ts'
import { others, type Party, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'

/** A heading with a list under it; without items the quiet line, or nothing at all. */
export const section = (
  level: 2 | 3,
  heading: string,
  items: readonly ListItem[],
  empty?: string,
): readonly Block[] => {
  if (items.length === 0 && empty === undefined) return []
  const body: Block =
    items.length === 0
      ? { kind: 'note', text: empty ?? '' }
      : { kind: 'list', items, confidential: true }
  return [{ kind: 'heading', level, text: heading }, body]
}

export const nameOf = ({ people }: Context, person: string | undefined): string =>
  people.find(({ id }) => id === person)?.name ?? 'Somebody who has left'

export const firstNameOf = (ctx: Context, person: string | undefined): string =>
  firstName(nameOf(ctx, person))

/** The others, or for whoever stands in for the supervisor, the worker. */
const themIn = (ctx: Context, relationship: Relationship): readonly Party[] => {
  const { parties } = relationship
  const isMine = parties.some(({ person }) => person === ctx.person.id)
  return isMine
    ? others(relationship, ctx.person.id)
    : parties.filter(({ role }) => role === 'worker')
}

/** The others of a relationship, by name. */
export const withWhom = (
  ctx: Context,
  relationships: readonly Relationship[],
  relationship: string,
): string => {
  const found = relationships.find(({ id }) => id === relationship)
  if (found === undefined) return 'somebody'
  const names = themIn(ctx, found).map(({ person }) => nameOf(ctx, person))
  return [...new Set(names)].join(' and ')
}

/** `you are the supervisor`, in words. */
export const roleWords = (role: string): string => role.replace(/([A-Z])/g, ' $1').toLowerCase()
