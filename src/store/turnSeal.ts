import type { AcceptedEvent, Reply, Turns } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { TurnDocument } from './documents.ts'
import type { Ring } from './rings.ts'
import { openSaid } from './said.ts'
import { type Bound, open } from './seal.ts'

export type Who = Pick<Turns, 'tenant' | 'person'>

export const ringFor = (base: Base, { tenant, person }: Who): Promise<Ring> =>
  base.rings.need({ tenant, kind: 'person', id: person })

export const stateBound = ({ tenant, person }: Who, rev: number): Bound => ({
  tenant,
  kind: 'turns',
  id: person,
  part: 'state',
  rev,
})

export const eventBound = ({ tenant, person }: Who, id: string): Bound => ({
  tenant,
  kind: 'turns',
  id: person,
  part: `event ${id}`,
})

/** `fresh` was sealed just now and need not be opened again. */
export const opened = (
  ring: Ring,
  who: Who,
  document: TurnDocument,
  fresh?: AcceptedEvent,
): Turns => ({
  ...who,
  rev: document.rev,
  state:
    document.state === undefined
      ? undefined
      : open(ring, stateBound(who, document.rev), document.state),
  accepted: document.accepted.map(({ id, at, sealed }) =>
    id === fresh?.id ? fresh : { id, at, body: open(ring, eventBound(who, id), sealed) },
  ),
})

export const unconfirmed = (ring: Ring, { replies }: TurnDocument): readonly Reply[] =>
  replies.map(said => ({ ...openSaid(ring, said), address: said.address }))
