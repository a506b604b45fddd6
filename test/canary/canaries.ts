import type { Audience } from '../../src/domain/circle.ts'

/** A word that stands nowhere but where somebody wrote it. */
export interface Canary {
  readonly word: string
  readonly by: string
  readonly what: 'answer' | 'half a form' | 'note' | 'comment'
  /** Where it was written, for whoever reads a failure. */
  readonly where: string
  readonly relationship: string
  /** Who may read it once it is revealed; of two audiences the one that its release decides on. */
  readonly audiences: readonly Audience[]
  /** The record it is a comment on. */
  readonly record?: string
}

/** All of them begin so: whoever finds this, finds one. */
export const SONG = 'canaryqsong'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Four letters, so that no word is the beginning of another one. */
const name = (n: number): string =>
  [26 ** 3, 26 ** 2, 26, 1].map(place => LETTERS[Math.floor(n / place) % 26]).join('')

export const createAviary = () => {
  const all: Canary[] = []
  return {
    all,
    hatch: (canary: Omit<Canary, 'word'>): string => {
      const word = `${SONG}${name(all.length)}`
      all.push({ ...canary, word })
      return word
    },
  }
}
export type Aviary = ReturnType<typeof createAviary>

/** What somebody writes who has a canary to hide. */
export const sentence = (word: string): string =>
  `The ${word} sang for an hour, and somebody wrote it down with care.`

/** The song as bytes might hold it: plain, wide, or as base64 at any offset. */
export const disguises = (): readonly Buffer[] => {
  const plain = Buffer.from(SONG)
  const shifted = [0, 1, 2].map(offset => {
    const text = Buffer.concat([Buffer.alloc(offset, ' '), plain]).toString('base64')
    // The first and last letters depend on what stands around it.
    const from = offset === 0 ? 0 : 4
    return Buffer.from(text.slice(from, from + 12))
  })
  return [plain, Buffer.from(SONG, 'utf16le'), Buffer.from(plain.toString('hex')), ...shifted]
}
