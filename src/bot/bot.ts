import type { Accepted, Entry, Outcome } from '../core/adapter.ts'
import type { Card, Page } from '../core/card.ts'
import { isThroughlineError } from '../core/errors.ts'
import type { Address, Turn } from '../core/turn.ts'
import type { Claim, Turns } from '../domain/store.ts'
import { saying } from './cards/words.ts'
import type { House } from './context.ts'
import { type Delivered, deliver } from './deliver.ts'
import { createHousehold, type Household, type Who } from './household.ts'
import { welcome } from './linking.ts'
import { type Looks, look } from './looking.ts'
import { createQueue } from './queue.ts'
import { drain, type Said, type TurnWork } from './turns.ts'
import { view } from './views.ts'
import { within } from './within.ts'

export type Send = (address: Address, card: Card, id: string) => Promise<void>

export interface Outside {
  readonly send: Send
  readonly present: (address: Address) => boolean
  /** Open pages of this person may show something new. */
  readonly refresh: (address: Address) => void
  /** Something may be due now: do not wait for the next tick. */
  readonly wake: () => void
  /** Codes and ids only. */
  readonly report: (what: string, error: unknown) => void
}

/** Everything the bot does, for adapters (by way of a host) and jobs. */
export interface Bot {
  readonly household: Household
  accept(turn: Turn): Promise<Accepted>
  view(address: Address, name: string): Promise<Page | undefined>
  conversation(address: Address): Promise<readonly Entry[]>
  deliver(claim: Claim): Promise<Delivered>
  /** Looks at many people at once: what is due for them is sent, and their next look set. */
  look(claims: readonly Claim[]): Promise<Looks>
  /** Confirms what was sent since the last time, in bulk. */
  flush(): Promise<void>
  /** Handles what was accepted and sends again what was never confirmed. */
  recover(who: Who): Promise<void>
  /** Everybody who has us open looks again. */
  refreshAll(): void
  /** Waits for turns under way, then flushes. */
  close(): Promise<void>
}

const ACCEPT_MS = 2000
const CONVERSATION = 200

const notSaved: Accepted = {
  saved: false,
  outcome: Promise.resolve({
    card: saying(
      'I could not save that just now. Nothing is lost that you sent before; please try again.',
    ),
  }),
}

const notInTime = (): Error => new Error('not stored in time')

const keyOf = ({ tenant, person }: Who): string => `${tenant}:${person}`

/** Keeps what was sent until the next flush, each person's in order. */
const createOutbox = (house: House, outside: Outside) => {
  let waiting: Said[] = []
  const send = async ({ who, replies }: Said): Promise<void> => {
    for (const reply of replies) {
      try {
        if (reply.card !== undefined) await outside.send(reply.address, reply.card, reply.id)
        waiting.push({ who, replies: [reply] })
      } catch (error) {
        // Not confirmed, so the sweep sends it again; what is refused for good would be so for ever.
        outside.report('reply not sent', error)
        if (isThroughlineError(error, 'delivery-refused')) waiting.push({ who, replies: [reply] })
      }
    }
  }
  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await house.store.confirmSent(batch.map(({ who, replies }) => ({ ...who, replies })))
    } catch (error) {
      waiting = [...batch, ...waiting]
      throw error
    }
  }
  return { send, flush }
}

export const createBot = (house: House, outside: Outside): Bot => {
  const household = createHousehold(house)
  const queue = createQueue()
  const outbox = createOutbox(house, outside)
  const seen = new Map<string, Address>()

  const refreshAll = (): void => {
    for (const address of seen.values()) outside.refresh(address)
  }
  const remember = (address: Address): void => {
    seen.set(`${address.platform}:${address.installation}:${address.user}`, address)
    if (seen.size > 5000) seen.clear()
  }
  const work: TurnWork = {
    house,
    household,
    settled: (said, shared) => {
      void outbox.send(said)
      if (shared) {
        refreshAll()
        outside.wake()
      }
    },
    failed: (event, error) => outside.report(`turn ${event.id}`, error),
  }

  const outcomeOf = async (handled: Promise<Outcome>): Promise<Outcome> => {
    try {
      return await handled
    } catch (error) {
      outside.report('turn put off', error)
      if (!isThroughlineError(error, 'store-unavailable')) throw error
      // It is stored: the sweep goes on with it as soon as the store is back.
      return { card: saying('I have that safely. My answer comes in a moment.') }
    }
  }

  /** Of nobody we know nothing is kept; what they are told instead. */
  const keep = async (turn: Turn): Promise<{ who: Who; turns: Turns } | { told: Outcome }> => {
    const who = await household.whoIs(turn.address)
    if (who === undefined)
      return { told: await welcome({ house, household }, turn.address, turn.did) }
    remember(turn.address)
    const { turns } = await house.store.accept(who, { id: turn.id, at: turn.at, body: turn })
    return { who, turns }
  }

  const accept = async (turn: Turn): Promise<Accepted> => {
    try {
      const kept = await within(ACCEPT_MS, keep(turn), notInTime)
      if ('told' in kept) return { saved: true, outcome: Promise.resolve(kept.told) }
      const { who, turns } = kept
      const handled = queue.run(keyOf(who), () => drain(work, who, turns, turn.id))
      const outcome = outcomeOf(handled)
      outcome.catch(() => undefined)
      return { saved: true, outcome }
    } catch (error) {
      outside.report('turn not stored', error)
      return notSaved
    }
  }

  const recover = async (who: Who): Promise<void> => {
    await queue.run(keyOf(who), async () => {
      const turns = await house.store.turns(who)
      await outbox.send({ who, replies: turns.replies })
      await drain(work, who, turns)
    })
  }

  return {
    household,
    accept,
    recover,
    refreshAll,
    view: async (address, name) => {
      const who = await household.whoIs(address)
      const ctx = who === undefined ? undefined : await household.context(who, address)
      if (ctx === undefined) return undefined
      remember(address)
      return view(ctx, name)
    },
    conversation: async address => {
      const who = await household.whoIs(address)
      if (who === undefined) return []
      remember(address)
      return house.store.conversation(
        { tenant: who.tenant, actor: who.person },
        address,
        CONVERSATION,
      )
    },
    deliver: async claim => {
      const work = { house, household, send: outside.send, present: outside.present }
      const done = await deliver(work, claim)
      if (done.state === 'sent') refreshAll()
      return done
    },
    look: async claims => {
      const { send, report } = outside
      const looks = await look({ house, household, send, report }, claims)
      if (looks.changed) refreshAll()
      return looks
    },
    flush: outbox.flush,
    close: async () => {
      await queue.idle()
      await outbox.flush()
    },
  }
}
