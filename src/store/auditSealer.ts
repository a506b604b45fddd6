import type { Anchor, AnchorLine } from './anchor.ts'
import { chained, type Link, START } from './auditChain.ts'
import type { Base } from './base.ts'
import { conflict } from './errors.ts'
import { leased } from './lease.ts'
import { ofTenant, operator } from './query.ts'
import { inTransaction, within } from './session.ts'
import type { System } from './system.ts'

/** How long a sealer that crashed keeps the others waiting (ms). */
const LEASE_MS = 30_000
const BATCH = 500

const numbered = { seq: operator({ $exists: true }) }

export const headOf = async ({ tables }: Base, tenant: string): Promise<Link> => {
  const newest = { sort: { seq: -1 }, limit: 1 } as const
  const [last] = await tables.audit.list(ofTenant(tenant, numbered), newest)
  return { seq: last?.seq ?? 0, hash: last?.hash ?? START }
}

/** Chains one batch of a tenant's entries behind its head; answers how many. */
const sealBatch = async (base: Base, tenant: string): Promise<number> => {
  const { audit } = base.tables
  const seal = async (session: Parameters<typeof within>[0]) => {
    const oldest = { sort: { at: 1, n: 1, _id: 1 }, limit: BATCH } as const
    const entries = await audit.list(ofTenant(tenant, { unsealed: true }), oldest)
    if (entries.length === 0) return 0
    const links = chained(await headOf(base, tenant), entries)
    const writes = links.map(({ _id, ...link }) => ({
      updateOne: {
        filter: { _id, unsealed: true as const },
        update: { $set: link, $unset: { unsealed: '' as const } },
      },
    }))
    const { modifiedCount } = await audit.bare.bulkWrite(writes, { session })
    // Half a batch would leave a gap: another sealer was here.
    if (modifiedCount !== entries.length) throw conflict('audit trail')
    return entries.length
  }
  return inTransaction(base.connection, session => within(session, () => seal(session)))
}

const tenantsWith = async ({ tables }: Base, filter: object): Promise<readonly string[]> =>
  (await tables.audit.bare.distinct('tenant', filter)).map(String)

/** Chains what is not chained yet and anchors the heads outside; answers how many entries, 0 while another instance is at it. */
export const auditSealer = (base: Base, system: System, anchor: Anchor) => {
  /** How far each trail is anchored, as far as this process knows. */
  let anchored: Map<string, number> | undefined

  const known = async (): Promise<Map<string, number>> => {
    if (anchored !== undefined) return anchored
    const lines = await anchor.read()
    const heads = lines.flatMap(each =>
      each.is === 'erased' ? [] : [[each.tenant, each.seq] as const],
    )
    anchored = new Map(heads)
    return anchored
  }

  const anchorHeads = async (tenants: readonly string[]): Promise<void> => {
    const before = await known()
    const lines: Extract<AnchorLine, { is: 'head' }>[] = []
    for (const tenant of tenants) {
      const head = await headOf(base, tenant)
      if (head.seq <= (before.get(tenant) ?? 0)) continue
      lines.push({ is: 'head', tenant, ...head, at: base.now() })
    }
    await anchor.append(lines)
    for (const { tenant, seq } of lines) before.set(tenant, seq)
  }

  return async (): Promise<number> => {
    const sealed = await leased(system, 'audit sealer', LEASE_MS, base.now, async lease => {
      // The first time, heads too that a crash kept from being anchored.
      const all = anchored === undefined ? await tenantsWith(base, {}) : []
      const waiting = await tenantsWith(base, { unsealed: true })
      let count = 0
      for (const tenant of waiting) {
        for (let more = BATCH; more === BATCH; ) {
          more = await sealBatch(base, tenant)
          count += more
          if (!(await lease.renew())) throw conflict('audit sealer')
        }
      }
      await anchorHeads([...new Set([...all, ...waiting])])
      return count
    })
    return sealed ?? 0
  }
}
