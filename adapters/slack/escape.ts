import type { PlainTextElement } from '@slack/types'

import { clean } from '../../src/core/clean.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (char: string): string => ESCAPES[char] ?? char

/** Everything we show is plain text, in which Slack interprets nothing but these three escapes. */
export const plain = (text: string): string => clean(text).replace(/[&<>]/g, escaped)

/** Characters as Slack counts them at most: UTF-16 units after escaping. */
const weight = (char: string): number => escaped(char).length

const weigh = (text: string): number => [...text].reduce((sum, char) => sum + weight(char), 0)

/** How many characters of `chars`, from the beginning, fit into `max`. */
const fitting = (chars: readonly string[], max: number): number => {
  let used = 0
  for (const [at, char] of chars.entries()) {
    used += weight(char)
    if (used > max) return at
  }
  return chars.length
}

/** Where to cut so that no word is torn, if one ends in the last third. */
const cutAt = (chars: readonly string[], fits: number): number => {
  const least = Math.floor((fits * 2) / 3)
  for (const mark of ['\n', ' ']) {
    const at = chars.lastIndexOf(mark, fits - 1)
    if (at >= least && at > 0) return at + 1
  }
  return Math.max(fits, 1)
}

/** The text in pieces of at most `max`, escaped; joined they are the text. */
export const pieces = (text: string, max: number): readonly string[] => {
  let left = [...clean(text)]
  const all: string[] = []
  while (left.length > 0) {
    const fits = fitting(left, max)
    const at = fits === left.length ? fits : cutAt(left, fits)
    all.push(left.slice(0, at).map(escaped).join(''))
    left = left.slice(at)
  }
  return all.filter(piece => piece.trim() !== '')
}

/** One line of at most `max`, escaped; what is left out shows as …. */
export const short = (text: string, max: number): string => {
  const line = clean(text).replace(/\s+/g, ' ').trim()
  if (weigh(line) <= max) return plain(line)
  const chars = [...line]
  return `${chars
    .slice(0, fitting(chars, max - 1))
    .map(escaped)
    .join('')}…`
}

/** Shown as it is: no emoji code, no mention, no link. `text` is escaped already. */
export const element = (text: string): PlainTextElement => ({
  type: 'plain_text',
  text,
  emoji: false,
})

/** A label, never empty. */
export const label = (text: string, max: number): PlainTextElement =>
  element(short(text, max) || '…')
