import * as z from 'zod'

import type { AuditEvent, Scope, Tx } from '../domain/store.ts'
import type { Base } from './base.ts'
import { type AuditDocument, SCHEMA_VERSION } from './documents.ts'
import { keyOf, ofTenant } from './query.ts'
import { type Bound, open, seal } from './seal.ts'
import { reveals, tagged, taggedValues } from './veil.ts'

const named = z.object({
  action: z.string(),
  object: z.string(),
  detail: z.record(z.string(), z.string()).exactOptional(),
})

const boundTo = (tenant: string, _id: string): Bound => ({ tenant, kind: 'audit', id: _id })

/** An entry that is not chained yet. */
const entry = async (
  base: Base,
  { tenant, actor }: Scope,
  event: AuditEvent,
): Promise<AuditDocument> => {
  const { action, object, detail } = event
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  const _id = keyOf(tenant, base.ids())
  const hidden = [action, object, ...Object.values(detail ?? {})].some(reveals)
  return {
    _id,
    schemaVersion: SCHEMA_VERSION,
    tenant,
    at: base.now(),
    n: base.count(),
    unsealed: true,
    actor,
    action: tagged(ring, action),
    object: tagged(ring, object),
    ...(detail && { detail: taggedValues(ring, detail) }),
    ...(hidden && { named: seal(ring, boundTo(tenant, _id), { action, object, detail }) }),
  }
}

export const auditTx = (base: Base, scope: Scope): Pick<Tx, 'audit'> => ({
  audit: async event => base.tables.audit.insert([await entry(base, scope, event)]),
})

/** The whole trail of a tenant in the clear, oldest first. */
export const auditTrail = async (base: Base, tenant: string) => {
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  const sort = { at: 1, n: 1, _id: 1 } as const
  const found = await base.tables.audit.list(ofTenant(tenant), { sort })
  return found.map(({ _id, actor, action, object, detail, named: hidden }) =>
    hidden === undefined
      ? { actor, action, object, ...(detail && { detail }) }
      : { actor, ...named.parse(open(ring, boundTo(tenant, _id), hidden)) },
  )
}
