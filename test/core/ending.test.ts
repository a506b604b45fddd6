import { describe, expect, test } from 'vitest'

import { advance, type Input } from '../../src/core/advance.ts'
import { line, list, oneGiven } from '../../src/core/answers.ts'
import { checkDialog } from '../../src/core/check.ts'
import type { Surroundings } from '../../src/core/checkFound.ts'
import { dialogsIn } from '../../src/core/dialog.ts'
import type { Dialog } from '../../src/core/dialogData.ts'
import { begin } from '../../src/core/flow.ts'
import { field } from '../../src/core/form.ts'
import { type Part, READ_BACK } from '../../src/core/part.ts'
import { asks, path } from '../../src/core/path.ts'
import { question } from '../../src/core/question.ts'
import { beginRun, finishPart, partFor, type Run } from '../../src/core/run.ts'

const write = dialogsIn({
  audiences: {
    both: { readers: 'parties', formOnly: false, kept: true },
    mine: { readers: 'author', formOnly: true, kept: true },
  },
  probes: { short: () => false },
  keepsToAuthor: ['keep'],
})

/** Two people say apart what they want to talk about; one of them then chooses. */
const talk = write({
  id: 'talk',
  version: 1,
  title: 'Topics',
  source: 'test',
  about: 'What to talk about.',
  minutes: 1,
  parties: ['ada', 'ben'],
  starts: ['ada'],
  given: { people: 'people', day: 'day' },
  answers: { topics: list.max(2), secret: line, top: list.max(2), ask: oneGiven, more: line },
  scenes: [
    {
      scene: 'apart',
      title: 'Apart',
      by: ['ada', 'ben'],
      until: { workingDays: 5, before: 'day', whenOver: 'close' },
      steps: [
        { ask: 'topics', say: 'What about?', offer: true },
        { ask: 'secret', say: 'For yourself?', readers: 'mine' },
      ],
    },
    {
      scene: 'choose',
      title: 'Choosing',
      by: 'ada',
      steps: [
        { ask: 'top', say: 'Which first?', from: ['topics'], must: true },
        { ask: 'ask', say: 'Whom to ask?', from: 'people', must: true },
        { ask: 'more', say: 'More?' },
      ],
    },
  ],
  files: {
    readers: 'both',
    closing: 'Done, {me}.',
    leadsTo: [
      { command: 'tell', from: ['topics', 'top'] },
      { command: 'keep', from: 'secret' },
    ],
  },
})

const all: Surroundings = {
  dialogs: ['talk'],
  planned: {},
  given: {
    people: { reads: 'people', as: 'list', fields: ['text'] },
    day: { reads: 'a day', as: 'text' },
  },
  tone: [],
}
const today = '2026-11-25'
const moment = { now: Date.parse(today), today, ids: () => 'id' }
const given = {
  people: [
    { id: 'p1', text: 'Dana' },
    { id: 'p2', text: 'Ben' },
  ],
}

const start = (): Run =>
  beginRun(talk, { id: 'r', names: { ada: 'Ada', ben: 'Ben' }, on: today, given }, today)[0]
const open = (run: Run, party: string): Part =>
  begin(talk, partFor(talk, run, party, run.scene), moment)[0]
const turn = (part: Part, input: Input): readonly [Part, string] => {
  const [next, effects] = advance(talk, part, input, moment)
  return [next, effects.flatMap(effect => ('says' in effect ? effect.says : [])).join()]
}
const says = (run: Run, party: string, raw: string): Run => {
  const [part] = turn(open(run, party), { do: 'answer', raw })
  return finishPart(talk, run, part, today)?.[0] ?? run
}

/** As data, past the compiler. */
const without = (change: (dialog: Dialog) => object): readonly string[] =>
  checkDialog({ ...talk, ...change(talk) }, all).map(({ wrong }) => wrong)

describe('a dialog that files no record', () => {
  test('is checked like any other, and has nothing to mend', () => {
    expect(checkDialog(talk, all)).toEqual([])
  })

  test('can be signed by nobody', () => {
    expect(without(({ files }) => ({ files: { ...files, stances: ['ada'] } }))).toContain(
      'It files nothing that could go on or be signed.',
    )
  })

  test('ends with words that name people only', () => {
    expect(
      without(({ files }) => ({ files: { ...files, closing: 'You chose {top}.' } })),
    ).toContain('The heading names an answer, {top}.')
  })

  test('keeps a private answer with its author, and spills it into nothing else', () => {
    const spilling = without(({ files }) => ({
      files: { ...files, leadsTo: [{ command: 'tell', from: ['secret'] }] },
    }))
    expect(spilling.join()).toContain('“tell” would copy “secret” out of its narrow circle')
  })
})

describe('a question that is offered', () => {
  test('is asked of everybody, and may be skipped', () => {
    const part = open(start(), 'ben')
    expect(part.at).toBe('topics')
    expect(turn(part, { do: 'skip' })[0].at).toBe(READ_BACK)
  })
})

describe('options from what was said', () => {
  const both = says(says(start(), 'ada', 'Leave'), 'ben', 'Court')

  test('are what both of them said apart, once they can read it', () => {
    expect(question(talk, open(both, 'ada'), today)?.options).toEqual(['Leave', 'Court'])
    expect(JSON.stringify(open(says(start(), 'ada', 'Leave'), 'ben'))).not.toContain('Leave')
  })

  test('are found wrong where they cannot be known yet, or are not theirs to read', () => {
    const from = (name: string): readonly string[] =>
      without(({ scenes }) => ({
        scenes: scenes.map(scene => ({
          ...scene,
          steps: scene.steps.map(step =>
            'ask' in step && step.ask === 'top' ? { ...step, from: [name] } : step,
          ),
        })),
      }))
    expect(from('more').join()).toContain('options come from “more”')
    expect(from('nothing').join()).toContain('options come from “nothing”')
  })

  test('are all there is where nothing else may be chosen', () => {
    const [asked] = turn(open(both, 'ada'), { do: 'answer', raw: 'Court' })
    expect(asked.at).toBe('ask')
    expect(turn(asked, { do: 'answer', raw: 'Somebody' })).toEqual([
      asked,
      'Please choose one of these, or type its words.',
    ])
    expect(turn(asked, { do: 'answer', raw: 'dana' })[0].answers.ask).toBe('Dana')
    const point = asks(path(talk, asked, today)).find(({ key }) => key === 'ask')
    expect(point && field(talk, asked, point, today)).toMatchObject({ kind: 'choice' })
    expect(point && field(talk, asked, point, today)).not.toHaveProperty('open')
  })
})
