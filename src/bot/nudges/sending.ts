import { setImmediate as breathe } from 'node:timers/promises'

import { isThroughlineError, ThroughlineError } from '../../core/errors.ts'
import { MAX_ATTEMPTS } from '../../domain/delivery.ts'
import type { Claim, DeliveryOutcome, Reply } from '../../domain/store.ts'
import type { Send } from '../bot.ts'
import type { House } from '../context.ts'
import { backoff, LEASE_MS, retryAfter } from '../deliver.ts'
import type { Household } from '../household.ts'
import { within } from '../within.ts'

export interface SendWork {
  readonly house: House
  readonly household: Household
  readonly send: Send
  /** Codes and ids only. */
  readonly report: (what: string, error: unknown) => void
}

/** A bundle that is claimed and has its words. */
export interface Ready {
  readonly claim: Claim
  readonly said: Reply
}

interface Done {
  readonly claim: Claim
  readonly outcome: DeliveryOutcome
}

const LANES = 8
/** Between so many a turn that waits comes first. */
const CHUNK = 50
const SEND_MS = 30_000

export const inChunks = async <T>(
  all: readonly T[],
  work: (part: readonly T[]) => void | Promise<void>,
): Promise<void> => {
  for (let from = 0; from < all.length; from += CHUNK) {
    await work(all.slice(from, from + CHUNK))
    await breathe()
  }
}

/** Eight at a time, in no order: each is for another person. */
const sideBySide = async <T>(all: readonly T[], work: (each: T) => Promise<void>) => {
  const queue = [...all]
  const lane = async (): Promise<void> => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) await work(each)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

const tookTooLong = (): ThroughlineError =>
  new ThroughlineError(
    'delivery-unknown',
    'A platform did not answer in time.',
    'Look at the platform if this lasts.',
  )

const failed = ({ house }: SendWork, { attempts }: Claim, error: unknown): DeliveryOutcome =>
  attempts >= MAX_ATTEMPTS
    ? { state: 'dead', reason: 'failed too many times' }
    : {
        state: 'pending',
        retryAt: house.clock.now() + Math.max(backoff(attempts, 0.5), retryAfter(error)),
        reason: 'failed, and is tried again',
      }

/** A message that may have arrived is not sent again: rather one too few than two. */
const sendOne = async (work: SendWork, { claim, said }: Ready): Promise<DeliveryOutcome> => {
  if (said.card === undefined) return { state: 'dropped', reason: 'nothing left to do about it' }
  try {
    await within(SEND_MS, work.send(said.address, said.card, claim.id), tookTooLong)
    return { state: 'sent' }
  } catch (error) {
    work.report('nudges not sent', error)
    if (isThroughlineError(error, 'delivery-unknown'))
      return { state: 'unknown', reason: 'the platform did not say whether it arrived' }
    return isThroughlineError(error, 'delivery-refused')
      ? { state: 'undeliverable', reason: 'the platform does not take it for this person' }
      : failed(work, claim, error)
  }
}

/** Those that are still ours, and begun: as few at a time as can be, for a crash now leaves all of them unknown. */
const begin = async ({ house: { store } }: SendWork, part: readonly Ready[]) => {
  const begun = new Set(
    await store.beginDeliveries(
      part.map(({ claim }) => claim),
      LEASE_MS,
    ),
  )
  return part.filter(({ claim }) => begun.has(claim))
}

const sendSome = async (
  work: SendWork,
  part: readonly Ready[],
  kept: Promise<void>,
): Promise<readonly Done[]> => {
  let begun: readonly Ready[]
  try {
    await kept
    begun = await begin(work, part)
  } catch (error) {
    // Nothing of these was sent; behind here, what fails may have arrived.
    work.report('nudges not kept', error)
    return part.map(({ claim }) => ({ claim, outcome: failed(work, claim, error) }))
  }
  const done: Done[] = []
  await sideBySide(begun, async ready => {
    done.push({ claim: ready.claim, outcome: await sendOne(work, ready) })
  })
  return done
}

/** In the conversation first: a card that was sent must be found again. */
const keep = ({ house: { store } }: SendWork, all: readonly Ready[]): Promise<void> =>
  store.addToConversations(
    all.flatMap(({ claim: { tenant, person }, said }) =>
      said.card === undefined ? [] : [{ tenant, person, said }],
    ),
  )

/** Sends bundles and notes what became of each; answers their states. */
export const sendBundles = async (
  work: SendWork,
  all: readonly Ready[],
): Promise<readonly DeliveryOutcome['state'][]> => {
  const states: DeliveryOutcome['state'][] = []
  const kept = keep(work, all)
  await inChunks(all, async part => {
    const done = await sendSome(work, part, kept)
    await work.house.store.finishDeliveries(done)
    states.push(...done.map(({ outcome }) => outcome.state))
  })
  return states
}
