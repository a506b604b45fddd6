import type { Closed } from '../../core/time.ts'
import type { Person } from '../../domain/people.ts'
import type { World } from '../../domain/world.ts'
import { closedFor } from '../calendar.ts'
import type { Context } from '../context.ts'

/** What the card of a nudge is made from: dates, states and names, nothing that anybody wrote. */
export interface NudgeScene {
  readonly world: World
  readonly people: (id: string) => Person | undefined
  /** ISO date in this person's zone. */
  readonly today: string
  readonly closed: Closed
  /** Whether there is such a dialog. */
  readonly has: (dialog: string) => boolean
}

/** With the names this person may see. */
export const sceneOf = ({ house, tenant, people, moment }: Context, world: World): NudgeScene => ({
  world,
  people: id => people.find(each => each.id === id),
  today: moment.today,
  closed: closedFor(house, tenant),
  has: dialog => house.library.dialogs.has(dialog),
})

/** For somebody who is here; undefined when the house does not know them any more. */
export const sceneFor = async (ctx: Context): Promise<NudgeScene | undefined> => {
  const { house, tenant, person } = ctx
  const [world] = await house.store.worlds([{ tenant: tenant.id, person: person.id }])
  return world === undefined ? undefined : sceneOf(ctx, world)
}
