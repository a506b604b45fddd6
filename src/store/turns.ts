import type { AcceptedEvent, Reply, Settled, Store, Turns } from '../domain/store.ts'
import type { Base } from './base.ts'
import { SCHEMA_VERSION, type TurnDocument } from './documents.ts'
import { isDuplicate, unavailable } from './errors.ts'
import { keyOf } from './query.ts'
import type { Ring } from './rings.ts'
import { openSaid, sealSaid } from './said.ts'
import { type Bound, open, seal } from './seal.ts'
import { listAt, listsAround, markOf } from './seen.ts'
import { sessionHere } from './session.ts'
import { MAX_TIME_MS } from './table.ts'

type Who = Pick<Turns, 'tenant' | 'person'>

/** An acknowledgement later than this is none: the platform repeats, the person is asked to. */
const ACCEPT_MS = 2000

const ringFor = (base: Base, { tenant, person }: Who): Promise<Ring> =>
  base.rings.need({ tenant, kind: 'person', id: person })

const stateBound = ({ tenant, person }: Who, rev: number): Bound => ({
  tenant,
  kind: 'turns',
  id: person,
  part: 'state',
  rev,
})

const eventBound = ({ tenant, person }: Who, id: string): Bound => ({
  tenant,
  kind: 'turns',
  id: person,
  part: `event ${id}`,
})

const opened = (ring: Ring, who: Who, document: TurnDocument): Turns => ({
  ...who,
  rev: document.rev,
  state:
    document.state === undefined
      ? undefined
      : open(ring, stateBound(who, document.rev), document.state),
  accepted: document.accepted.map(({ id, at, sealed }) => ({
    id,
    at,
    body: open(ring, eventBound(who, id), sealed),
  })),
  replies: document.replies.map(
    (said): Reply => ({ ...openSaid(ring, said), address: said.address }),
  ),
})

const nothingYet = (who: Who): Turns => ({
  ...who,
  rev: 0,
  state: undefined,
  accepted: [],
  replies: [],
})

/** Fails after `ms` instead of keeping somebody waiting; what arrives later all the same is harmless. */
const inTime = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const accept = async (base: Base, who: Who, event: AcceptedEvent) => {
  const ring = await ringFor(base, who)
  const sealed = seal(ring, eventBound(who, event.id), event.body ?? null)
  const now = base.now()
  const entry = { id: event.id, at: event.at, kept: now, sealed }
  const accepted = { $ifNull: ['$accepted', []] }
  const lists = listsAround(now).map(list => ({ $ifNull: [`$seen.${list}`, []] }))
  const isSeen = lists.map(list => ({ $in: [markOf(event.id), list] }))
  const known = { $or: [...isSeen, { $in: [{ $literal: event.id }, '$$accepted.id'] }] }
  const found = await base.tables.turns.bare.findOneAndUpdate(
    { _id: keyOf(who.tenant, who.person) },
    [
      {
        $set: {
          schemaVersion: { $ifNull: ['$schemaVersion', SCHEMA_VERSION] },
          tenant: { $literal: who.tenant },
          person: { $literal: who.person },
          rev: { $ifNull: ['$rev', 0] },
          waits: true,
          accepted: {
            $let: {
              vars: { accepted },
              in: {
                $cond: [
                  known,
                  '$$accepted',
                  { $concatArrays: ['$$accepted', [{ $literal: entry }]] },
                ],
              },
            },
          },
        },
      },
    ],
    // What was seen stays where it is: nobody needs it here.
    { upsert: true, returnDocument: 'after', projection: { seen: 0 }, maxTimeMS: MAX_TIME_MS },
  )
  const document = base.tables.turns.parse(found)
  const mine = document.accepted.find(each => each.id === event.id)
  const fresh = mine !== undefined && Buffer.compare(mine.sealed, sealed) === 0
  return { turns: opened(ring, who, document), fresh }
}

const stored = (ring: Ring, rev: number, now: number, replies: readonly Reply[]) =>
  replies.map((reply, index) => ({
    id: reply.id,
    // A person says and is told far less than a thousand things in one turn.
    seq: rev * 1000 + index,
    kept: now,
    address: reply.address,
    sealed: sealSaid(ring, reply),
  }))

export const settle = async (base: Base, turns: Turns, next: Settled): Promise<boolean> => {
  const session = sessionHere()
  const ring = await ringFor(base, turns)
  const { tenant, person } = turns
  const rev = turns.rev + 1
  const now = base.now()
  const isFirst = turns.rev === 0
  const state =
    next.state === undefined ? undefined : seal(ring, stateBound(turns, rev), next.state)
  try {
    const { matchedCount, upsertedCount } = await base.tables.turns.bare.updateOne(
      { _id: keyOf(tenant, person), rev: turns.rev },
      {
        $set: {
          rev,
          ...(next.replies.length > 0 && { waits: true as const }),
          ...(state && { state }),
          ...(next.address && { address: next.address }),
        },
        ...(!state && { $unset: { state: 1 } }),
        ...(isFirst && { $setOnInsert: { tenant, person, schemaVersion: SCHEMA_VERSION } }),
        $pull: { accepted: { id: { $in: next.handled } } },
        $push: {
          [`seen.${listAt(now)}`]: { $each: next.handled.map(markOf) },
          replies: { $each: stored(ring, rev, now, next.replies) },
        },
      },
      { maxTimeMS: MAX_TIME_MS, upsert: isFirst, ...(session && { session }) },
    )
    return matchedCount + upsertedCount === 1
  } catch (error) {
    // Two first turns at once: the other one's document is there now, with a revision of its own.
    if (isFirst && isDuplicate(error)) return false
    throw error
  }
}

type TurnStore = Pick<Store, 'accept' | 'turns' | 'settle'>

/** The turn document: events a person sent, what the bot keeps between turns, replies under way. */
export const turnStore = (base: Base): TurnStore => ({
  accept: (who, event) => inTime(ACCEPT_MS, accept(base, who, event)),
  turns: async who => {
    const ring = await ringFor(base, who)
    const { turns } = base.tables
    const found = await turns.bare.findOne(
      { _id: keyOf(who.tenant, who.person) },
      { projection: { seen: 0 }, maxTimeMS: MAX_TIME_MS },
    )
    return found === null ? nothingYet(who) : opened(ring, who, turns.parse(found))
  },
  settle: (turns, next) => settle(base, turns, next),
})
