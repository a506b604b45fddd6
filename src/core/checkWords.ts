import { type Found, type Surroundings, wrong } from './checkFound.ts'
import { headingsIn, type Said, saidAt, saidBy } from './checkSaid.ts'
import { type Spot, whereIs } from './checkWalk.ts'
import type { Dialog } from './dialogData.ts'

/** Longer ones are hard to hold in mind while answering. */
const LONGEST = { question: 170, line: 900, small: 240, assumed: 240 } as const

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const uses = (text: string, word: string): boolean =>
  /\p{L}/u.test(word)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text)
    : text.includes(word)

const toneTroubles = (text: string, where: string, tone: Surroundings['tone']): readonly Found[] =>
  tone.flatMap(({ words, instead }) =>
    words.filter(word => uses(text, word)).map(word => wrong(where, `It says “${word}”.`, instead)),
  )

const formTroubles = ({ text, kind }: Said, where: string): readonly Found[] => {
  const found: Found[] = []
  const advice = (wrong: string, todo: string): void => {
    found.push({ where, wrong, todo, weight: 'advice' })
  }
  if (text.length > LONGEST[kind])
    advice(
      `It is ${text.length} characters long; ${LONGEST[kind]} are as much as people hold in mind.`,
      kind === 'question' ? 'Shorten it, or move part of it to the hint.' : 'Shorten it.',
    )
  if (kind === 'question' && text.split('?').length > 2)
    advice('It asks two things at once.', 'Keep one; the other can be its own question or a hint.')
  if (/\w'\w/.test(text)) advice('It has a straight apostrophe.', 'Write ’.')
  if (/\p{Extended_Pictographic}/u.test(text))
    found.push(wrong(where, 'It has an emoji.', 'Leave it out: people bring their own.'))
  return found
}

/** Every wording of a dialog with the place it stands at. */
const everything = (
  dialog: Dialog,
  spots: readonly Spot[],
): readonly (readonly [Said, string])[] => {
  const small = (text: string): Said => ({
    text,
    kind: 'small',
    inForm: false,
    atEnd: false,
    mayBeEmpty: false,
  })
  return [
    ...[dialog.title, dialog.about, dialog.files.closing ?? ''].map(
      text => [small(text), 'the dialog'] as const,
    ),
    ...dialog.scenes.flatMap(scene =>
      [small(scene.title), ...saidBy(scene)].map(said => [said, whereIs(scene)] as const),
    ),
    ...spots.flatMap(({ step, where }) =>
      [...saidAt(dialog, step), ...headingsIn(step).map(small)].map(said => [said, where] as const),
    ),
  ]
}

/** How it is said: plain, short, one thing at a time, never what was missed. */
export const checkWords = (
  dialog: Dialog,
  spots: readonly Spot[],
  tone: Surroundings['tone'],
): readonly Found[] =>
  everything(dialog, spots).flatMap(([said, where]) => [
    ...toneTroubles(said.text, where, tone),
    ...formTroubles(said, where),
  ])
