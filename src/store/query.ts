import mongoose from 'mongoose'

import type { Scope } from '../domain/store.ts'

/**
 * The one place where a query is made. A `Query` cannot be written anywhere else, and the tables take nothing but one,
 * so that whoever reads people's matters has to say here for which tenant and for whom.
 */
const made: unique symbol = Symbol('made by query.ts')
export interface Query {
  readonly [made]: true
  readonly filter: Record<string, unknown>
}

export type Fields = Readonly<Record<string, unknown>>

const query = (...parts: readonly Fields[]): Query => ({ [made]: true, filter: { $and: parts } })

/** Marks an operator as ours: any other object in a filter is taken for a value, never for an operator. */
export const operator = (expression: Record<string, unknown>): unknown =>
  mongoose.trusted(expression)

const scopeOf = (tenant: string): Fields => ({ tenant })

const readersOf = (actor: string, at: number): Fields => ({
  readers: operator({
    $elemMatch: { person: actor, $or: [{ until: { $exists: false } }, { until: { $gt: at } }] },
  }),
})

/** What the actor may read at `at` (epoch ms of the tenant's clock). */
export const readable = (scope: Scope, at: number, wanted: Fields = {}): Query =>
  query(scopeOf(scope.tenant), readersOf(scope.actor, at), wanted)

/** What belongs to one person alone: turn document, transcript, addresses, deliveries. */
export const ofPerson = (
  who: { readonly tenant: string; readonly person: string },
  wanted: Fields = {},
): Query => query(scopeOf(who.tenant), { person: who.person }, wanted)

/** For the house, not for a person: closing scenes, filing, exports. The caller has checked who asks. */
export const ofTenant = (tenant: string, wanted: Fields = {}): Query =>
  query(scopeOf(tenant), wanted)

/** Across tenants: the jobs that claim, flush, sweep and seal. Nothing a person sees comes from it. */
export const everywhere = (wanted: Fields = {}): Query => query(wanted)

/** Ids of documents: the tenant stands first, so that a guessed id of another tenant leads nowhere. */
export const keyOf = (tenant: string, ...rest: readonly (string | number)[]): string =>
  [tenant, ...rest].join('/')

/** Back from a document's id to ours. */
export const idOf = (document: { readonly _id: string; readonly tenant: string }): string =>
  document._id.slice(document.tenant.length + 1)
