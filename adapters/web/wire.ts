import type { Entry, Outcome } from '../../src/core/adapter.ts'
import type { Card, Download, Page } from '../../src/core/card.ts'
import type { Did } from '../../src/core/turn.ts'

/** Every request that changes something carries this: no foreign page can set it without asking first. */
export const HEADER = 'x-throughline'

export interface Person {
  readonly key: string
  readonly name: string
  readonly role: string
}

export interface People {
  readonly people: readonly Person[]
  /** Epoch ms of the demo clock. */
  readonly now: number
}

export interface Conversation {
  readonly entries: readonly Entry[]
  /** Epoch ms of the demo clock. */
  readonly now: number
}

/** A page as it is shown: what can be taken away is fetched only when somebody takes it. */
export type Shown = Omit<Page, 'downloads'> & {
  readonly downloads?: readonly Omit<Download, 'text'>[]
}

export interface Viewed {
  readonly page: Shown
}

export const STEPS = ['hour', 'day', 'next event'] as const
export type ClockStep = (typeof STEPS)[number]

export interface Moved {
  readonly now: number
}

/** The kinds of turn that the page can make. */
export type PageDid = Extract<
  Did,
  { readonly kind: 'text' | 'press' | 'form' | 'joined' | 'attachment' }
>

/** The body of a turn. `id` is the same when it is sent again; `shown` is what the other tabs mirror. */
export interface TurnBody {
  readonly id: string
  readonly did: PageDid
  readonly shown?: string
}

export interface TurnReply {
  readonly saved: boolean
  readonly outcome: Outcome
}

/** What comes over the stream. After `hello` the page fetches everything anew: the stream itself repeats nothing. */
export type Live =
  | { readonly kind: 'hello'; readonly version: string; readonly now: number }
  /** `at`: epoch ms of the demo clock as it was sent, which may be on its way through days. */
  | { readonly kind: 'card'; readonly id: string; readonly card: Card; readonly at?: number }
  | { readonly kind: 'mine'; readonly id: string; readonly text: string }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'clock'; readonly now: number }
  | { readonly kind: 'beat' }
  /** The last word of a stream that another tab of the same browser needs more. */
  | { readonly kind: 'elsewhere' }
