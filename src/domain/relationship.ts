import * as z from 'zod'

import { role } from './people.ts'
import { rhythm } from './rhythm.ts'

/** `supervision` has a supervisor and a worker, `coaching` a learner, a coach and a sponsor (A1). */
export const relationshipKinds = ['supervision', 'coaching', 'line'] as const

export const party = z.strictObject({ role, person: z.string() })
export type Party = Readonly<z.infer<typeof party>>

/** `line`: `supervisor` manages `worker`; the reviewer of a supervision is derived from it, never typed in. */
export const relationship = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  kind: z.enum(relationshipKinds),
  parties: z.array(party).min(2),
  state: z.enum(['proposed', 'confirmed', 'ended']),
  from: z.iso.date(),
  /** Last day. */
  until: z.iso.date().optional(),
  /** How often the two meet; a supervision without it has no obligations. */
  rhythm: rhythm.optional(),
  /** Who proposed it; another party confirms. */
  proposedBy: z.string().optional(),
  /** Stands in for the supervisor of this supervision from `from` to `until`; its held sessions count there. */
  covers: z.string().optional(),
  /** Dates its proposer has in mind; they are booked once it is confirmed. */
  firstDates: z.array(z.iso.date()).optional(),
  /** Takes over from this supervision once the worker has said what goes over (D45). */
  follows: z.string().optional(),
})
export type Relationship = Readonly<z.infer<typeof relationship>>

export const rolesOf = (relationship: Relationship, person: string): readonly Party['role'][] =>
  relationship.parties.filter(party => party.person === person).map(party => party.role)

export const personAs = (
  relationship: Pick<Relationship, 'parties'>,
  wanted: Party['role'],
): string | undefined => relationship.parties.find(party => party.role === wanted)?.person

export const others = (relationship: Relationship, person: string): readonly Party[] =>
  relationship.parties.filter(party => party.person !== person)
