import type { Entry } from '../core/adapter.ts'
import type { Address } from '../core/turn.ts'
import type { Action, AgendaItem, Note, Session } from './action.ts'
import type { Delivery, NewDelivery } from './delivery.ts'
import type { Obligation } from './obligation.ts'
import type { Person, Tenant } from './people.ts'
import type { PeopleStore, PeopleTx } from './peopleStore.ts'
import type { PlaceStore } from './placeStore.ts'
import type { Preference } from './preference.ts'
import type { SupervisionRecord } from './record.ts'
import type { Relationship } from './relationship.ts'
import type { StoredRun } from './run.ts'
import type { Stance } from './stance.ts'
import type { TimeStore, TimeTx } from './timeStore.ts'

/** Who asks. Every read answers only what this person may read; anything else looks like "not found". */
export interface Scope {
  readonly tenant: string
  readonly actor: string
}

export interface AcceptedEvent {
  /** `platform:installation:event`. */
  readonly id: string
  readonly at: number
  /** The turn, as JSON; sealed for its author. */
  readonly body: unknown
}

/** Something for the person who did the turn: what they typed (`mine`) or what we answer (`card`, to be sent to `address`). */
export interface Reply extends Entry {
  readonly address: Address
}

/** The turn document of one person. */
export interface Turns {
  readonly tenant: string
  readonly person: string
  readonly rev: number
  /** What the bot keeps between turns, as JSON; undefined before the first. */
  readonly state: unknown
  readonly accepted: readonly AcceptedEvent[]
}

export interface Unconfirmed {
  /** Not yet confirmed as sent. */
  readonly replies: readonly Reply[]
}

export interface Settled {
  readonly state: unknown
  /** Ids of the events this turn has handled. */
  readonly handled: readonly string[]
  /** Said now, in order. */
  readonly replies: readonly Reply[]
  /** Where the turn came from; deliveries go to the address used last. */
  readonly address?: Address
}

/** An event of the audit trail: ids and dates, never text. */
export interface AuditEvent {
  readonly action: string
  readonly object: string
  readonly detail?: Readonly<Record<string, string>>
}

/** What one transaction may do. Nothing in it may call a platform; the callback may run again. */
export interface Tx extends PeopleTx, TimeTx {
  /** False: somebody settled this person's turn meanwhile; throw the work away and start again. */
  settle(turns: Turns, next: Settled): Promise<boolean>
  /** The run with the pockets of all its parties: for closing scenes, never for showing. */
  run(id: string): Promise<StoredRun | undefined>
  addRun(run: Omit<StoredRun, 'rev'>): Promise<void>
  /** Compare-and-set on `run.rev`; throws ThroughlineError('store-conflict') when it has moved. */
  saveRun(run: StoredRun): Promise<void>
  /** The newest version with all its sections, for making the next one. */
  record(id: string): Promise<SupervisionRecord | undefined>
  /** Files a version; the one before becomes `superseded`. Readers come from the live relationship. */
  file(record: SupervisionRecord): Promise<void>
  /** True when it was taken back: nobody but its author has opened this version. */
  recall(id: string, version: number): Promise<boolean>
  /** Notes the first reading by the actor; true when it was the first. */
  opened(id: string, version: number, at: number): Promise<boolean>
  takeStance(stance: Stance): Promise<void>
  undoStance(record: string, version: number, at: number): Promise<boolean>
  addAction(action: Action): Promise<void>
  /** Compare-and-set on `action.rev`, in the actor's scope; false = it has moved or is not theirs. */
  saveAction(action: Action): Promise<boolean>
  addAgendaItem(item: AgendaItem): Promise<void>
  saveAgendaItem(item: AgendaItem): Promise<boolean>
  /** As this transaction sees them. */
  sessions(relationship: string): Promise<readonly Session[]>
  addSession(session: Session): Promise<void>
  saveSession(session: Session): Promise<boolean>
  addNote(note: Note): Promise<void>
  /** Adds it once; `nextAt` (epoch ms, server time) is when it may go. */
  deliver(delivery: NewDelivery, nextAt: number): Promise<void>
  /** Takes back what is still pending for these refs. */
  dropDeliveries(refs: Readonly<Record<string, string>>): Promise<void>
  /** Ends it on this ISO date: the worker keeps reading what they shared, a former supervisor for 30 days. */
  endRelationship(id: string, on: string): Promise<void>
  audit(event: AuditEvent): Promise<void>
}

export interface RecordFilter {
  readonly relationship?: string
  readonly kind?: string
}

/** A claimed delivery: complete it with its fence or lose it to the next claimant. */
export type Claim = Delivery

export interface DeliveryOutcome {
  readonly state: Delivery['state']
  /** Epoch ms, server time. */
  readonly retryAt?: number
  readonly reason?: string
  /** It was not its time yet, so this was no attempt. */
  readonly putOff?: true
}

export interface Who {
  readonly tenant: string
  readonly person: string
}

export interface DeliveryCounts {
  readonly [state: string]: number
}

/** What we ask of persistence. One implementation per database, one contract suite over all. */
export interface Store extends PeopleStore, TimeStore, PlaceStore {
  /** Whose address this is; undefined = nobody we know. Cached by the caller. */
  whoIs(address: Address): Promise<{ readonly tenant: string; readonly person: string } | undefined>
  /** The address this person used last, or any of theirs, but not this one. */
  addressOf(scope: Scope, but?: Address): Promise<Address | undefined>
  tenant(id: string): Promise<Tenant | undefined>
  tenants(): Promise<readonly Tenant[]>
  /** Whom to call when a child may be in danger, in place of those named before. */
  setContacts(tenant: string, contacts: Tenant['safetyContacts']): Promise<void>
  people(scope: Scope): Promise<readonly Person[]>
  /** Everybody of an organisation, for the house: names, jobs and hours, nothing that anybody wrote. */
  everyone(tenant: string): Promise<readonly Person[]>
  /** Confirmed and live ones that the actor is a party of; their own reporting lines too. */
  relationships(scope: Scope): Promise<readonly Relationship[]>

  /** One operation: keeps the event unless its id was seen, and answers the person's turn document. */
  accept(
    who: { readonly tenant: string; readonly person: string },
    event: AcceptedEvent,
  ): Promise<{ readonly turns: Turns; readonly fresh: boolean }>
  /** The turn document without accepting anything. */
  turns(who: { readonly tenant: string; readonly person: string }): Promise<Turns & Unconfirmed>
  /** One operation: compare-and-set on `turns.rev`. */
  settle(turns: Turns, next: Settled): Promise<boolean>
  /** Bulk: these replies were sent; moves them into the transcript. */
  confirmSent(
    sent: readonly {
      readonly tenant: string
      readonly person: string
      readonly replies: readonly Reply[]
    }[],
  ): Promise<void>
  /** What reaches the actor by itself, after all that was said so far; once for its id. */
  addToConversation(scope: Scope, said: Reply): Promise<void>
  /** People whose turn document holds accepted events or replies older than `before` (epoch ms, server time). */
  unsettled(
    before: number,
  ): Promise<readonly { readonly tenant: string; readonly person: string }[]>
  /** The conversation at this address, oldest first, the newest `limit` entries, replies not yet confirmed included. */
  conversation(scope: Scope, address: Address, limit: number): Promise<readonly Entry[]>

  /** Runs `work` in one transaction, again if the database asks for it. */
  transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>

  /** A run the actor is a party of, with their own pockets and the shared ones. */
  run(scope: Scope, id: string): Promise<StoredRun | undefined>
  /** Open runs in which the actor has a part to do. */
  openRuns(scope: Scope): Promise<readonly StoredRun[]>
  /** Open ones the actor is a party of, also while others have their part. */
  runsUnderWay(scope: Scope): Promise<readonly StoredRun[]>
  /** Newest versions the actor may read, newest first, each with the sections they may read. */
  records(scope: Scope, filter?: RecordFilter): Promise<readonly SupervisionRecord[]>
  record(scope: Scope, id: string, version?: number): Promise<SupervisionRecord | undefined>
  stances(scope: Scope, record: string): Promise<readonly Stance[]>
  actions(scope: Scope, relationship?: string): Promise<readonly Action[]>
  agendaItems(scope: Scope, relationship?: string): Promise<readonly AgendaItem[]>
  sessions(scope: Scope, relationship?: string): Promise<readonly Session[]>
  notes(scope: Scope): Promise<readonly Note[]>
  /** Pending ones for the actor, looks left out. */
  deliveries(scope: Scope): Promise<readonly Delivery[]>

  /** Claims up to `limit` due deliveries for `leaseMs`, the oldest first; raises fence and attempts. One that has `begun` and was not finished ends as `unknown` instead. */
  claimDue(limit: number, leaseMs: number): Promise<readonly Claim[]>
  /** False: the lease was lost, drop the result. With `retryAt` it stays pending; a `look` that is pending without it rests until `lookAt`. */
  finishDelivery(claim: Claim, outcome: DeliveryOutcome): Promise<boolean>
  /** Makes due at once whatever is claimed, by anybody: for the only instance there is, before it begins. */
  releaseClaims(): Promise<void>
  deliveryCounts(): Promise<DeliveryCounts>

  /** When the next waiting delivery is tried, on the tenant's clock (epoch ms); one that was put off counts by its later time. */
  nextDue(tenant: string): Promise<number | undefined>
  /** Demo tenants only: moves the tenant's clock on, and what waits with it. */
  moveClock(tenant: string, ms: number): Promise<void>

  /** First filling of a tenant, an import, a demo: everything in one go, only when the tenant is new. */
  seed(seed: Seed): Promise<boolean>
  /** Everything of a tenant in the clear, sorted, for an export or a comparison. */
  exportTenant(tenant: string): Promise<TenantExport>

  /** Milliseconds by which the database's clock is ahead of ours. */
  clockOffset(): Promise<number>
  /** A write and a read, for readiness. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface Seed {
  readonly tenant: Tenant
  readonly people: readonly { readonly person: Person; readonly addresses: readonly Address[] }[]
  readonly relationships: readonly Relationship[]
  readonly sessions: readonly Session[]
  readonly records: readonly SupervisionRecord[]
  readonly stances: readonly Stance[]
  readonly actions: readonly Action[]
  readonly agendaItems: readonly AgendaItem[]
  readonly preferences?: readonly Preference[]
}

export interface TenantExport extends Seed {
  readonly obligations: readonly Obligation[]
  readonly preferences: readonly Preference[]
  readonly runs: readonly StoredRun[]
  readonly notes: readonly Note[]
  readonly deliveries: readonly Delivery[]
  readonly audit: readonly (AuditEvent & { readonly actor: string })[]
  readonly conversations: readonly { readonly person: string; readonly entries: readonly Entry[] }[]
}
