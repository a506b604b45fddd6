import type { Block, Button, Card } from '../../core/card.ts'
import type { Effect } from '../../core/flow.ts'
import type { Part } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import type { Line } from '../../core/question.ts'

export interface ReadingBack {
  readonly part: Part
  readonly title: string
  readonly lines: readonly Line[]
  /** Words of the last button. */
  readonly done: string
  /** Questions still waiting under "Add more". */
  readonly waiting: number
  readonly effects: readonly Effect[]
  /** Nobody else has begun, so it may still be thrown away. */
  readonly discardable: boolean
  /** What others said here is restricted, so quoting it is for this moment only. */
  readonly restricted: boolean
}

/** Somebody's own words; private ones are for this moment only. */
const guarded = (lines: readonly Line[]) => ({
  confidential: true as const,
  ...(lines.some(({ audience }) => audience.formOnly) ? { fleeting: true as const } : {}),
})

const facts = (lines: readonly Line[]): Block => ({
  kind: 'facts',
  ...guarded(lines),
  facts: lines.map(({ heading, shown, assumed }) => ({
    label: heading,
    value: `${shown.join('\n')}${assumed ? ' (assumed)' : ''}`,
  })),
})

/** Readers → lines, so that it is plain who will see what. */
const byReaders = (lines: readonly Line[]): readonly (readonly [string, readonly Line[]])[] => {
  const groups = new Map<string, Line[]>()
  for (const line of lines) groups.set(line.readers, [...(groups.get(line.readers) ?? []), line])
  return [...groups]
}

const buttons = ({ part, done, waiting, lines, discardable }: ReadingBack): readonly Button[] => {
  const here = { part: part.id }
  return [
    { label: done, press: press('done', here), tone: 'main' },
    ...(waiting > 0 ? [{ label: 'Add more', press: press('more', here) }] : []),
    ...(lines.length > 0 ? [{ label: 'Change something', press: press('change', here) }] : []),
    { label: 'Later', press: press('later', here), tone: 'quiet' },
    ...(discardable
      ? [{ label: 'Discard', press: press('cancel', here), tone: 'quiet' } as const]
      : []),
  ]
}

/** Everything as it will stand, before it goes anywhere. */
export const readBackCard = (reading: ReadingBack): Card => {
  const { part, title, lines, effects } = reading
  const tells = effects.flatMap(effect =>
    effect.do === 'tell' || effect.do === 'refuse' ? [effect.says] : [],
  )
  return {
    summary: `${title}: ready to read back`,
    asks: part.id,
    blocks: [
      { kind: 'note', text: `${title} · About: ${part.about}` },
      ...tells.map(text => ({
        kind: 'text' as const,
        text,
        confidential: true as const,
        ...(reading.restricted ? { fleeting: true as const } : {}),
      })),
      {
        kind: 'heading',
        level: 3,
        text: lines.length === 0 ? 'Nothing is needed here' : 'Does this read right?',
      },
      ...byReaders(lines).flatMap(([readers, group]): readonly Block[] => [
        facts(group),
        { kind: 'note', text: readers, tone: 'readers' },
      ]),
      { kind: 'buttons', buttons: buttons(reading) },
    ],
  }
}

/** Which answer to change. */
export const changeCard = (part: Part, title: string, lines: readonly Line[]): Card => ({
  summary: `${title}: what to change`,
  asks: part.id,
  blocks: [
    {
      kind: 'pick',
      ...guarded(lines),
      label: 'Which one would you like to change?',
      many: false,
      chosen: [],
      options: lines.map(({ point, heading }) => ({ value: point.key, label: heading })),
      press: press('edit', { part: part.id }),
      submit: 'Change it',
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Back to the read-back', press: press('go on', { part: part.id }), tone: 'quiet' },
      ],
    },
  ],
})
