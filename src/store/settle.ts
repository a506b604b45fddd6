import type { Reply, Settled, Turns } from '../domain/store.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { isDuplicate } from './errors.ts'
import { keyOf } from './query.ts'
import type { Ring } from './rings.ts'
import { sealSaid } from './said.ts'
import { sameBytes, seal } from './seal.ts'
import { listAt, markOf } from './seen.ts'
import { sessionHere } from './session.ts'
import { MAX_TIME_MS } from './table.ts'
import { ringFor, stateBound } from './turnSeal.ts'

const NOTHING = new Uint8Array()

const stored = (ring: Ring, rev: number, now: number, replies: readonly Reply[]) =>
  replies.map((reply, index) => ({
    id: reply.id,
    // A person says and is told far less than a thousand things in one turn.
    seq: rev * 1000 + index,
    kept: now,
    address: reply.address,
    sealed: sealSaid(ring, reply),
  }))

interface Written {
  readonly rev: number
  readonly state: Uint8Array | undefined
}

/** Whether it is our settling that stands there: no seal is made twice. */
const stands = async (base: Base, _id: string, { rev, state }: Written): Promise<boolean> => {
  const fields = { projection: { rev: 1, state: 1 }, maxTimeMS: MAX_TIME_MS }
  const found = await base.tables.turns.bare.findOne({ _id }, fields)
  return found?.rev === rev && sameBytes(found.state ?? NOTHING, state ?? NOTHING)
}

const updateFor = (
  ring: Ring,
  turns: Turns,
  next: Settled,
  { rev, state }: Written,
  now: number,
) => {
  const { tenant, person } = turns
  const handled = next.handled.map(markOf)
  return {
    $set: {
      rev,
      ...(next.replies.length > 0 && { waits: true as const }),
      ...(state && { state }),
      ...(next.address && { address: next.address }),
    },
    ...(!state && { $unset: { state: 1 as const } }),
    ...(turns.rev === 0 && { $setOnInsert: { tenant, person, schemaVersion: SCHEMA_VERSION } }),
    $pull: { accepted: { id: { $in: next.handled } } },
    $push: {
      [`seen.${listAt(now)}`]: { $each: handled },
      replies: { $each: stored(ring, rev, now, next.replies) },
    },
  }
}

export const settle = async (base: Base, turns: Turns, next: Settled): Promise<boolean> => {
  const session = sessionHere()
  const ring = await ringFor(base, turns)
  const _id = keyOf(turns.tenant, turns.person)
  const upsert = turns.rev === 0
  const rev = turns.rev + 1
  const state =
    next.state === undefined ? undefined : seal(ring, stateBound(turns, rev), next.state)
  const update = updateFor(ring, turns, next, { rev, state }, base.now())
  const write = async (): Promise<boolean> => {
    const options = { maxTimeMS: MAX_TIME_MS, upsert, ...(session && { session }) }
    try {
      const done = await base.tables.turns.bare.updateOne({ _id, rev: turns.rev }, update, options)
      return done.matchedCount + done.upsertedCount === 1
    } catch (error) {
      // Two first turns at once: the other one's document is there now, with a revision of its own.
      if (upsert && isDuplicate(error)) return false
      throw error
    }
  }
  return again(write, async () => (await stands(base, _id, { rev, state })) || write())
}
