import * as z from 'zod'

import { MAX_TEXT } from './turn.ts'

/** The kinds of answer a step can ask for. Each schema's own message is what a person reads when an answer does not fit. */

const tooLong = `That is longer than I can keep in one answer (${MAX_TEXT.toLocaleString('en-GB')} characters). Could you shorten it, or split it in two?`

/** A short text on one line. */
export const line = z
  .string()
  .trim()
  .min(1, 'A few words are enough.')
  .max(500, 'Please keep this to a line or two.')

/** A longer text. */
export const long = z
  .string()
  .trim()
  .min(1, 'A few words are enough.')
  .max(MAX_TEXT, tooLong)
  .meta({ long: true })

/** One of a few answers; what a person reads on the button is what is kept. */
export const choice = <const C extends readonly [string, ...string[]]>(choices: C) =>
  z.enum(choices, 'Please choose one of these, or type its words.')

/** One of what the question offers from the case at hand, and nothing else. */
export const oneGiven = z.string().min(1, 'Please choose one of these.').meta({ closed: true })

/** One or more of several answers. */
export const several = <const C extends readonly [string, ...string[]]>(choices: C) =>
  z.array(z.enum(choices, 'Please choose from the list.')).min(1, 'Please choose at least one.')

/** Several short texts, one per line. */
export const list = z
  .array(line)
  .min(1, 'One line is enough. Put each on its own line.')
  .max(30, 'That is more than 30 lines. Could you keep the ones that matter most?')

/** A whole number from 0 to 10. */
export const scale = z
  .int('A whole number from 0 to 10, please.')
  .min(0, 'A whole number from 0 to 10, please.')
  .max(10, 'A whole number from 0 to 10, please.')

/** A whole number above zero. */
export const count = z
  .int('A whole number, please.')
  .positive('A number above zero, please.')
  .max(10_000, 'That number looks too big. Could you check it?')

/** An ISO date, `2026-05-14`. */
export const date = z.iso.date('Please give a date, such as 14 May or next Tuesday.')

/** A day that has been. */
export const pastDate = date.meta({ lies: 'behind' })

/** A day to come, or today. */
export const comingDate = date.meta({ lies: 'ahead' })

/** A time of day, `14:30`. */
export const time = z.iso.time({ precision: -1, error: 'Please give a time, such as 14:30.' })

/** A date, or these words in its place. */
export const dateOr = <const W extends string>(words: W) => {
  const says = `Please give a date, such as 14 May, or choose “${words}”.`
  return z.union([z.iso.date(says).meta({ lies: 'ahead' }), z.literal(words)], says)
}

/**
 * Agreed actions, typed one per line: `Call the clinic - Ben - by 4 Dec - so that …`.
 * `who` and `by` (ISO date) may be left out: the step says what is assumed.
 */
export const actions = z
  .array(
    z.strictObject({
      what: line,
      who: line.optional(),
      by: date.optional(),
      why: line.optional(),
    }),
  )
  .max(20, 'Twenty actions are the most I can take at once.')
