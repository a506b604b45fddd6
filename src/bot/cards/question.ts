import type { Block, Button, Card } from '../../core/card.ts'
import type { Effect } from '../../core/flow.ts'
import type { Part } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import type { Question } from '../../core/question.ts'

type Said = Extract<Effect, { do: 'tell' | 'refuse' | 'probe' }>

/** More options than this become a list to pick from. */
const MANY = 6

const toAnswer = (part: Part, step: string, value?: string): string =>
  press('answer', { part: part.id, step, ...(value === undefined ? {} : { value }) })

const pickBlock = (
  part: Part,
  { key, answered }: Question,
  options: readonly string[],
  many: boolean,
): Block => ({
  kind: 'pick',
  // Options of a list are somebody's words too: they come from what the two agreed or said.
  confidential: true,
  label: many ? 'Choose one or more' : 'Choose one',
  options: options.map(each => ({ value: each, label: each })),
  many,
  chosen: answered.filter(each => options.includes(each)),
  press: toAnswer(part, key),
  submit: many ? 'These' : 'This one',
})

const buttonsOf = (part: Part, key: string, options: readonly string[]): Block => ({
  kind: 'buttons',
  buttons: options.map(each => ({ label: each, press: toAnswer(part, key, each) })),
})

/** Days that are suggested, and the words that may stand in the place of one. */
const daysOf = (part: Part, { key, options, days }: Question, words: readonly string[]): Block => ({
  kind: 'buttons',
  buttons: [
    ...options.map((each, index) => ({
      label: days[index] ?? each,
      press: toAnswer(part, key, each),
    })),
    ...words.map(each => ({ label: each, press: toAnswer(part, key, each) })),
  ],
})

const dateBlock = (part: Part, { key }: Question): Block => ({
  kind: 'date',
  label: 'Choose a day, or type it',
  press: toAnswer(part, key),
  submit: 'This day',
})

/** What to press for this kind of answer; typing works besides. */
const inputs = (part: Part, question: Question): readonly Block[] => {
  const { kind, options, key } = question
  switch (kind.kind) {
    case 'choice':
      return kind.options.length > MANY
        ? [pickBlock(part, question, kind.options, false)]
        : [buttonsOf(part, key, kind.options)]
    case 'several':
      return [pickBlock(part, question, kind.options, true)]
    case 'scale':
      return [
        buttonsOf(
          part,
          key,
          Array.from({ length: 11 }, (_, number) => String(number)),
        ),
      ]
    case 'date':
      return options.length === 0
        ? [dateBlock(part, question)]
        : [daysOf(part, question, []), dateBlock(part, question)]
    case 'date or':
      return [daysOf(part, question, [kind.words]), dateBlock(part, question)]
    case 'text':
    case 'long':
      return options.length === 0 ? [] : [pickBlock(part, question, options, false)]
    case 'list':
      return options.length === 0 ? [] : [pickBlock(part, question, options, true)]
    case 'number':
    case 'time':
    case 'things':
      return []
    default:
      return kind satisfies never
  }
}

const controls = (part: Part, question: Question, formFields: number): readonly Button[] => {
  const step = { part: part.id, step: question.key }
  return [
    ...(question.probing
      ? [{ label: 'Leave it at that', press: press('keep', step) } as const]
      : []),
    ...(question.must || question.probing
      ? []
      : [{ label: 'Skip', press: press('skip', step), tone: 'quiet' } as const]),
    ...(question.canBack
      ? [{ label: 'Back', press: press('back', step), tone: 'quiet' } as const]
      : []),
    { label: 'Later', press: press('later', { part: part.id }), tone: 'quiet' },
    ...(formFields > 2
      ? [{ label: 'As a form', press: press('form', { part: part.id }), tone: 'quiet' } as const]
      : []),
  ]
}

const said = (effect: Said, restricted: boolean): Block => {
  if (effect.do !== 'tell') return { kind: 'text', text: effect.says }
  if (effect.tone === 'safety') return { kind: 'note', text: effect.says, tone: 'safety' }
  return {
    kind: 'text',
    text: effect.says,
    confidential: true,
    ...(restricted ? { fleeting: true as const } : {}),
  }
}

export interface Asking {
  readonly part: Part
  readonly title: string
  readonly question: Question
  readonly effects: readonly Effect[]
  /** How many questions a form would hold now; it is offered when it is worth it. */
  readonly formFields: number
  /** The platform keeps messages, so a confidential question is answered in a form. */
  readonly privately: boolean
  /** What others said here is restricted, so quoting it is for this moment only. */
  readonly restricted: boolean
}

const asked = ({ part, question, privately }: Asking): readonly Block[] => {
  if (!privately) return inputs(part, question)
  const opens = press('private', { part: part.id, step: question.key })
  return [{ kind: 'buttons', buttons: [{ label: 'Answer privately', press: opens, tone: 'main' }] }]
}

/** The question a part is at: whom it is about, what was just said, the question, who reads it, what to press. */
export const questionCard = (asking: Asking): Card => {
  const { part, title, question, effects, formFields } = asking
  const before = effects.filter(
    (effect): effect is Said =>
      effect.do === 'tell' || effect.do === 'refuse' || effect.do === 'probe',
  )
  return {
    summary: `${title}: the next question`,
    asks: part.id,
    blocks: [
      { kind: 'note', text: `${title} · About: ${part.about}` },
      { kind: 'progress', done: question.done, of: question.of },
      ...before.map(effect => said(effect, asking.restricted)),
      {
        kind: 'text',
        text: question.says,
        confidential: true,
        ...(asking.restricted && question.quotes ? { fleeting: true as const } : {}),
      },
      ...(question.hint === undefined ? [] : [{ kind: 'note' as const, text: question.hint }]),
      ...(question.answered.length === 0
        ? []
        : [
            {
              kind: 'quote' as const,
              text: question.answered.join('\n'),
              by: 'So far',
              confidential: true as const,
              ...(question.audience.formOnly ? { fleeting: true as const } : {}),
            },
          ]),
      { kind: 'note', text: question.readers, tone: 'readers' },
      ...asked(asking),
      { kind: 'buttons', buttons: controls(part, question, formFields) },
    ],
  }
}
