import type { RecordKind } from '../domain/record.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Base } from './base.ts'
import type { RecordDocument } from './documents.ts'
import { ofTenant, operator } from './query.ts'
import { findRelationship } from './relationships.ts'

/** What a worker may give the next supervisor to read: agreements; an improvement plan stays with the two who made it. */
export const givable: readonly RecordKind[] = ['R01', 'R02']

/** The supervisions that this one took over from, the latest first. */
export const chainOf = async (base: Base, from: Relationship): Promise<readonly string[]> => {
  const chain: string[] = []
  for (let next = from.follows; next !== undefined && !chain.includes(next); ) {
    chain.push(next)
    next = (await findRelationship(base, from.tenant, next))?.follows
  }
  return chain
}

/** Records of earlier supervisions that the supervisor of this one was given to read. */
export const givenRecords = async (
  base: Base,
  relationship: Relationship,
): Promise<readonly RecordDocument[]> => {
  const chain = await chainOf(base, relationship)
  if (chain.length === 0) return []
  const theirs = { 'readers.person': personAs(relationship, 'supervisor') }
  const wanted = { ...theirs, relationship: operator({ $in: chain }) }
  return base.tables.records.list(ofTenant(relationship.tenant, wanted))
}
