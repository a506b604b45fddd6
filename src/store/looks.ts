import type { Scope } from '../domain/store.ts'
import type { TimeTx } from '../domain/timeStore.ts'
import type { Base } from './base.ts'
import { type DeliveryDocument, SCHEMA_VERSION } from './documents.ts'
import { keyOf, ofTenant, operator } from './query.ts'

/** A look is always of use; it ends with its person. */
const FOR_EVER = Date.UTC(9999, 11, 31)

const look = {
  schemaVersion: SCHEMA_VERSION,
  kind: 'look',
  what: 'look',
  refs: {},
  about: [],
  state: 'pending',
  expiresAt: FOR_EVER,
  reason: 'to see what is due',
  attempts: 0,
  fence: 0,
} as const

const PREFIX = 'look:'

/** Looks are found by everybody's id as it is. */
export const isLookId = (id: string): boolean => id.startsWith(PREFIX)

/** The standing row of a person; `now` is epoch ms, server time. */
export const lookDocument = (tenant: string, person: string, now: number): DeliveryDocument => ({
  ...look,
  _id: keyOf(tenant, `${PREFIX}${person}`),
  tenant,
  person,
  refs: {},
  about: [],
  dueAt: now,
  nextAt: now,
})

/** As `lookDocument`, for everybody who has none, in the database itself. */
export const looksForAll = (() => {
  const now = { $toDouble: { $toLong: '$$NOW' } }
  const behindTenant = { $add: [{ $strLenBytes: '$tenant' }, 1] }
  const person = { $substrBytes: ['$_id', behindTenant, -1] }
  const written = Object.entries(look).map(([name, value]) => [name, { $literal: value }] as const)
  const fields = {
    ...Object.fromEntries(written),
    _id: { $concat: ['$tenant', '/', PREFIX, person] },
    tenant: '$tenant',
    person,
    dueAt: now,
    nextAt: now,
  }
  const into = { into: 'deliveries', on: '_id', whenMatched: 'keepExisting' }
  return [{ $replaceWith: fields }, { $merge: { ...into, whenNotMatched: 'insert' } }]
})()

/** Due now, or at that instant (epoch ms, server time); whoever is at it loses it; who has no look gets one. */
export const lookAt = async (
  { tables, now }: Base,
  tenant: string,
  people: readonly string[],
  nextAt = now(),
): Promise<void> => {
  const wanted = [...new Set(people)].map(person => lookDocument(tenant, person, nextAt))
  if (wanted.length === 0) return
  const ids = wanted.map(({ _id }) => _id)
  const found = await tables.deliveries.change(ofTenant(tenant, { _id: operator({ $in: ids }) }), {
    $set: { state: 'pending', nextAt, attempts: 0 },
    $unset: { claim: 1 },
    $inc: { fence: 1 },
  })
  if (found === ids.length) return
  for (const each of wanted) {
    await tables.deliveries.addOnce(ofTenant(tenant, { _id: each._id }), each)
  }
}

export const lookTx = (base: Base, { tenant }: Scope): Pick<TimeTx, 'lookAt'> => ({
  lookAt: people => lookAt(base, tenant, people),
})
