import type { Anchor, AnchorLine } from './anchor.ts'
import { hashOf, START } from './auditChain.ts'
import type { Base } from './base.ts'
import type { AuditDocument } from './documents.ts'

export interface AuditProblem {
  readonly tenant: string
  readonly seq: number
  /** `cut`: entries are missing. `edited`: an entry says something else. `moved`: it follows on another one. `anchor`: it is not what was anchored. */
  readonly is: 'cut' | 'edited' | 'moved' | 'anchor'
}

export interface AuditReport {
  readonly entries: number
  /** Waiting for the sealer: not protected yet. */
  readonly unsealed: number
  /** Heads outside the database that were compared. */
  readonly anchors: number
  readonly problems: readonly AuditProblem[]
}

/** Anchored heads by number: what a restore took back does not count any more. */
const anchorsOf = (lines: readonly AnchorLine[], tenant: string): ReadonlyMap<number, string> => {
  const heads = new Map<number, string>()
  for (const line of lines) {
    if (line.tenant !== tenant || line.is === 'erased') continue
    if (line.is === 'restored') {
      for (const seq of heads.keys()) if (seq > line.seq) heads.delete(seq)
    }
    if (line.seq > 0) heads.set(line.seq, line.hash)
  }
  return heads
}

const checkTrail = async (
  tenant: string,
  entries: AsyncIterable<AuditDocument>,
  anchors: ReadonlyMap<number, string>,
): Promise<{ readonly count: number; readonly problems: readonly AuditProblem[] }> => {
  const problems: AuditProblem[] = []
  const open = new Map(anchors)
  let last = { seq: 0, hash: START }
  let count = 0
  for await (const entry of entries) {
    const { seq = 0, hash = '', prevHash = '' } = entry
    const found = (is: AuditProblem['is'], at = seq) => problems.push({ tenant, seq: at, is })
    if (seq !== last.seq + 1) found('cut', last.seq + 1)
    else if (prevHash !== last.hash) found('moved')
    if (hash !== hashOf(prevHash, seq, entry)) found('edited')
    if (open.has(seq) && open.get(seq) !== hash) found('anchor')
    open.delete(seq)
    last = { seq, hash }
    count += 1
  }
  // Anchored once and not there now: the end was cut off.
  for (const seq of open.keys()) problems.push({ tenant, seq, is: 'cut' })
  return { count, problems }
}

/** Walks every trail and compares it with what was anchored outside; needs no key. */
export const verifyAudit = async ({ tables }: Base, anchor: Anchor): Promise<AuditReport> => {
  const { bare, parse } = tables.audit
  const lines = await anchor.read()
  const inDatabase = (await bare.distinct('tenant')).map(String)
  const tenants = new Set([...inDatabase, ...lines.map(({ tenant }) => tenant)])
  const problems: AuditProblem[] = []
  let entries = 0
  let anchors = 0
  for (const tenant of [...tenants].sort()) {
    const heads = anchorsOf(lines, tenant)
    const cursor = bare.find({ tenant, seq: { $exists: true } }).sort({ seq: 1 })
    const found = await checkTrail(tenant, cursor.map(parse), heads)
    entries += found.count
    anchors += heads.size
    problems.push(...found.problems)
  }
  const unsealed = await bare.countDocuments({ unsealed: true })
  return { entries, unsealed, anchors, problems }
}
