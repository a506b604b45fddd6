import { isThroughlineError } from '../core/errors.ts'
import { timeIsOver } from '../core/run.ts'
import { addWorkingDays, instantOf, isEndOfWeek, isWorking, nextWorking } from '../core/time.ts'
import type { Address } from '../core/turn.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { StoredRun } from '../domain/run.ts'
import type { Claim } from '../domain/store.ts'
import type { Send } from './bot.ts'
import { composeNotice } from './cards/notices.ts'
import { type Context, dialogOf, type House } from './context.ts'
import { applyMove, around } from './finishing.ts'
import type { Household } from './household.ts'
import { addressIn, LINKED } from './linking.ts'
import { bundleAgain } from './nudges/again.ts'
import { toRun } from './runs.ts'

/** From when a bundle is claimed or begun until somebody else may see to it, ms. */
export const LEASE_MS = 60_000

/** What became of a delivery; with `retryAt` (epoch ms, server time) it waits on. */
export interface Delivered {
  readonly state: Delivery['state']
  readonly retryAt?: number
  readonly reason?: string
  /** It was not its time yet, so this was no attempt. */
  readonly putOff?: true
}

export interface DeliverWork {
  readonly house: House
  readonly household: Household
  readonly send: Send
  /** The person has us open just now. */
  readonly present: (address: Address) => boolean
}

/** Waits 15 s, 30 s, … at most an hour, with jitter. */
export const backoff = (attempts: number, random: number): number =>
  Math.round(Math.min(2 ** Math.max(attempts - 1, 0) * 15_000, 3_600_000) * (0.5 + random / 2))

/** The ms that the platform asked us to wait. */
export const retryAfter = (error: unknown): number =>
  (isThroughlineError(error) ? error.retryAfterMs : undefined) ?? 0

/** How far back in a conversation a card is looked for that may have been sent a minute ago. */
const RECENT = 200

const contextFor = async (
  { house, household }: DeliverWork,
  { tenant, person, what, refs }: Claim,
): Promise<Context | undefined> => {
  // Whoever linked another place may be writing there already, and may be somebody else.
  const but = what === LINKED ? addressIn(refs) : undefined
  const address = await house.store.addressOf({ tenant, actor: person }, but)
  return address === undefined ? undefined : household.context({ tenant, person }, address)
}

/** Days somebody has after the day they chose to come back on. */
const DAYS_AFTER_REST = 5

/** Whoever chose a later day is not overtaken by the scene's own. */
const afterRest = (ctx: Context, stored: StoredRun): Delivered | undefined => {
  const waiting = stored.openFor.filter(party => !stored.doneBy.includes(party))
  const last = waiting
    .flatMap(party => stored.restsUntil[party] ?? [])
    .toSorted()
    .at(-1)
  if (last === undefined) return undefined
  const { days, to, zone } = ctx.person.works
  const due = instantOf(addWorkingDays(last, DAYS_AFTER_REST, days), to, zone)
  if (due <= ctx.moment.now) return undefined
  const retryAt = ctx.house.clock.now() + due - ctx.moment.now
  return { state: 'pending', retryAt, reason: 'somebody chose a later day', putOff: true }
}

/** A scene's last day has come: it closes without those who have not answered, or the run ends. */
const closeScene = async (ctx: Context, { refs }: Claim): Promise<Delivered> =>
  ctx.house.store.transact(ctx.scope, async tx => {
    const stored = await tx.run(refs.run ?? '')
    const dialog = stored === undefined ? undefined : dialogOf(ctx.house, stored.dialog.id)
    if (
      stored === undefined ||
      dialog === undefined ||
      stored.scene !== refs.scene ||
      stored.state !== 'open'
    )
      return { state: 'dropped', reason: 'already answered' }
    const later = afterRest(ctx, stored)
    if (later !== undefined) return later
    const nearby = await around(ctx, stored.relationship)
    if (nearby === undefined) return { state: 'dropped', reason: 'the relationship has ended' }
    await applyMove(
      { ...nearby, tx, ctx, dialog, byTime: true },
      timeIsOver(dialog, toRun(stored), ctx.moment.today),
      stored,
    )
    return { state: 'sent' }
  })

/** A scene that must not be opened when nobody could talk about it before the weekend (D14). */
const isGentle = async (ctx: Context, { what, refs }: Claim): Promise<boolean> => {
  if (what !== 'part.opened') return false
  const run = await ctx.house.store.run(ctx.scope, refs.run ?? '')
  const dialog = run === undefined ? undefined : dialogOf(ctx.house, run.dialog.id)
  return dialog?.scenes.find(({ scene }) => scene === refs.scene)?.gentle === true
}

/** Working hours are kept, unless the person is here anyway; what is gentle waits for the next week in any case. */
const quiet = async (
  ctx: Context,
  work: DeliverWork,
  claim: Claim,
): Promise<Delivered | undefined> => {
  const { now } = ctx.moment
  const { works } = ctx.person
  if (isEndOfWeek(now, works) && (await isGentle(ctx, claim))) {
    const monday = nextWorking(now + 12 * 3_600_000, works)
    return {
      state: 'pending',
      retryAt: ctx.house.clock.now() + monday - now,
      reason: 'not at the end of the week',
      putOff: true,
    }
  }
  if (isWorking(now, works) || work.present(ctx.address)) return undefined
  const wait = nextWorking(now, works) - now
  return {
    state: 'pending',
    retryAt: ctx.house.clock.now() + wait,
    reason: 'moved to the next working hour',
    putOff: true,
  }
}

/** After a crash between telling somebody and noting it down: they may have done already what it asked for. */
const wasTold = async (
  { house, scope, address }: Context,
  { id, attempts }: Claim,
): Promise<boolean> =>
  attempts > 1 &&
  (await house.store.conversation(scope, address, RECENT)).some(entry => entry.id === id)

/** False: somebody else has it by now, and what we note about it changes nothing. */
const isBegun = async ({ house }: DeliverWork, claim: Claim): Promise<boolean> =>
  (await house.store.beginDeliveries([claim], LEASE_MS)).length === 1

const sendCard = async (work: DeliverWork, ctx: Context, claim: Claim): Promise<Delivered> => {
  const isNudge = claim.kind === 'nudge'
  const card = isNudge
    ? await bundleAgain(ctx, claim)
    : await composeNotice(ctx, claim.what, claim.refs)
  if (card === undefined && !isNudge && (await wasTold(ctx, claim))) return { state: 'sent' }
  if (card === undefined) return { state: 'dropped', reason: 'nothing left to do about it' }
  const { address, scope, moment } = ctx
  // In the conversation first: a crash after sending must not leave a card that nobody finds again.
  const said = { id: claim.id, at: moment.now, card, address }
  await work.house.store.addToConversation(scope, said)
  if (isNudge && !(await isBegun(work, claim)))
    return { state: 'unknown', reason: 'the lease was lost' }
  await work.send(address, card, claim.id)
  return { state: 'sent' }
}

/** One claimed delivery: dropped if it is no use any more, put off in quiet hours, else sent once. */
export const deliver = async (work: DeliverWork, claim: Claim): Promise<Delivered> => {
  const ctx = await contextFor(work, claim)
  if (ctx === undefined) return { state: 'undeliverable', reason: 'no address is known' }
  if (ctx.moment.now >= claim.expiresAt) return { state: 'expired', reason: 'its time was over' }
  if (claim.kind === 'deadline') return closeScene(ctx, claim)
  // A bundle is of use on its own working day only, so it has no morning to wait for.
  if (claim.kind === 'nudge') return sendCard(work, ctx, claim)
  return (await quiet(ctx, work, claim)) ?? sendCard(work, ctx, claim)
}
