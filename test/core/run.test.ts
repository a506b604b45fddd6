import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { advance, type Input } from '../../src/core/advance.ts'
import { choice, line, list, long } from '../../src/core/answers.ts'
import { dialogsIn } from '../../src/core/dialog.ts'
import type { Dialog } from '../../src/core/dialogData.ts'
import { begin } from '../../src/core/flow.ts'
import { type Part, READ_BACK } from '../../src/core/part.ts'
import { readBack } from '../../src/core/question.ts'
import { refit } from '../../src/core/refit.ts'
import { rows } from '../../src/core/rows.ts'
import {
  beginRevision,
  beginRun,
  finishPart,
  leave,
  partFor,
  type Run,
  timeIsOver,
} from '../../src/core/run.ts'
import { textId } from '../../src/core/textId.ts'

const write = dialogsIn({
  audiences: {
    all: { readers: 'parties', formOnly: false, kept: true },
    own: { readers: 'author', formOnly: true, kept: true },
    two: { readers: ['a', 'b'], formOnly: false, kept: true },
    gone: { readers: 'author', formOnly: true, kept: false },
  },
  probes: { short: () => false },
})

const plan = write({
  id: 'plan',
  version: 1,
  title: 'A plan',
  source: 'test',
  about: 'Three people make a plan.',
  minutes: 1,
  parties: ['a', 'b', 'c'],
  starts: ['a'],
  answers: {
    topic: line,
    wish: long,
    secret: line,
    draft: line,
    sure: choice(['Yes', 'No']),
    why: line,
    steps: list,
    details: z.record(z.string(), z.object({ when: line })),
    word: line,
    shown: choice(['Fine', 'Not yet']),
    public: line,
  },
  scenes: [
    {
      scene: 'open',
      title: 'Opening',
      by: 'a',
      steps: [
        { ask: 'topic', say: 'What is it about?', must: true },
        { ask: 'secret', say: 'Anything for yourself?', readers: 'own', must: true },
        { ask: 'draft', say: 'Anything for the other system?', readers: 'gone' },
        {
          ask: 'public',
          say: 'A line for everyone?',
          release: { when: { shown: ['Fine'] }, otherwise: 'two' },
        },
      ],
    },
    {
      scene: 'apart',
      title: 'Apart',
      by: ['a', 'b', 'c'],
      until: { workingDays: 5, whenOver: 'close' },
      steps: [
        { tell: 'It is about {topic}.' },
        { ask: 'wish', say: 'What do you wish for?', must: true },
        { ask: 'sure', say: 'Are you sure?', must: true, by: 'b' },
        { ask: 'why', say: 'Why not?', must: true, by: 'b', when: { sure: ['No'] } },
      ],
    },
    {
      scene: 'together',
      title: 'Together',
      by: 'a',
      until: { workingDays: 5, whenOver: 'end' },
      steps: [
        { tell: 'B wishes: {wish.b}. C wishes: {wish.c}.' },
        { ask: 'steps', say: 'Which steps?', must: true },
        {
          each: 'steps',
          into: 'details',
          must: true,
          steps: [{ ask: 'when', say: '{text}: when?', must: true }],
        },
      ],
    },
    {
      scene: 'last',
      title: 'Last',
      by: 'c',
      steps: [
        { ask: 'word', say: 'A last word?', must: true },
        { ask: 'shown', say: 'May it be shown?' },
      ],
    },
  ],
  files: { record: 'plan', readers: 'all', stances: ['a', 'b', 'c'] },
})

const moment = { now: 0, today: '2026-11-25', ids: () => 'id' }
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))

const start = (): Run =>
  beginRun(
    plan,
    { id: 'r', names: { a: 'Ann', b: 'Bob', c: 'Cat' }, on: '2026-11-25', given: {} },
    moment.today,
  )[0]

const fill = (
  run: Run,
  party: string,
  answers: Readonly<Record<string, string>>,
  dialog: Dialog = plan,
): Part => {
  let [part] = begin(dialog, partFor(dialog, throughJson(run), party, run.scene), moment)
  for (const raw of Object.values(answers)) {
    const input: Input = { do: 'answer', raw }
    ;[part] = advance(dialog, throughJson(part), input, moment)
  }
  return part
}

const done = (run: Run, party: string, answers: Readonly<Record<string, string>>): Run => {
  const part = fill(run, party, answers)
  expect(part.at).toBe(READ_BACK)
  const moved = finishPart(plan, throughJson(run), part, moment.today)
  if (moved === undefined) throw new Error(`${party} could not finish ${run.scene}`)
  return moved[0]
}

const openAnswers = { topic: 'The move', secret: 'I worry' }

describe('three people in one scene', () => {
  test('may answer in any order, and the scene closes with the last of them', () => {
    for (const order of [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      ['b', 'c', 'a'],
    ]) {
      let run = done(start(), 'a', openAnswers)
      for (const party of order) {
        expect(run.scene).toBe('apart')
        run = done(run, party, party === 'b' ? { wish: 'rest', sure: 'Yes' } : { wish: 'time' })
      }
      expect(run.scene).toBe('together')
    }
  })

  test('do not see what the others wrote before it is closed', () => {
    const first = done(done(start(), 'a', openAnswers), 'c', { wish: 'CAT WISH' })
    expect(JSON.stringify(partFor(plan, first, 'b', 'apart'))).not.toContain('CAT WISH')
    const closed = done(done(first, 'b', { wish: 'rest', sure: 'Yes' }), 'a', { wish: 'time' })
    expect(JSON.stringify(partFor(plan, closed, 'a', 'together').seen)).toContain('CAT WISH')
  })

  test('never see what one of them wrote for themselves', () => {
    const run = done(start(), 'a', { ...openAnswers, secret: 'MY SECRET' })
    expect(JSON.stringify(partFor(plan, run, 'b', 'apart'))).not.toContain('MY SECRET')
    expect(JSON.stringify(partFor(plan, run, 'a', 'apart'))).toContain('MY SECRET')
  })

  test('cannot finish a part twice, nor one that is already closed', () => {
    const run = done(start(), 'a', openAnswers)
    const part = fill(run, 'c', { wish: 'time' })
    const after = finishPart(plan, run, part, moment.today)?.[0] ?? run
    expect(finishPart(plan, after, part, moment.today)).toBeUndefined()
    const closed = timeIsOver(plan, after, moment.today)[0]
    expect(
      finishPart(plan, closed, fill(run, 'b', { wish: 'rest', sure: 'Yes' }), moment.today),
    ).toBeUndefined()
  })
})

describe('when somebody does not answer', () => {
  test('a scene that closes at its deadline goes on with what is there', () => {
    const run = done(done(start(), 'a', openAnswers), 'a', { wish: 'time' })
    const [closed, effects] = timeIsOver(plan, run, moment.today)
    expect(closed.scene).toBe('together')
    expect(effects).toEqual([{ do: 'open', scene: 'together', parties: ['a'] }])
  })

  test('a scene that everything hangs on ends the run as “no reply”', () => {
    let run = done(start(), 'a', openAnswers)
    run = timeIsOver(plan, run, moment.today)[0]
    expect(timeIsOver(plan, run, moment.today)[0]).toMatchObject({
      state: 'ended',
      ended: 'no reply',
    })
  })

  test('a scene without a deadline does not mind the time', () => {
    const run = start()
    expect(timeIsOver(plan, run, moment.today)).toEqual([run, []])
  })
})

describe('when somebody leaves', () => {
  test('the others finish the scene and the rest without them', () => {
    let run = done(start(), 'a', openAnswers)
    run = done(run, 'b', { wish: 'rest', sure: 'Yes' })
    run = leave(plan, run, 'c', moment.today)[0]
    expect(run.scene).toBe('apart')
    run = done(run, 'a', { wish: 'time' })
    run = done(run, 'a', { steps: 'pack', when: 'Monday' })
    expect(run).toMatchObject({ state: 'filed', leftBy: ['c'] })
  })

  test('before anything was said, the run simply ends', () => {
    const run = leave(
      plan,
      leave(plan, leave(plan, start(), 'b', moment.today)[0], 'c', moment.today)[0],
      'a',
      moment.today,
    )[0]
    expect(run).toMatchObject({ state: 'ended', ended: 'party left' })
  })
})

describe('an answer edited after later ones depended on it', () => {
  test('closes what hung on it; the orphan is kept aside and not filed', () => {
    const run = done(start(), 'a', openAnswers)
    let part = fill(run, 'b', { wish: 'rest', sure: 'No', why: 'too soon' })
    ;[part] = advance(plan, part, { do: 'edit', step: 'sure' }, moment)
    ;[part] = advance(plan, throughJson(part), { do: 'answer', raw: 'Yes' }, moment)
    expect(part.at).toBe(READ_BACK)
    expect(part.answers).toHaveProperty('why')
    expect(readBack(plan, part, moment.today).map(({ point }) => point.key)).toEqual([
      'wish',
      'sure',
    ])
  })

  test('is taken back with what hung on it: nobody reads the orphan, and it decides nothing', () => {
    let run = done(start(), 'a', openAnswers)
    let part = fill(run, 'b', { wish: 'rest', sure: 'No', why: 'TAKEN BACK' })
    ;[part] = advance(plan, part, { do: 'edit', step: 'sure' }, moment)
    ;[part] = advance(plan, part, { do: 'answer', raw: 'Yes' }, moment)
    run = finishPart(plan, run, part, moment.today)?.[0] ?? run
    run = done(done(run, 'a', { wish: 'time' }), 'c', { wish: 'quiet' })
    expect(run.scene).toBe('together')
    expect(JSON.stringify(run)).not.toContain('TAKEN BACK')
  })

  test('opens what hangs on the new one', () => {
    const run = done(start(), 'a', openAnswers)
    let part = fill(run, 'b', { wish: 'rest', sure: 'Yes' })
    ;[part] = advance(plan, part, { do: 'edit', step: 'sure' }, moment)
    ;[part] = advance(plan, part, { do: 'answer', raw: 'No' }, moment)
    expect(part.at).toBe('why')
  })
})

const whole = (last: Readonly<Record<string, string>> = { word: 'Thanks' }): Run => {
  let run = done(start(), 'a', openAnswers)
  run = done(run, 'a', { wish: 'time' })
  run = done(run, 'c', { wish: 'quiet' })
  run = done(run, 'b', { wish: 'rest', sure: 'Yes' })
  run = done(run, 'a', { steps: 'pack\nrest', first: 'Monday', second: 'Tuesday' })
  return done(run, 'c', last)
}

describe('what is filed', () => {
  test('keeps the order of the dialog, each line with its author and circle', () => {
    expect(
      rows(plan, whole(), moment.today).map(({ key, party, audience }) => [key, party, audience]),
    ).toEqual([
      ['topic', 'a', 'all'],
      ['secret', 'a', 'own'],
      ['wish', 'a', 'all'],
      ['wish', 'b', 'all'],
      ['sure', 'b', 'all'],
      ['wish', 'c', 'all'],
      ['steps', 'a', 'all'],
      [`details/${textId('pack')}/when`, 'a', 'all'],
      [`details/${textId('rest')}/when`, 'a', 'all'],
      ['word', 'c', 'all'],
    ])
  })

  test('leaves out what is only composed and copied', () => {
    const run = whole()
    const withDraft: Run = {
      ...run,
      answers: { ...run.answers, a: { ...run.answers.a, draft: 'for the case system' } },
    }
    expect(JSON.stringify(rows(plan, withDraft, moment.today))).not.toContain('for the case system')
  })

  test('releases a line to its wider circle only when the condition holds', () => {
    const audienceOf = (shown?: string): string | undefined => {
      const run = whole()
      const answers = {
        ...run.answers,
        a: { ...run.answers.a, public: 'a line' },
        c: { ...run.answers.c, ...(shown === undefined ? {} : { shown }) },
      }
      return rows(plan, { ...run, answers }, moment.today).find(({ key }) => key === 'public')
        ?.audience
    }
    expect(audienceOf('Fine')).toBe('all')
    expect(audienceOf('Not yet')).toBe('two')
    expect(audienceOf()).toBe('two')
  })
})

test('a revision opens one person’s answers at the read-back, and everything else stands', () => {
  const run = whole()
  const [revised] = beginRevision(
    plan,
    { id: 'r2', names: run.names, on: run.on, given: run.given, answers: run.answers },
    'a',
  )
  let [part] = begin(plan, partFor(plan, revised, 'a', revised.scene), moment)
  expect(part.at).toBe(READ_BACK)
  ;[part] = advance(plan, part, { do: 'edit', step: 'topic' }, moment)
  ;[part] = advance(plan, part, { do: 'answer', raw: 'The new house' }, moment)
  const moved = finishPart(plan, revised, part, moment.today)
  const filed = rows(plan, moved?.[0] ?? revised, moment.today)
  expect(filed.find(({ key }) => key === 'topic')?.value).toBe('The new house')
  expect(filed.find(({ key }) => key === 'word')?.value).toBe('Thanks')
})

test('a form sent with everything left empty that need not be said leads to the read-back', () => {
  const run = done(start(), 'a', openAnswers)
  const open = { ...partFor(plan, run, 'a', 'open'), mode: 'all' as const, at: 'draft' }
  const values = { topic: 'The move', secret: 'mine', draft: '', public: '' }
  const [sent] = advance(plan, open, { do: 'form', values, submit: true }, moment)
  expect([sent.at, sent.skipped]).toEqual([READ_BACK, ['draft', 'public']])
})

test('a draft from an older version keeps the answers that still fit and asks the rest again', () => {
  const run = done(start(), 'a', openAnswers)
  const part = fill(run, 'b', { wish: 'rest', sure: 'No', why: 'too soon' })
  const newer: Dialog = {
    ...plan,
    version: 2,
    answers: { ...plan.answers, sure: choice(['Quite', 'Not quite']) },
  }
  const refitted = refit(newer, throughJson(part))
  expect(refitted.answers).toEqual({ wish: 'rest', why: 'too soon' })
  const [next] = begin(newer, refitted, moment)
  expect(next.at).toBe('sure')
})
