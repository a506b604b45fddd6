import { canonical, sha256 } from './canonical.ts'
import type { AuditDocument } from './documents.ts'

/** What the first entry of an organisation's trail follows on. */
export const START = ''

/** SHA-256 over the entry before and everything this one says, its number included; needs no key to check. */
export const hashOf = (prevHash: string, seq: number, entry: AuditDocument): string => {
  const { hash: _hash, prevHash: _prevHash, unsealed: _unsealed, ...said } = entry
  return sha256(prevHash, '\n', canonical({ ...said, seq })).toString('base64url')
}

export interface Link {
  readonly seq: number
  readonly hash: string
}

/** `entries` in this order behind `head`. */
export const chained = (
  head: Link,
  entries: readonly AuditDocument[],
): readonly (Link & { readonly _id: string; readonly prevHash: string })[] => {
  let last = head
  return entries.map(entry => {
    const prevHash = last.hash
    const seq = last.seq + 1
    last = { seq, hash: hashOf(prevHash, seq, entry) }
    return { _id: entry._id, prevHash, ...last }
  })
}
