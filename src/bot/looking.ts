import { dateAt } from '../core/time.ts'
import type { Address } from '../core/turn.ts'
import type { Person } from '../domain/people.ts'
import type { Claim, DeliveryOutcome } from '../domain/store.ts'
import type { World } from '../domain/world.ts'
import { closedFor } from './calendar.ts'
import { bundleCard } from './cards/nudges.ts'
import { backoff, LEASE_MS } from './deliver.ts'
import { goneAmong } from './gone.ts'
import type { Who } from './household.ts'
import { bundleRow, lookAtWorld, type Seen } from './nudges/looked.ts'
import { inChunks, type Ready, type SendWork, sendBundles } from './nudges/sending.ts'

/** What looking at many people came to. */
export interface Looks {
  /** States of the bundles that were sent, or were to be. */
  readonly bundles: readonly DeliveryOutcome['state'][]
  /** Somebody's open pages may show something new. */
  readonly changed: boolean
}

/** For somebody whom nothing reaches. */
const MUCH_LATER_MS = 24 * 3_600_000

const keyOf = ({ tenant, person }: Who): string => `${tenant}:${person}`

const whoIn = ({ tenant, person }: World): Who => ({ tenant: tenant.id, person: person.id })

const nowIn = ({ household }: SendWork, { tenant }: World): number => household.now(tenant)

/** Neither seen nor failed: it rests, for whoever is gone. */
interface Look {
  readonly claim: Claim
  readonly seen?: Seen
  readonly failed?: true
}

/** Whoever has left needs no look any more, until something brings them back. */
const isGone = (work: SendWork, world: World): boolean => {
  const { left, works } = world.person
  return left !== undefined && left < dateAt(nowIn(work, world), works.zone)
}

/** Decides for everybody; what goes wrong for one stays with that one. */
const decide = async (work: SendWork, claims: readonly Claim[]): Promise<readonly Look[]> => {
  const worlds = await work.house.store.worlds(
    claims.map(({ tenant, person }) => ({ tenant, person })),
  )
  const known = new Map(worlds.map(world => [keyOf(whoIn(world)), world]))
  const unknown = claims.filter(claim => !known.has(keyOf(claim)))
  const gone = await goneAmong(work, unknown)
  const looks: Look[] = []
  const one = (claim: Claim): Look => {
    const world = known.get(keyOf(claim))
    if (world === undefined) return gone.has(claim) ? { claim } : { claim, failed: true }
    if (isGone(work, world)) return { claim }
    try {
      const closed = closedFor(work.house, world.tenant)
      return { claim, seen: lookAtWorld(world, nowIn(work, world), closed) }
    } catch (error) {
      work.report('look', error)
      return { claim, failed: true }
    }
  }
  await inChunks(claims, part => void looks.push(...part.map(one)))
  return looks
}

type Addresses = ReadonlyMap<string, Address>

const addressesFor = async ({ house }: SendWork, due: readonly Seen[]): Promise<Addresses> => {
  const whos = due.map(({ world }) => whoIn(world))
  const found = await house.store.addressesOf(whos)
  return new Map(
    whos.flatMap((who, index) => {
      const address = found[index]
      return address === undefined ? [] : [[keyOf(who), address] as const]
    }),
  )
}

/** Names of everybody whom a card may name; each organisation is read once, and kept for the next batch. */
const namesFor = async ({ household }: SendWork, due: readonly Seen[]) => {
  const names = new Map<string, ReadonlyMap<string, Person>>()
  for (const { world } of due)
    if (!names.has(world.tenant.id)) names.set(world.tenant.id, await household.byId(whoIn(world)))
  return (tenant: string) => (id: string) => names.get(tenant)?.get(id)
}

/** The words of bundles that are ours to send. */
const compose = async (
  work: SendWork,
  due: readonly Seen[],
  addresses: Addresses,
  claims: readonly Claim[],
): Promise<readonly Ready[]> => {
  if (claims.length === 0) return []
  const names = await namesFor(work, due)
  const byPerson = new Map(due.map(each => [keyOf(whoIn(each.world)), each.world]))
  const ready: Ready[] = []
  await inChunks(claims, part => {
    for (const claim of part) {
      const [world, address] = [byPerson.get(keyOf(claim)), addresses.get(keyOf(claim))]
      if (world === undefined || address === undefined) continue
      const scene = {
        world,
        people: names(claim.tenant),
        today: claim.refs.day ?? '',
        closed: closedFor(work.house, world.tenant),
        has: (dialog: string) => work.house.library.dialogs.has(dialog),
      }
      const card = bundleCard(scene, claim.nudges ?? [])
      const said = { id: claim.id, at: nowIn(work, world), address }
      ready.push({ claim, said: card === undefined ? said : { ...said, card } })
    }
  })
  return ready
}

const nextFor = (work: SendWork, { claim, seen, failed }: Look, reached: boolean) => {
  const now = work.house.clock.now()
  if (failed === true)
    return { state: 'pending', retryAt: now + backoff(claim.attempts, 0.5) } as const
  if (seen === undefined) return { state: 'pending', putOff: true } as const
  if (!reached) return { state: 'pending', retryAt: now + MUCH_LATER_MS, putOff: true } as const
  const retryAt = now + Math.max(1000, seen.next - nowIn(work, seen.world))
  return { state: 'pending', retryAt, putOff: true } as const
}

/**
 * Looks at everybody whose look is due, in one go: obligations put right, what is due sent, the next look set. Whoever
 * is changed by somebody else meanwhile loses this look and gets another.
 */
export const look = async (work: SendWork, claims: readonly Claim[]): Promise<Looks> => {
  const { store } = work.house
  const looks = await decide(work, claims)
  const all = looks.flatMap(({ seen }) => seen ?? [])
  const due = all.filter(each => each.due !== undefined)
  const addresses = await addressesFor(work, due)
  const isReached = ({ world }: Seen): boolean => addresses.has(keyOf(whoIn(world)))
  // What another look of this very batch changes for somebody is looked at before they are told anything.
  const waits = new Set(
    all.flatMap(({ world, concerns }) =>
      concerns.map(person => keyOf({ tenant: world.tenant.id, person })),
    ),
  )
  const isSent = (each: Seen): boolean => isReached(each) && !waits.has(keyOf(whoIn(each.world)))
  const bundles = await store.settleLooks(
    all.map(each => ({
      ...whoIn(each.world),
      obligations: [...each.obligations, ...(isSent(each) ? each.told : [])],
      concerns: each.concerns,
      ...(each.due !== undefined && isSent(each) && { bundle: bundleRow(each.world, each.due) }),
    })),
    LEASE_MS,
  )
  const states = await sendBundles(work, await compose(work, due, addresses, bundles))
  await store.finishDeliveries(
    looks.map(each => ({
      claim: each.claim,
      outcome: nextFor(work, each, each.seen?.due === undefined || isReached(each.seen)),
    })),
  )
  const changed = states.length > 0 || all.some(({ obligations }) => obligations.length > 0)
  return { bundles: states, changed }
}
