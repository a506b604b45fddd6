import type { Audience } from './dialog.ts'
import type { AskStep, Dialog } from './dialogData.ts'
import { listed } from './listed.ts'

const fallback: Audience = { readers: 'author', formOnly: true, kept: true }

/** The name of the audience of this question. */
export const audienceName = (dialog: Dialog, step: AskStep): string =>
  step.readers ?? dialog.files.readers

export const audienceOf = (dialog: Dialog, step: AskStep): Audience =>
  dialog.practice.audiences[audienceName(dialog, step)] ?? fallback

/** Whether `party` reads what `author` answers to an audience. */
export const reads = (audience: Audience, party: string, author: string): boolean => {
  if (party === author) return true
  if (audience.readers === 'author') return false
  return audience.readers === 'parties' || audience.readers.includes(party)
}

/** Who will see the answer, in words; shown before the question is answered. */
const readersWords = (
  audience: Audience,
  author: string,
  names: Readonly<Record<string, string>>,
): string => {
  if (audience.says !== undefined) return audience.says
  if (!audience.kept) return 'This is not kept. You copy it out, then it is erased.'
  const others = Object.entries(names)
    .filter(([party]) => party !== author && reads(audience, party, author))
    .map(([, name]) => name)
  if (others.length === 0) return 'Only you will read this.'
  const also = audience.also === undefined ? '' : `, ${audience.also}`
  return `${listed(others)} will read this${also}.`
}

/** Who reads it in any case, and who only once it is released. */
export const readersOf = (
  dialog: Dialog,
  step: AskStep,
  author: string,
  names: Readonly<Record<string, string>>,
): string => {
  if (step.release === undefined) return readersWords(audienceOf(dialog, step), author, names)
  const narrow = dialog.practice.audiences[step.release.otherwise] ?? fallback
  const wide = audienceOf(dialog, step)
  const later = Object.entries(names)
    .filter(([party]) => reads(wide, party, author) && !reads(narrow, party, author))
    .map(([, name]) => name)
  const words = readersWords(narrow, author, names)
  return later.length === 0 ? words : `${words} ${listed(later)} too, once it is released.`
}
