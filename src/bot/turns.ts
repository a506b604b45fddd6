import type { Outcome } from '../core/adapter.ts'
import { type Button, type Card, forKeeping } from '../core/card.ts'
import { isThroughlineError, ThroughlineError } from '../core/errors.ts'
import { press } from '../core/press.ts'
import { type Address, type Turn, turn as turnSchema } from '../core/turn.ts'
import type { AcceptedEvent, Reply, Settled, Turns } from '../domain/store.ts'
import { saying } from './cards/words.ts'
import { type Context, type House, needsCommit, type Reaction } from './context.ts'
import { endRuns } from './forgetting.ts'
import { handle } from './handle.ts'
import type { Household, Who } from './household.ts'
import { readState } from './state.ts'

/** Sent, or still to be confirmed as sent. */
export interface Said {
  readonly who: Who
  readonly replies: readonly Reply[]
}

export interface TurnWork {
  readonly house: House
  readonly household: Household
  /** Called after a turn is settled, with what is to be sent. `shared` = other people may see a change. */
  readonly settled: (said: Said, shared: boolean) => void
  readonly failed: (event: AcceptedEvent, error: unknown) => void
}

const RETRIES = 6

const repliesOf = (
  event: AcceptedEvent,
  address: Address,
  { mine, says }: Reaction,
  at: number,
): readonly Reply[] => [
  ...(mine === undefined ? [] : [{ id: event.id, at, mine, address }]),
  ...says.map((card: Card, index): Reply => ({ id: `${event.id}:${index}`, at, card, address })),
]

const showAgain = (part: string): Button => ({
  label: 'Show it again',
  press: press('open', { part }),
})

const readPrivately = (part: string): Button => ({
  label: 'Read it in a form',
  press: press('form', { part }),
})

/** A reply without what is only to be shown; `again` is the way back to it. */
const keeping =
  (again: (part: string) => Button) =>
  (reply: Reply): Reply =>
    reply.card === undefined ? reply : { ...reply, card: forKeeping(reply.card, again) }

interface Settling {
  readonly next: Settled
  /** As they are sent. */
  readonly live: readonly Reply[]
}

/** Private text is shown and kept nowhere: neither by us, nor by a platform that keeps what it is sent. */
const settledBy = (
  { house, moment }: Context,
  event: AcceptedEvent,
  { address }: Turn,
  reaction: Reaction,
): Settling => {
  const whole = repliesOf(event, address, reaction, moment.now)
  const replies = whole.map(keeping(showAgain))
  const keeps = house.keepsMessages(address.platform)
  const live = keeps ? whole.map(keeping(readPrivately)) : whole
  return { live, next: { state: reaction.state, handled: [event.id], replies, address } }
}

const conflict = (): ThroughlineError =>
  new ThroughlineError(
    'store-conflict',
    'Settling a turn that was settled meanwhile',
    'It is tried again by itself.',
  )

interface Done extends Settling {
  readonly outcome: Outcome
  readonly shared: boolean
  readonly renews: boolean
}

/** Nothing is left to settle: the turn document goes with the person, and so does what else they had sent. */
const forget = async (
  { house }: TurnWork,
  ctx: Context,
  event: AcceptedEvent,
  { state, outcome = {} }: Reaction,
): Promise<Done> => {
  await endRuns(ctx)
  await house.store.forget(ctx.scope, ctx.moment.today)
  return {
    live: [],
    next: { state, handled: [event.id], replies: [] },
    outcome,
    shared: true,
    renews: true,
  }
}

/** Advances one event and settles it: one compare-and-set, or one transaction when other things move with it. */
const settleOne = async (
  work: TurnWork,
  ctx: Context,
  turns: Turns,
  event: AcceptedEvent,
  turn: Turn,
): Promise<Done> => {
  const { store } = work.house
  const plan = await handle(ctx, readState(turns.state), turn.did)
  const finish = (reaction: Reaction, settling: Settling, shared: boolean): Done => ({
    ...settling,
    shared,
    renews: reaction.renews === true,
    outcome: reaction.outcome ?? {},
  })
  if (!needsCommit(plan) && plan.forgets === true) return forget(work, ctx, event, plan)
  if (!needsCommit(plan)) {
    const settling = settledBy(ctx, event, turn, plan)
    if (!(await store.settle(turns, settling.next))) throw conflict()
    return finish(plan, settling, false)
  }
  return store.transact(ctx.scope, async tx => {
    const reaction = await plan.commit(tx)
    const settling = settledBy(ctx, event, turn, reaction)
    if (!(await tx.settle(turns, settling.next))) throw conflict()
    return finish(reaction, settling, true)
  })
}

const sorry = (event: AcceptedEvent, turns: Turns, address: Address, now: number): Settled => ({
  state: turns.state,
  handled: [event.id],
  address,
  replies: [
    {
      id: `${event.id}:sorry`,
      at: now,
      address,
      card: saying(
        'Something went wrong on my side with that one. What you wrote before is safe; please try it again.',
      ),
    },
  ],
})

const after = (turns: Turns, { state, handled }: Settled): Turns => ({
  ...turns,
  rev: turns.rev + 1,
  state,
  accepted: turns.accepted.filter(({ id }) => !handled.includes(id)),
})

/** Handles one accepted event, again if somebody else settled in between; an event that always fails is answered with an apology. */
const handleEvent = async (
  work: TurnWork,
  who: Who,
  before: Turns,
  event: AcceptedEvent,
): Promise<{ turns: Turns; outcome: Outcome }> => {
  let turns = before
  const turn = turnSchema.parse(event.body)
  for (let attempt = 1; ; attempt += 1) {
    if (!turns.accepted.some(({ id }) => id === event.id)) return { turns, outcome: {} }
    const ctx = await work.household.context(who, turn.address)
    if (ctx === undefined) return { turns, outcome: {} }
    try {
      const done = await settleOne(work, ctx, turns, event, turn)
      const { next, live, outcome, shared, renews } = done
      if (renews) work.household.forget()
      work.settled({ who, replies: live }, shared)
      return { turns: after(turns, next), outcome }
    } catch (error) {
      if (isThroughlineError(error, 'store-unavailable')) throw error
      if (attempt < RETRIES && isThroughlineError(error, 'store-conflict')) {
        turns = await work.house.store.turns(who)
        continue
      }
      work.failed(event, error)
      const next = sorry(event, turns, turn.address, ctx.moment.now)
      if (await work.house.store.settle(turns, next)) {
        work.settled({ who, replies: next.replies }, false)
        return { turns: after(turns, next), outcome: {} }
      }
      turns = await work.house.store.turns(who)
      if (attempt >= RETRIES + 2) throw error
    }
  }
}

/** All accepted events of a person, oldest first; answers the outcome of `wanted`. */
export const drain = async (
  work: TurnWork,
  who: Who,
  from: Turns,
  wanted?: string,
): Promise<Outcome> => {
  let turns = from
  let outcome: Outcome = {}
  for (let event = turns.accepted[0]; event !== undefined; event = turns.accepted[0]) {
    const { id } = event
    const done = await handleEvent(work, who, turns, event)
    turns = { ...done.turns, accepted: done.turns.accepted.filter(each => each.id !== id) }
    if (id === wanted) outcome = done.outcome
  }
  return outcome
}
