import { createHmac } from 'node:crypto'

import type { Ring } from './rings.ts'

/** Words whose mere presence says something about a person: an improvement plan and its circle (design §7). */
const revealing = /improve|\bR12\b|\brestricted\b/i

export const reveals = (word: string): boolean => revealing.test(word)

/** The word, or a tag that only the organisation's key can make in place of a revealing one. */
export const tagged = (tenantRing: Pick<Ring, 'tag'>, word: string): string =>
  reveals(word)
    ? `#${createHmac('sha256', tenantRing.tag).update(word).digest('base64url').slice(0, 22)}`
    : word

/** Back to a word, out of the few it can be. */
export const untagged = <W extends string>(
  tenantRing: Pick<Ring, 'tag'>,
  words: readonly W[],
  stored: string,
): W | undefined => words.find(word => tagged(tenantRing, word) === stored)

export const taggedValues = (
  tenantRing: Pick<Ring, 'tag'>,
  values: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, tagged(tenantRing, value)]),
  )
