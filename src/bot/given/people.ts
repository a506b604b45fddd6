import type { Item } from '../../core/part.ts'
import { personAs } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import type { Read, Reading } from './reading.ts'

/** Whom somebody may ask for help: the others of this relationship, and the supervisor's own manager. */
export const askable = async (
  ctx: Context,
  relationship: Reading['relationship'],
): Promise<readonly Item[]> => {
  const supervisor = personAs(relationship, 'supervisor')
  // Reporting lines are the supervisor's to read; their manager's name is no secret to whom they supervise.
  const lines =
    supervisor === undefined
      ? []
      : await ctx.house.store.relationships({ tenant: ctx.tenant.id, actor: supervisor })
  const managers = lines
    .filter(({ kind, state }) => kind === 'line' && state === 'confirmed')
    .filter(line => personAs(line, 'worker') === supervisor)
    .flatMap(line => personAs(line, 'supervisor') ?? [])
  const ids = new Set([...relationship.parties.map(({ person }) => person), ...managers])
  return ctx.people
    .filter(({ id, left }) => ids.has(id) && id !== ctx.person.id && left === undefined)
    .map(({ id, name }): Item => ({ id, text: name }))
}

/** `people.toAsk` */
export const toAsk = ({ ctx, relationship }: Reading): Promise<Read> =>
  askable(ctx, relationship).then(people => [...people])
