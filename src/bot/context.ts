import type { Outcome } from '../core/adapter.ts'
import type { Card } from '../core/card.ts'
import type { Dialog } from '../core/dialogData.ts'
import type { Moment } from '../core/part.ts'
import type { Clock, Closed } from '../core/time.ts'
import type { Address } from '../core/turn.ts'
import type { Person, Tenant } from '../domain/people.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import type { PersonState } from './state.ts'

/** Every dialog by id, and what to do where one is not there yet. */
export interface Library {
  readonly dialogs: ReadonlyMap<string, Dialog>
  readonly planned: Readonly<Record<string, string>>
}

/** What the bot is built from. */
export interface House {
  readonly store: Store
  readonly library: Library
  readonly clock: Clock
  readonly ids: () => string
  /** True when this platform keeps messages in a history of its own. */
  readonly keepsMessages: (platform: string) => boolean
  /** Bank holidays of a region (`GB-ENG`), where somebody knows them. */
  readonly holidays?: (region: string) => Closed
}

/** Who is here, where and when: everything a handler may know besides the turn itself. */
export interface Context {
  readonly house: House
  readonly tenant: Tenant
  readonly person: Person
  /** Everyone of the tenant, for names. */
  readonly people: readonly Person[]
  readonly scope: Scope
  readonly address: Address
  readonly moment: Moment
}

/** What comes of one input: the new state, what is said, how the input itself reads in the conversation. */
export interface Reaction {
  readonly state: PersonState
  readonly says: readonly Card[]
  readonly mine?: string
  readonly outcome?: Outcome
  /** Somebody's name, hours or standing has changed: what is kept of people is read anew. */
  readonly renews?: true
  /** The person is forgotten with this: nothing of the turn is kept, and what is said is said by the outcome's card. */
  readonly forgets?: true
}

/** A reaction that is ready, or one that needs a transaction to come about. */
export interface Commit {
  readonly commit: (tx: Tx) => Promise<Reaction>
}
export type Plan = Reaction | Commit

export const dialogOf = (house: House, id: string): Dialog | undefined =>
  house.library.dialogs.get(id)

export const needsCommit = (plan: Plan): plan is Commit => 'commit' in plan
