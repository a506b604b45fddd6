import { setImmediate as breathe } from 'node:timers/promises'

import { isThroughlineError, ThroughlineError } from '../core/errors.ts'
import { MAX_ATTEMPTS } from '../domain/delivery.ts'
import type { Person } from '../domain/people.ts'
import type { Claim, DeliveryOutcome, Reply } from '../domain/store.ts'
import type { World } from '../domain/world.ts'
import type { Send } from './bot.ts'
import { closedFor } from './calendar.ts'
import { bundleCard } from './cards/nudges.ts'
import type { House } from './context.ts'
import { backoff } from './deliver.ts'
import type { Who } from './household.ts'
import { bundleRow, lookAtWorld, type Seen } from './nudges/looked.ts'
import { within } from './within.ts'

export interface LookWork {
  readonly house: House
  readonly send: Send
  /** Codes and ids only. */
  readonly report: (what: string, error: unknown) => void
}

/** How a tick's looks went. */
export interface Looks {
  /** Bundles by what became of them. */
  readonly bundles: Readonly<Partial<Record<DeliveryOutcome['state'], number>>>
  readonly changed: boolean
}

const LANES = 8
/** Between so many sends a turn that waits comes first. */
const CHUNK = 50
const LEASE_MS = 60_000
const SEND_MS = 30_000
/** Where nobody is to be looked at: no address yet, or gone. */
const LATER_MS = 24 * 3_600_000

const keyOf = ({ tenant, person }: Who): string => `${tenant}:${person}`

const tookTooLong = (): ThroughlineError =>
  new ThroughlineError(
    'delivery-unknown',
    'A platform did not answer in time.',
    'Look at the platform if this lasts.',
  )

const chunks = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK),
  )

/** So many at a time, in no order: each is for another person. */
const sideBySide = async <T>(
  all: readonly T[],
  work: (each: T) => Promise<void>,
): Promise<void> => {
  const queue = [...all]
  const lane = async (): Promise<void> => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) await work(each)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

const nowOf = ({ house }: LookWork, { tenant }: World): number =>
  house.clock.now() + (tenant.demo ? tenant.offset : 0)

interface Looking {
  readonly claim: Claim
  readonly seen?: Seen
  readonly error?: unknown
}

/** Decides for everybody; what goes wrong for one stays with that one. */
const decide = async (work: LookWork, claims: readonly Claim[]): Promise<readonly Looking[]> => {
  const { store } = work.house
  const worlds = await store.worlds(claims.map(({ tenant, person }) => ({ tenant, person })))
  const known = new Map(
    worlds.map(world => [keyOf({ tenant: world.tenant.id, person: world.person.id }), world]),
  )
  const all: Looking[] = []
  for (const part of chunks(claims)) {
    for (const claim of part) {
      const world = known.get(keyOf(claim))
      try {
        all.push(
          world === undefined
            ? { claim }
            : {
                claim,
                seen: lookAtWorld(world, nowOf(work, world), closedFor(work.house, world.tenant)),
              },
        )
      } catch (error) {
        work.report('look', error)
        all.push({ claim, error })
      }
    }
    await breathe()
  }
  return all
}

/** Names of everybody whom the cards of these people may name, each tenant read once. */
const peopleOf = async ({ house }: LookWork, worlds: readonly World[]) => {
  const byTenant = new Map(worlds.map(({ tenant, person }) => [tenant.id, person.id]))
  const all = new Map<string, Person>()
  for (const [tenant, actor] of byTenant) {
    for (const person of await house.store.people({ tenant, actor }))
      all.set(keyOf({ tenant, person: person.id }), person)
  }
  return (tenant: string) => (id: string) => all.get(keyOf({ tenant, person: id }))
}

interface Ready {
  readonly claim: Claim
  readonly said: Reply
}

const sent = async (
  { send, report }: LookWork,
  { claim, said }: Ready,
): Promise<DeliveryOutcome> => {
  if (said.card === undefined) return { state: 'dropped', reason: 'nothing left to do about it' }
  try {
    await within(SEND_MS, send(said.address, said.card, claim.id), tookTooLong)
    return { state: 'sent' }
  } catch (error) {
    report('nudges not sent', error)
    if (isThroughlineError(error, 'delivery-unknown'))
      return { state: 'unknown', reason: 'the platform did not say whether it arrived' }
    return { state: 'pending', reason: 'failed, and is tried again' }
  }
}

const retried = ({ house }: LookWork, claim: Claim, outcome: DeliveryOutcome): DeliveryOutcome => {
  if (outcome.state !== 'pending') return outcome
  if (claim.attempts >= MAX_ATTEMPTS) return { state: 'dead', reason: 'failed too many times' }
  return { ...outcome, retryAt: house.clock.now() + backoff(claim.attempts, 0.5) }
}

/** Sends so many and notes what became of each; begun and cut off, a bundle is nobody's to send again. */
const sendAll = async (
  work: LookWork,
  ready: readonly Ready[],
): Promise<readonly DeliveryOutcome['state'][]> => {
  const { store } = work.house
  const states: DeliveryOutcome['state'][] = []
  for (const part of chunks(ready)) {
    const done: { claim: Claim; outcome: DeliveryOutcome }[] = []
    try {
      // In the conversation first: a card that was sent must be found again.
      await store.addToConversations(
        part.map(({ claim: { tenant, person }, said }) => ({ tenant, person, said })),
      )
      await sideBySide(part, async each => {
        const outcome = retried(work, each.claim, await sent(work, each))
        done.push({ claim: each.claim, outcome })
      })
    } catch (error) {
      work.report('nudges not kept', error)
      const failed: DeliveryOutcome = { state: 'pending', reason: 'failed, and is tried again' }
      const left = part.filter(
        ({ claim }) =>
          !done.some(each => each.claim.id === claim.id && each.claim.tenant === claim.tenant),
      )
      done.push(...left.map(({ claim }) => ({ claim, outcome: retried(work, claim, failed) })))
    }
    await store.finishDeliveries(done)
    states.push(...done.map(({ outcome }) => outcome.state))
    await breathe()
  }
  return states
}

/** Others who have something else due now; by whoever is concerned, as in a turn. */
const wakeOthers = async ({ house }: LookWork, seen: readonly Seen[]): Promise<void> => {
  const byTenant = new Map<string, { readonly actor: string; readonly people: Set<string> }>()
  for (const { world, concerns } of seen.filter(each => each.concerns.length > 0)) {
    const { id } = world.tenant
    const known = byTenant.get(id) ?? { actor: world.person.id, people: new Set<string>() }
    for (const person of concerns) known.people.add(person)
    byTenant.set(id, known)
  }
  for (const [tenant, { actor, people }] of byTenant)
    await house.store.transact({ tenant, actor }, tx => tx.lookAt([...people]))
}

/** When each is looked at next; a look that failed is tried again, later and later. */
const nextFor = (work: LookWork, { claim, seen, error }: Looking, reached: boolean) => {
  const wall = work.house.clock.now()
  if (error !== undefined)
    return { state: 'pending', retryAt: wall + backoff(claim.attempts, 0.5) } as const
  if (seen === undefined || !reached)
    return { state: 'pending', retryAt: wall + LATER_MS, putOff: true } as const
  const retryAt = wall + Math.max(1000, seen.next - nowOf(work, seen.world))
  return { state: 'pending', retryAt, putOff: true } as const
}

/** Looks at everybody whose look is due, all in one go: obligations put right, what is due sent, the next look set. */
export const look = async (work: LookWork, claims: readonly Claim[]): Promise<Looks> => {
  const { store } = work.house
  const all = await decide(work, claims)
  const seen = all.flatMap(each => each.seen ?? [])
  const due = seen.filter(each => each.due !== undefined)
  const whos = due.map(({ world }) => ({ tenant: world.tenant.id, person: world.person.id }))
  const found = await store.addressesOf(whos)
  const addresses = new Map(
    whos.flatMap((who, index) => {
      const address = found[index]
      return address === undefined ? [] : [[keyOf(who), address] as const]
    }),
  )
  const isReached = ({ world, due }: Seen): boolean =>
    due === undefined || addresses.has(keyOf({ tenant: world.tenant.id, person: world.person.id }))
  const looked = seen.map(each => ({
    tenant: each.world.tenant.id,
    person: each.world.person.id,
    obligations: each.obligations,
    ...(each.due !== undefined && isReached(each)
      ? { bundle: bundleRow(each.world, each.due) }
      : {}),
  }))
  const bundles = await store.settleLooks(looked, LEASE_MS)
  const names = await peopleOf(work, bundles.length === 0 ? [] : due.map(({ world }) => world))
  const byPerson = new Map(
    due.map(each => [keyOf({ tenant: each.world.tenant.id, person: each.world.person.id }), each]),
  )
  const ready = bundles.flatMap((claim): Ready[] => {
    const [one, address] = [byPerson.get(keyOf(claim)), addresses.get(keyOf(claim))]
    if (one === undefined || address === undefined) return []
    const { world } = one
    const scene = {
      world,
      people: names(claim.tenant),
      today: one.due?.day ?? '',
      closed: closedFor(work.house, world.tenant),
      has: (dialog: string) => work.house.library.dialogs.has(dialog),
    }
    const card = bundleCard(scene, claim.nudges ?? [])
    const at = nowOf(work, world)
    return [{ claim, said: { id: claim.id, at, address, ...(card === undefined ? {} : { card }) } }]
  })
  const states = await sendAll(work, ready)
  await wakeOthers(work, seen)
  await store.finishDeliveries(
    all.map(each => ({
      claim: each.claim,
      outcome: nextFor(work, each, each.seen === undefined || isReached(each.seen)),
    })),
  )
  const counted: Partial<Record<DeliveryOutcome['state'], number>> = {}
  for (const state of states) counted[state] = (counted[state] ?? 0) + 1
  return {
    bundles: counted,
    changed: states.length > 0 || seen.some(each => each.obligations.length > 0),
  }
}
