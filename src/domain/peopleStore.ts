import type { Entry } from '../core/adapter.ts'
import type { Action, AgendaItem, Note, Session } from './action.ts'
import type { Obligation } from './obligation.ts'
import type { Person, WorkingPattern } from './people.ts'
import type { Preference } from './preference.ts'
import type { SupervisionRecord } from './record.ts'
import type { Relationship } from './relationship.ts'
import type { Rhythm } from './rhythm.ts'
import type { Stance } from './stance.ts'
import type { Scope } from './store.ts'

/** Named dates of one supervision for the reporting line: held, due, late, moved; never content. */
export interface NamedDates {
  readonly relationship: Relationship
  readonly obligations: readonly Obligation[]
  readonly sessions: readonly Session[]
}

/** One reading of a record, with its ground. */
export interface Reading {
  readonly record: string
  readonly version: number
  readonly person: string
  readonly at: number
}

/** What a person takes with them, or shows to somebody they trust. */
export interface PersonExport {
  readonly person: Person
  readonly preference: Preference
  readonly relationships: readonly Relationship[]
  readonly records: readonly SupervisionRecord[]
  readonly stances: readonly Stance[]
  readonly actions: readonly Action[]
  readonly agendaItems: readonly AgendaItem[]
  readonly sessions: readonly Session[]
  readonly obligations: readonly Obligation[]
  readonly notes: readonly Note[]
  readonly readings: readonly Reading[]
  readonly conversation: readonly Entry[]
}

/** A person as an import knows them: by `key` (a staff number or work address), never by name alone. */
export interface Imported {
  readonly tenant: string
  readonly people: readonly { readonly person: Person; readonly key: string }[]
  /** Confirmed by the admin who signed the import off. */
  readonly relationships: readonly Relationship[]
  readonly sessions: readonly Session[]
  /** Relationships that end, with their last day. */
  readonly ends: readonly { readonly id: string; readonly on: string }[]
  /** People who become admins; nobody stops being one by an import. */
  readonly admins?: readonly string[]
}

/** Of a transaction: who works with whom, and what people set for themselves. */
export interface PeopleTx {
  /** The actor's own: working pattern only; name and job are the organisation's to change. */
  saveWorks(works: WorkingPattern): Promise<void>
  /** Compare-and-set on `preference.rev`, the actor's own; false = it has moved. */
  savePreference(preference: Preference): Promise<boolean>
  /** A new one in the state `proposed`, by one of its parties or an admin; it gets a ring of its own. */
  propose(relationship: Relationship): Promise<void>
  /** By a party other than the one who proposed it; what it follows ends the day before. Throws 'not-found' otherwise. */
  confirm(id: string, on: string): Promise<Relationship>
  /** By any party of a proposed one: it ends, and nothing of it is kept but that. */
  decline(id: string, on: string): Promise<void>
  /** How often two people meet, by one of them; obligations follow at the next look. */
  setRhythm(id: string, rhythm: Rhythm): Promise<void>
  /** Shows a cover the open actions, agenda items and dates of the supervision they cover, until its last day. */
  lend(cover: string): Promise<void>
  /** Open actions, planned dates and open agenda items go over, with `records` (agreements, plans) for the new supervisor to read. */
  handOver(from: string, to: string, records: readonly string[]): Promise<void>
}

/** Who works with whom, what people set for themselves, and what they may know about it. */
export interface PeopleStore {
  /** Proposed ones that the actor is a party of. */
  proposals(scope: Scope): Promise<readonly Relationship[]>
  preference(scope: Scope): Promise<Preference>
  /** Supervisions below the actor in the reporting lines as they stood on `asAt` (ISO date). */
  namedDates(scope: Scope, asAt: string): Promise<readonly NamedDates[]>
  /** Who opened what of the actor's own records, newest first. */
  readings(scope: Scope): Promise<readonly Reading[]>
  /** Everything held about the actor that they may read, for their own export. */
  exportPerson(scope: Scope): Promise<PersonExport>
  /** Destroys the actor's own ring: private notes, drafts and their conversation. Shared records stay with the others. */
  forget(scope: Scope, on: string): Promise<void>
  /** What an import set up before: person by key. */
  keys(tenant: string): Promise<Readonly<Record<string, string>>>
  /** All of it in transactions of a bearable size; the same again changes nothing. */
  importAll(imported: Imported): Promise<void>
}
