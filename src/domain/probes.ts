/** Tests behind a gentle second question. Each looks at one answer; a practitioner may add words to the lists. */

const trait = [
  'lazy',
  'careless',
  'unreliable',
  'negative',
  'attitude',
  'difficult',
  'disorganised',
  'unprofessional',
  'brilliant',
  'great',
  'amazing',
  'star',
  'natural',
  'lovely',
  'nice',
  'hopeless',
  'sloppy',
  'moody',
]
const generic = [
  'well done',
  'good job',
  'great job',
  'good work',
  'great work',
  'keep it up',
  'doing well',
  'excellent work',
  'fantastic',
]
const negative = [
  'not',
  "n't",
  'never',
  'bad',
  'badly',
  'wrong',
  'fail',
  'failed',
  'worse',
  'worst',
  'awful',
  'terrible',
  'poor',
  'hopeless',
  'nothing',
]
const vague = [
  'good',
  'proper',
  'properly',
  'better',
  'appropriate',
  'attitude',
  'more',
  'professional',
  'nice',
  'improve',
]
const hearsay = [
  'i heard',
  'people say',
  'apparently',
  'everyone knows',
  'they say',
  'i think',
  'i feel',
  'seems',
  'rumour',
  'always',
  'never',
]
const policy = ['policy', 'procedure', 'rule', 'rules', 'compliance', 'required', 'requirement']

const texts = (answer: unknown): readonly string[] =>
  typeof answer === 'string' ? [answer] : Array.isArray(answer) ? answer.flatMap(texts) : []

const joined = (answer: unknown): string =>
  ` ${texts(answer)
    .join(' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')} `

const countWords = (answer: unknown): number =>
  joined(answer).trim().split(/\s+/).filter(Boolean).length

const names = (answer: unknown, list: readonly string[]): boolean => {
  const text = joined(answer)
  return list.some(word => (word === "n't" ? text.includes(word) : text.includes(` ${word} `)))
}

/** Said instead of an idea; whole answers only, so that “I don’t know why it works, but …” is left alone. */
const unsure =
  /^(?:i )?(?:really )?(?:do not|don't|dont) know(?: yet)?$|^no ideas?(?: yet)?$|^not sure(?: yet)?$|^none(?: yet)?$|^nothing(?: yet)?$|^dunno$|^can't (?:say|think of (?:any|anything|one))$/
const ifThen = /\b(?:when|whenever|if|once|after|before|as soon as|during|at \d|on \w+day)\b/i

const saysNoWhy = (thing: unknown): boolean =>
  typeof thing === 'object' && thing !== null && !('why' in thing)

const namesMoment = (thing: unknown): boolean =>
  typeof thing === 'object' && thing !== null && 'what' in thing && ifThen.test(String(thing.what))

export const probes = {
  short: answer => countWords(answer) < 3,
  empty: answer => answer === undefined || countWords(answer) === 0,
  fewerThan2: answer => Array.isArray(answer) && answer.length < 2,
  traitWords: answer => names(answer, trait),
  generic: answer => texts(answer).some(text => names(text, generic) && countWords(text) < 12),
  onlyNegative: answer =>
    texts(answer).length > 0 && texts(answer).every(text => names(text, negative)),
  noWhy: answer => Array.isArray(answer) && answer.length > 0 && answer.some(saysNoWhy),
  dontKnow: answer =>
    texts(answer).length > 0 && texts(answer).every(text => unsure.test(joined(text).trim())),
  /** A task without the moment it belongs to. */
  noMoment: answer => Array.isArray(answer) && answer.length > 0 && !answer.some(namesMoment),
  vague: answer => texts(answer).some(text => names(text, vague) && countWords(text) < 12),
  hearsay: answer => names(answer, hearsay),
  onlyPolicy: answer => names(answer, policy) && countWords(answer) < 8,
  /** A goal nobody could check: no number, no date, nothing countable. */
  notMeasurable: answer =>
    !/\d|\b(each|every|all|none|once|twice|weekly|daily|monthly)\b/i.test(joined(answer)),
} satisfies Record<string, (answer: unknown) => boolean>

export type Probe = keyof typeof probes
