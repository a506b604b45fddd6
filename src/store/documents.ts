import * as z from 'zod'

import { address } from '../core/turn.ts'
import { action, agendaItem, note, session } from '../domain/action.ts'
import { delivery } from '../domain/delivery.ts'
import { obligation } from '../domain/obligation.ts'
import { person, role, tenant } from '../domain/people.ts'
import { openings } from '../domain/placeStore.ts'
import { reader, record } from '../domain/record.ts'
import { relationship } from '../domain/relationship.ts'
import { pocket, storedRun } from '../domain/run.ts'
import { stance } from '../domain/stance.ts'

/** What lies in the database. Plain are ids, dates and states; everything said is in `sealed` fields. */

/** The version of every document's shape that this program writes; a higher one is left to newer instances. */
export const SCHEMA_VERSION = 1

const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)

const document = <S extends z.ZodRawShape>(shape: S) =>
  z.object({ _id: z.string(), schemaVersion: z.int(), tenant: z.string(), ...shape })

/** Left out of a stored shape: ours is made from `_id`, what is said goes into `sealed`. */
const { shape: runFields } = storedRun.omit({ id: true, pockets: true })
const { shape: sessionFields } = session.omit({ id: true })
const { shape: obligationFields } = obligation.omit({ id: true })
const { shape: deliveryFields } = delivery.omit({ id: true })
const { shape: relationshipFields } = relationship.omit({ id: true })
const { shape: recordFields } = record.omit({
  id: true,
  kind: true,
  dialog: true,
  title: true,
  sections: true,
})

export const readers = z.array(
  z.object({ person: z.string(), basis: role.optional(), until: z.number().optional() }),
)
export type StoredReader = z.infer<typeof readers>[number]

export const ringDocument = document({
  owner: z.object({ kind: z.enum(['person', 'relationship', 'tenant']), id: z.string() }),
  keyId: bytes,
  /** Version of the key that wraps, or wrapped until it was destroyed. */
  kek: z.string(),
  /** Gone once the ring was destroyed. */
  wrapped: bytes.optional(),
  /** Epoch ms, server time. */
  destroyedAt: z.number().optional(),
})
export type RingDocument = z.infer<typeof ringDocument>

export const tenantDocument = document({
  ...tenant.pick({ demo: true, offset: true, zone: true }).shape,
  sealed: bytes,
})
export type TenantDocument = z.infer<typeof tenantDocument>

export const personDocument = document({
  left: person.shape.left,
  /** Raised by every proposal with this person as the worker, so that two cannot pass each other unseen. */
  proposals: z.int().optional(),
  sealed: bytes,
})
export type PersonDocument = z.infer<typeof personDocument>

export const preferenceDocument = document({ person: z.string(), rev: z.int(), sealed: bytes })
export type PreferenceDocument = z.infer<typeof preferenceDocument>

export const importKeyDocument = document({ person: z.string(), sealed: bytes })
export type ImportKeyDocument = z.infer<typeof importKeyDocument>

export const addressDocument = document({ person: z.string(), ...address.shape })
export type AddressDocument = z.infer<typeof addressDocument>

export const installationDocument = document({
  platform: z.string(),
  externalId: z.string(),
  rev: z.int(),
  state: z.enum(['live', 'gone']),
  opened: z.enum(openings),
  pilot: z.array(z.string()),
  /** Epoch ms, server time. */
  at: z.number(),
  leasedUntil: z.number().optional(),
  /** What the adapter keeps there; gone with the place. */
  sealed: bytes.optional(),
})
export type InstallationDocument = z.infer<typeof installationDocument>

/** `_id` is the digest of the code, which itself is kept nowhere. */
export const codeDocument = document({
  kind: z.enum(['join', 'link']),
  person: z.string().optional(),
  expiresAt: z.number(),
})
export type CodeDocument = z.infer<typeof codeDocument>

/** Wrong codes from one address; `_id` is the address’s. */
export const guessDocument = document({ count: z.int(), until: z.number() })

export const relationshipDocument = document({ ...relationshipFields, mac: bytes })
export type RelationshipDocument = z.infer<typeof relationshipDocument>

export const runDocument = document({
  ...runFields,
  /** Dialog and scene in the clear, when their names would reveal something. */
  named: bytes.optional(),
  pockets: z.array(z.object({ ...pocket.omit({ body: true }).shape, sealed: bytes })),
  readers,
  mac: bytes,
})
export type RunDocument = z.infer<typeof runDocument>

export const sectionDocument = z.object({
  /** A tag where the name of the circle reveals by itself. */
  audience: z.string(),
  readers: z.array(reader),
  /** The person whose ring wraps the section's key; without it the relationship's does. */
  author: z.string().optional(),
  /** The section's own key, wrapped. Destroying it leaves the rest verifiable. */
  key: bytes,
  sealed: bytes,
  /** SHA-256 over a sealed salt and the rows. */
  hash: bytes,
})
export type SectionDocument = z.infer<typeof sectionDocument>

export const recordDocument = document({
  ...recordFields,
  record: z.string(),
  kind: z.string(),
  /** Title, dialog and the salt of `signed`. */
  sealed: bytes,
  sections: z.array(sectionDocument),
  /** Hash of the canonical bytes that people sign. */
  signed: bytes,
  readers,
  mac: bytes,
  /** Raised by every stance, so that a stance and a next version cannot pass each other unseen. */
  stancesTaken: z.int(),
})
export type RecordDocument = z.infer<typeof recordDocument>

export const stanceDocument = document({
  ...stance.pick({ record: true, version: true, person: true, at: true, undoneAt: true }).shape,
  relationship: z.string(),
  sealed: bytes,
  readers,
  mac: bytes,
})
export type StanceDocument = z.infer<typeof stanceDocument>

export const actionDocument = document({
  ...action.pick({
    relationship: true,
    rev: true,
    owner: true,
    by: true,
    state: true,
    carried: true,
    record: true,
  }).shape,
  sealed: bytes,
  readers,
  mac: bytes,
})
export type ActionDocument = z.infer<typeof actionDocument>

export const agendaDocument = document({
  ...agendaItem.pick({
    relationship: true,
    rev: true,
    raisedBy: true,
    at: true,
    state: true,
    order: true,
    carried: true,
  }).shape,
  sealed: bytes,
  readers,
  mac: bytes,
})
export type AgendaDocument = z.infer<typeof agendaDocument>

export const sessionDocument = document({ ...sessionFields, readers, mac: bytes })
export type SessionDocument = z.infer<typeof sessionDocument>

export const obligationDocument = document({ ...obligationFields, readers, mac: bytes })
export type ObligationDocument = z.infer<typeof obligationDocument>

export const noteDocument = document({
  ...note.pick({ author: true, at: true }).shape,
  sealed: bytes,
  readers,
  mac: bytes,
})
export type NoteDocument = z.infer<typeof noteDocument>

export const deliveryDocument = document({
  ...deliveryFields,
  /** The refs as `name=value`, to be found by. */
  about: z.array(z.string()),
  /** Due time and lease in one (epoch ms, server time); absent once there is nothing left to do. */
  nextAt: z.number().optional(),
  /** Who claimed it last. */
  claim: z.string().optional(),
  named: bytes.optional(),
})
export type DeliveryDocument = z.infer<typeof deliveryDocument>

/** A text that was typed or a card that was shown, sealed for the person. */
const saidFields = {
  id: z.string(),
  /** Orders a person's conversation; made of the turn's revision. */
  seq: z.number(),
  /** Server time (epoch ms) at which it was stored. */
  kept: z.number(),
  sealed: bytes,
}

export const turnDocument = document({
  person: z.string(),
  rev: z.int(),
  /** Something was accepted or said since the last sweep. A plain mark: an index over the times would cost every turn. */
  waits: z.literal(true).optional(),
  state: bytes.optional(),
  accepted: z
    .array(z.object({ id: z.string(), at: z.number(), kept: z.number(), sealed: bytes }))
    .default([]),
  seen: z.record(z.string(), z.array(z.number())).default({}),
  replies: z.array(z.object({ ...saidFields, address })).default([]),
  address: address.optional(),
})
export type TurnDocument = z.infer<typeof turnDocument>

export const saidDocument = document({ person: z.string(), place: z.string(), ...saidFields })

export const auditDocument = document({
  at: z.number(),
  /** Order within a millisecond. */
  n: z.int(),
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  detail: z.record(z.string(), z.string()).optional(),
  named: bytes.optional(),
  /** Until the sealer gives it a number and its place in the chain, once. */
  unsealed: z.literal(true).optional(),
  seq: z.int().optional(),
  prevHash: z.string().optional(),
  hash: z.string().optional(),
})
export type AuditDocument = z.infer<typeof auditDocument>
