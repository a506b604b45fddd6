import type { Card, Form, Page } from './card.ts'
import type { Address, Turn } from './turn.ts'

/** What came of a turn for the one who did it; the replies themselves come by `send`. */
export interface Outcome {
  /** Field name → what was wrong and what to do, in the schema's words. */
  readonly errors?: Readonly<Record<string, string>>
  /** A form to open now. */
  readonly form?: Form
  /** Said in place of a reply that could not be stored. */
  readonly card?: Card
}

export interface Accepted {
  /** False: not stored, so not accepted; the platform should repeat it, the person be asked to. */
  readonly saved: boolean
  readonly outcome: Promise<Outcome>
}

/**
 * One line of a conversation as the person sees it. `mine` is what they typed or pressed, and its id that of its turn;
 * a card has the id it was sent with: so a page that was away can tell what it has already.
 */
export interface Entry {
  readonly id: string
  readonly at: number
  readonly mine?: string
  readonly card?: Card
}

export interface Persona {
  readonly address: Address
  readonly name: string
  readonly role: string
}

/** Exists for demo tenants only. */
export interface Demo {
  people(): Promise<readonly Persona[]>
  /** Epoch ms of the demo tenant's clock. */
  now(): Promise<number>
  /** Moves the demo clock forward, ticking at each due instant on the way; answers the new time. */
  move(step: 'hour' | 'day' | 'next event'): Promise<number>
}

/** Where an organisation lives on a platform: a workspace, a grid of workspaces, a tenant of the vendor's. */
export interface Place {
  readonly externalId: string
  /** What the adapter needs there, as it wrote it (tokens): sealed at rest, for this adapter alone. */
  readonly secret: string
  readonly rev: number
}

/** The places of one platform. What an adapter keeps there binds it to one organisation, and never leaves it. */
export interface Places {
  find(externalId: string): Promise<Place | undefined>
  all(): Promise<readonly Place[]>
  /** `proof` is a single-use code of the organisation's admin; false = no such code, or it was used, or is too old. */
  add(externalId: string, secret: string, proof: string): Promise<boolean>
  /** Compare-and-set on `place.rev`; false = it has moved. */
  change(place: Place, secret: string): Promise<boolean>
  /** True for one caller in all instances until `ms` have passed. */
  lease(externalId: string, ms: number): Promise<boolean>
  /** The secrets are destroyed, and nobody is written to there any more. */
  remove(externalId: string): Promise<void>
}

/** What the house gives to every adapter. */
export interface Host {
  accept(turn: Turn): Promise<Accepted>
  /** `home`, `upcoming`, `about` or `record/<id>` for the person at this address; undefined = not found, or not theirs. */
  view(address: Address, name: string): Promise<Page | undefined>
  /** The person's conversation, oldest first, up to what was accepted and sent a moment ago. */
  conversation(address: Address): Promise<readonly Entry[]>
  readonly demo?: Demo
  places(platform: string): Places
}

/** One finding of `check`: what was looked at, and what to do when it is not right. */
export interface Finding {
  readonly part: string
  readonly ok: boolean
  readonly says: string
  readonly hint?: string
}

/** The port every platform implements. It knows nothing of supervision, and the house nothing of the platform. */
export interface Adapter {
  readonly name: string
  /** Messages stay in the platform's own history, so confidential questions are asked in forms. */
  readonly keepsMessages: boolean
  start(host: Host): Promise<void>
  /** Sends one message; `id` is the same when it is sent again, so that a platform that can may drop the copy. */
  send(address: Address, card: Card, id: string): Promise<void>
  stop(): Promise<void>
  /** Tells open pages of this person that what `view` answers has changed. */
  refresh?(address: Address): void
  /** True while the person has us open, so that a notice need not wait for working hours. */
  present?(address: Address): boolean
  /** For the doctor. */
  check?(): Promise<readonly Finding[]>
}
