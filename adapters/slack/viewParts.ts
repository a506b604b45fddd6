import type { KnownBlock } from '@slack/types'

import { bytesOf, LIMITS } from './limits.ts'

type Blocks = readonly KnownBlock[]

/** Whether this many blocks of this many bytes fit into one view. */
export const fitsView = (blocks: number, bytes: number): boolean =>
  blocks <= LIMITS.viewBlocks && bytes <= LIMITS.viewBytes

/** In parts that a view can hold; at least one, which may be empty. */
export const viewParts = (blocks: Blocks): readonly Blocks[] => {
  const parts: KnownBlock[][] = [[]]
  let bytes = 0
  for (const block of blocks) {
    const size = bytesOf(block)
    const last = parts.at(-1)
    if (last !== undefined && fitsView(last.length + 1, bytes + size)) {
      last.push(block)
      bytes += size
    } else {
      parts.push([block])
      bytes = size
    }
  }
  return parts
}
