import type { NudgeAs, NudgeId } from './nudge.ts'

/** What a button of a nudge does: begins a dialog, or one of the things nudges can do by themselves. */
export type NudgeButton =
  | { readonly label: string; readonly starts: string }
  | {
      readonly label: string
      readonly does: 'dates' | 'actions' | 'read' | 'later today' | 'rhythm' | 'noted'
    }

/** One wording of a nudge: as whom somebody gets it, and in which state of things. */
export interface NudgeSaying {
  readonly as: NudgeAs
  readonly variant?: 'near' | 'told' | 'performance'
  /** Its line in a digest. */
  readonly title: string
  /** The whole message; placeholders are `{other}` and the like, see `placeholders`. */
  readonly says: string
  readonly buttons: readonly NudgeButton[]
}

/** All that people read of one nudge. */
export interface NudgeWords {
  readonly name: string
  /** What it is for, and that it can be changed. */
  readonly why: string
  readonly sayings: readonly NudgeSaying[]
}

/** Names of colleagues, dates and counts: nothing that could carry what somebody wrote (P7). */
export const placeholders = {
  other: 'Ada',
  manager: 'Dana',
  date: 'Wednesday 23 September',
  day: 'Wednesday 23 September, 14:00',
  weeks: '12 weeks',
  count: '12 actions',
  rule: 'C-05, every 4 to 6 weeks',
} as const
export type Placeholder = keyof typeof placeholders

const placeholder = /\{([^{}]*)\}/g

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

/** Fills `{names}`; what is not known reads as nothing. */
export const fillIn = (
  wording: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): string =>
  wording.replace(placeholder, (_, name: string) =>
    isPlaceholder(name) ? (values[name] ?? '') : '',
  )

const LONGEST = 280
const LONGEST_TITLE = 90

const troublesIn = (wording: string, longest: number): readonly string[] => {
  const names = [...wording.matchAll(placeholder)].map(([, name = '']) => name)
  const unknown = names.filter(name => !isPlaceholder(name))
  const { length } = fillIn(wording, placeholders)
  return [
    ...unknown.map(name => `It names {${name}}, which no nudge knows.`),
    ...(length > longest ? [`It can be ${length} characters long; ${longest} are the most.`] : []),
    ...(/\w'\w/.test(wording) ? ['It has a straight apostrophe; write ’.'] : []),
    ...(/\p{Extended_Pictographic}/u.test(wording) ? ['It has an emoji; leave it out.'] : []),
    ...(wording.split('?').length > 2 ? ['It asks two things at once; keep one.'] : []),
  ]
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const isIn = (text: string, word: string): boolean =>
  /\p{L}/u.test(word)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text)
    : text.includes(word)

type Tone = readonly { readonly words: readonly string[]; readonly instead: string }[]

/** What is wrong with the words of the nudges: where, and what. */
export const checkNudges = (
  all: Readonly<Record<NudgeId, NudgeWords>>,
  tone: Tone,
): readonly { readonly where: string; readonly wrong: string }[] =>
  Object.entries(all).flatMap(([id, { name, why, sayings }]) => {
    const texts = [
      [name, LONGEST_TITLE],
      [why, LONGEST],
      ...sayings.flatMap(({ title, says, buttons }) => [
        [title, LONGEST_TITLE] as const,
        [says, LONGEST] as const,
        ...buttons.map(({ label }) => [label, 30] as const),
      ]),
    ] as const
    return texts.flatMap(([text, longest]) =>
      [
        ...troublesIn(text, longest),
        ...tone.flatMap(({ words, instead }) =>
          words.filter(word => isIn(text, word)).map(word => `It says “${word}”. ${instead}`),
        ),
      ].map(wrong => ({ where: `${id}: “${text}”`, wrong })),
    )
  })
