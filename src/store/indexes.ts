import type { mongo } from 'mongoose'

import type { Tables } from './tables.ts'

type Index = mongo.IndexDescription

const due = { nextAt: { $exists: true } }

/** By table. The tenant stands first wherever a person asks; only the jobs' own indexes cross tenants. */
export const indexes: Readonly<Partial<Record<keyof Tables, readonly Index[]>>> = {
  rings: [{ key: { kek: 1 }, name: 'byKek' }],
  people: [{ key: { tenant: 1, _id: 1 }, name: 'byTenant' }],
  preferences: [{ key: { tenant: 1, _id: 1 }, name: 'byTenant' }],
  importKeys: [{ key: { tenant: 1, person: 1 }, name: 'byPerson' }],
  addresses: [{ key: { tenant: 1, person: 1, _id: 1 }, name: 'byPerson' }],
  installations: [{ key: { tenant: 1, _id: 1 }, name: 'byTenant' }],
  codes: [{ key: { tenant: 1, person: 1 }, name: 'byPerson' }],
  relationships: [
    { key: { tenant: 1, 'parties.person': 1, _id: 1 }, name: 'byParty' },
    {
      key: { tenant: 1, covers: 1 },
      name: 'covers',
      partialFilterExpression: { covers: { $exists: true } },
    },
  ],
  runs: [
    { key: { tenant: 1, 'readers.person': 1, state: 1 }, name: 'byReader' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  records: [
    { key: { tenant: 1, 'readers.person': 1, filedAt: -1 }, name: 'byReader' },
    { key: { tenant: 1, record: 1, version: -1 }, name: 'byVersion', unique: true },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  stances: [
    { key: { tenant: 1, record: 1, version: 1 }, name: 'byVersion' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  actions: [
    { key: { tenant: 1, 'readers.person': 1, _id: 1 }, name: 'byReader' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  agenda: [
    { key: { tenant: 1, 'readers.person': 1, _id: 1 }, name: 'byReader' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  sessions: [
    { key: { tenant: 1, 'readers.person': 1, _id: 1 }, name: 'byReader' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  obligations: [
    { key: { tenant: 1, 'readers.person': 1, _id: 1 }, name: 'byReader' },
    { key: { tenant: 1, relationship: 1 }, name: 'byRelationship' },
  ],
  notes: [{ key: { tenant: 1, author: 1, at: -1 }, name: 'byAuthor' }],
  deliveries: [
    { key: { nextAt: 1 }, name: 'due', partialFilterExpression: due },
    { key: { tenant: 1, nextAt: 1 }, name: 'nextDue', partialFilterExpression: due },
    { key: { tenant: 1, about: 1 }, name: 'about', partialFilterExpression: due },
    { key: { tenant: 1, person: 1, state: 1 }, name: 'byPerson' },
    {
      key: { tenant: 1, person: 1, dueAt: 1 },
      name: 'nudges',
      partialFilterExpression: { kind: 'nudge' },
    },
    { key: { tenant: 1, state: 1, dueAt: -1 }, name: 'troubled' },
    { key: { state: 1, kind: 1 }, name: 'byState' },
  ],
  turns: [{ key: { waits: 1 }, name: 'waiting', partialFilterExpression: { waits: true } }],
  said: [{ key: { tenant: 1, person: 1, place: 1, seq: -1, kept: -1 }, name: 'byPlace' }],
  audit: [
    { key: { tenant: 1, at: 1, n: 1 }, name: 'trail' },
    {
      key: { unsealed: 1, tenant: 1, at: 1, n: 1, _id: 1 },
      name: 'unsealed',
      partialFilterExpression: { unsealed: true },
    },
    {
      // A chain cannot fork: two sealers at once cannot give the same number.
      key: { tenant: 1, seq: 1 },
      name: 'chain',
      unique: true,
      partialFilterExpression: { seq: { $exists: true } },
    },
  ],
}
