import type { AcceptedEvent, Store, Turns, Unconfirmed } from '../domain/store.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { unavailable } from './errors.ts'
import { keyOf } from './query.ts'
import { seal } from './seal.ts'
import { listsAround, markOf } from './seen.ts'
import { settle } from './settle.ts'
import { MAX_TIME_MS } from './table.ts'
import { eventBound, opened, ringFor, unconfirmed, type Who } from './turnSeal.ts'

/** An acknowledgement later than this is none: the platform repeats, the person is asked to. */
const ACCEPT_MS = 2000

const nothingYet = (who: Who): Turns & Unconfirmed => ({
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
    // What was seen and said stays where it is: nobody needs it here.
    {
      upsert: true,
      returnDocument: 'after',
      projection: { seen: 0, replies: 0 },
      maxTimeMS: MAX_TIME_MS,
    },
  )
  const document = base.tables.turns.parse(found)
  const mine = document.accepted.find(each => each.id === event.id)
  const fresh = mine !== undefined && Buffer.compare(mine.sealed, sealed) === 0
  return { turns: opened(ring, who, document, fresh ? event : undefined), fresh }
}

type TurnStore = Pick<Store, 'accept' | 'turns' | 'settle'>

/** The turn document: events a person sent, what the bot keeps between turns, replies under way. */
export const turnStore = (base: Base): TurnStore => ({
  accept: (who, event) =>
    inTime(
      ACCEPT_MS,
      again(() => accept(base, who, event)),
    ),
  turns: async who => {
    const ring = await ringFor(base, who)
    const { turns } = base.tables
    const found = await turns.bare.findOne(
      { _id: keyOf(who.tenant, who.person) },
      { projection: { seen: 0 }, maxTimeMS: MAX_TIME_MS },
    )
    if (found === null) return nothingYet(who)
    const document = turns.parse(found)
    return { ...opened(ring, who, document), replies: unconfirmed(ring, document) }
  },
  settle: (turns, next) => settle(base, turns, next),
})
