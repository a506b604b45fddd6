import type { Action, Session } from './action.ts'
import type { NudgeAs, Occurrence } from './nudge.ts'
import type { Obligation } from './obligation.ts'
import type { Person, Tenant } from './people.ts'
import type { Preference } from './preference.ts'
import type { Relationship } from './relationship.ts'

/** Dates and states of one supervision, seen by one person: nothing that anybody wrote. */
export interface PairWorld {
  /** Also one that somebody stands in for now or soon: they are `supervisor` in it, and their cover is no pair of its own. */
  readonly relationship: Relationship
  /** The supervisor's own manager is `reviewer`: for them there are obligations and sessions only. */
  readonly as: Exclude<NudgeAs, 'owner'>
  /** Open and paused ones, and those closed in the last 400 days. */
  readonly obligations: readonly Obligation[]
  /** Planned, moved and held ones, also those with a cover; oldest first. */
  readonly sessions: readonly Session[]
  /** Covers of it that have not ended. */
  readonly covers: readonly Relationship[]
  /** Absences of the people who matter to it, by person. */
  readonly away: Readonly<Record<string, Preference['absences']>>
  /** The supervisor's manager, if there is one. */
  readonly reviewer?: string
  /** Epoch ms at which each party last put something on the agenda or prepared; by person. */
  readonly prepared: Readonly<Record<string, number>>
}

/** A shared record that waits for this person, or for the worker while this person is its author (N-05). */
export interface WaitingRecord {
  readonly record: string
  readonly version: number
  readonly relationship: string
  readonly kind: string
  readonly filedAt: number
  readonly waitsFor: 'me' | 'worker'
}

/** What was told already. */
export interface Told extends Pick<Occurrence, 'id' | 'nudge' | 'subject'> {
  /** Epoch ms on the tenant's clock. */
  readonly at: number
}

/** All that decides which nudges one person gets, and when. Read in bulk, planned in memory. */
export interface World {
  readonly tenant: Tenant
  readonly person: Person
  readonly preference: Preference
  readonly pairs: readonly PairWorld[]
  /** Their own open actions. */
  readonly actions: readonly Pick<
    Action,
    'id' | 'relationship' | 'rev' | 'by' | 'state' | 'carried'
  >[]
  readonly records: readonly WaitingRecord[]
  /** In the last 400 days, oldest first. */
  readonly told: readonly Told[]
  /** Local dates on which bundles went already, each with its number (1 or 2). */
  readonly bundles: readonly { readonly day: string; readonly number: 1 | 2 }[]
}
