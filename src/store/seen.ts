import { sha256 } from './canonical.ts'

/**
 * Ids of events that were handled, as 48-bit numbers in one list a day: a long id for each would be most of a turn
 * document by the evening, and make every turn of the day dearer than the one before.
 */
export type Seen = Readonly<Record<string, readonly number[]>>

const DAY_MS = 24 * 60 * 60_000

const dayOf = (at: number): number => Math.floor(at / DAY_MS)
const listOf = (day: number): string => `d${day}`

/** As it is kept; that one of a few hundred is met by chance will not happen in any person's life. */
export const markOf = (event: string): number => sha256(event).readUIntBE(0, 6)

/** The list that is added to at this time (epoch ms). */
export const listAt = (at: number): string => listOf(dayOf(at))

/** The lists that an event of the last 24 hours can be in; tomorrow's, since another instance's clock may be ahead. */
export const listsAround = (at: number): readonly string[] =>
  [-1, 0, 1].map(days => listOf(dayOf(at) + days))

/** The lists that nobody looks into any more. */
export const listsBefore = (seen: Seen, at: number): readonly string[] => {
  const kept = listsAround(at)
  return Object.keys(seen).filter(list => !kept.includes(list))
}
