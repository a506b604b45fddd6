import * as z from 'zod'

import type { Card } from '../core/card.ts'
import type { Address } from '../core/turn.ts'
import type { Reply } from '../domain/store.ts'
import { sha256 } from './canonical.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'

/** What we sealed ourselves needs no second look at a card's inside: it opens only unchanged. */
const body = z.object({
  mine: z.string().exactOptional(),
  card: z.custom<Card>(value => typeof value === 'object' && value !== null).exactOptional(),
  at: z.number(),
})

interface Said {
  readonly id: string
  readonly sealed: Uint8Array
}

interface Spoken {
  readonly seq: number
  readonly kept: number
}

/** The same in the turn document and in the transcript, so that moving it from one to the other is a copy. */
const boundTo = ({ owner }: Ring, id: string): Bound => ({
  tenant: owner.tenant,
  kind: 'said',
  id,
  part: owner.id,
})

export const sealSaid = (ring: Ring, { id, address: _address, ...said }: Reply): Uint8Array =>
  seal(ring, boundTo(ring, id), said)

export const openSaid = (ring: Ring, { id, sealed }: Said) => ({
  id,
  ...body.parse(open(ring, boundTo(ring, id), sealed)),
})

/** The order of a conversation: by turn; what came between two turns by its time. */
export const asSaid = (a: Spoken, b: Spoken): number => a.seq - b.seq || a.kept - b.kept

/** A conversation's place in the transcript; no platform's id is part of a key. */
export const placeOf = ({ platform, installation, user, conversation }: Address): string =>
  sha256(JSON.stringify([platform, installation, user, conversation])).toString('base64url')
