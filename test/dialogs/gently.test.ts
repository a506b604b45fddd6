import { describe, expect, it } from 'vitest'

import { dialogs } from '../../dialogs/index.ts'
import { surroundings } from '../../src/cli/dialogsCheck.ts'
import { walk } from '../../src/core/checkWalk.ts'
import { kindOf } from '../../src/core/kind.ts'
import type { Part } from '../../src/core/part.ts'
import { probeFor } from '../../src/core/probe.ts'

/** An answer that calls for each gentle second question, and for no other. */
const samples: Readonly<Record<string, string>> = {
  short: 'Fine',
  fewerThan2: 'They rang before nine and held the slot for a whole week',
  traitWords: 'She is so careless with the notes of the week',
  generic: 'Well done on all of it',
  onlyNegative: 'It went badly that day',
  dontKnow: 'I don’t know',
  vague: 'Do it properly',
  hearsay: 'I heard it from the team',
  onlyPolicy: 'The policy says so here',
  notMeasurable: 'Notes come sooner than now',
  noMoment: 'Ask one question',
}

const asked = dialogs.flatMap(dialog =>
  walk(dialog, surroundings.given).flatMap(({ step, where, loop }) => {
    if (!('ask' in step) || step.probes === undefined) return []
    const schema = loop?.answers[step.ask] ?? dialog.answers[step.ask]
    return schema === undefined
      ? []
      : step.probes
          .filter(([test]) => test !== 'empty')
          .map(
            ([test, words]) =>
              [
                `${dialog.title}, ${where}: ${test}`,
                { dialog, step, schema, test, words },
              ] as const,
          )
  }),
)

describe('a gentle second question', () => {
  it.each(asked)('%s', (_, { dialog, step, schema, test, words }) => {
    const text = samples[test] ?? ''
    const kind = kindOf(schema).kind
    // One line alone would also call for a second one, where a list is asked for.
    const lines = test === 'fewerThan2' || step.probes?.length === 1 ? [text] : [text, text]
    const value =
      kind === 'things' ? [{ what: text }] : ['list', 'several'].includes(kind) ? lines : text
    const part = { answers: {}, probed: [] as readonly string[] } as Part
    const point = {
      kind: 'ask',
      key: step.ask,
      scene: '',
      place: { prefix: '' },
      step,
      schema,
    } as const
    expect(probeFor(dialog, part, point, value)).toBe(words)
    expect(probeFor(dialog, { ...part, probed: [step.ask] }, point, value)).toBeUndefined()
  })
})
