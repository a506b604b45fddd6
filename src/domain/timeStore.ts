import type { Address } from '../core/turn.ts'
import type { Delivery, NewDelivery } from './delivery.ts'
import type { Obligation } from './obligation.ts'
import type { Claim, DeliveryOutcome, Reply, Scope, Who } from './store.ts'
import type { World } from './world.ts'

/** What the house decides for one person at one look: obligations to write, a bundle to send. */
export interface Looked {
  readonly tenant: string
  readonly person: string
  /** New ones have `rev` 0 and are kept from `rev` 1 on; the others are written only if theirs has not moved. */
  readonly obligations: readonly Obligation[]
  /** Others of the same tenant for whom these obligations change what is due: they are looked at now, whatever happens. */
  readonly concerns?: readonly string[]
  /** Claimed by the one who asks, under `leaseMs`; left out when its id is there already. */
  readonly bundle?: NewDelivery
}

/** Of a transaction: obligations, and when to look at somebody next. */
export interface TimeTx {
  /** Compare-and-set on `obligation.rev`, by a party: waived, or how it was told. */
  saveObligation(obligation: Obligation): Promise<boolean>
  /** Something of these people's has changed: what is due for them is looked at now. */
  lookAt(people: readonly string[]): Promise<void>
}

/** Obligations, and all that the house does by the clock for many people at once. */
export interface TimeStore {
  obligations(scope: Scope, relationship?: string): Promise<readonly Obligation[]>
  /**
   * For the house: dates and states of many people at once, in a number of queries that does not grow with them.
   * Whoever is gone, or has something that cannot be read, is left out.
   */
  worlds(people: readonly Who[]): Promise<readonly World[]>
  /** Writes what was decided at a look; answers the bundles that are new, claimed for `leaseMs`. */
  settleLooks(looked: readonly Looked[], leaseMs: number): Promise<readonly Claim[]>
  /** Where each of them is reached, in the same order. */
  addressesOf(people: readonly Who[]): Promise<readonly (Address | undefined)[]>
  /** Keeps what reaches many people by itself in their conversations; once for its id. */
  addToConversations(said: readonly (Who & { readonly said: Reply })[]): Promise<void>
  /**
   * Just before they are sent: from here on a crash leaves them unknown, never sent again (P4). Answers those that are
   * still held by these claims, for `leaseMs` more; nobody sends the others.
   */
  beginDeliveries(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]>
  /** As `finishDelivery`, many at once; answers those whose lease was lost. */
  finishDeliveries(
    done: readonly { readonly claim: Claim; readonly outcome: DeliveryOutcome }[],
  ): Promise<readonly Claim[]>
  /** Deliveries of a tenant that were not plainly sent, newest first, for its admins: states, reasons and dates. */
  troubled(scope: Scope, limit: number): Promise<readonly Delivery[]>
  /** A dead or unknown one is tried again, by an admin; false when it is neither. */
  retryDelivery(scope: Scope, id: string): Promise<boolean>
}
