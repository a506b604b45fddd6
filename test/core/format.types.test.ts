import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { actions, choice, date, line, list, scale } from '../../src/core/answers.ts'
import { type Definition, dialogsIn, type Step } from '../../src/core/dialog.ts'
import { dialog } from '../../src/domain/format.ts'

const answers = {
  topic: line,
  mood: choice(['Light', 'Heavy']),
  day: date,
  number: scale,
  ideas: list,
  plan: actions,
  views: z.record(z.string(), z.object({ view: line, how: choice(['Well', 'Badly']) })),
}
type Written = Definition<
  typeof answers,
  'supervisor' | 'worker',
  'agenda' | 'lines',
  'priv' | 'pair',
  'short',
  'R04',
  'action.add'
>
type Steps = readonly Step<
  typeof answers,
  'supervisor' | 'worker',
  'agenda' | 'lines',
  'priv' | 'pair',
  'short'
>[]

/** What compiles, so that what does not is not refused for another reason. */
const fine: Steps = [
  { ask: 'topic', say: 'What is it about?', must: true, readers: 'priv', from: 'lines' },
  { ask: 'mood', say: 'How is it?', when: { topic: 'answered' }, probes: [['short', 'More?']] },
  { tell: 'Heavy.', when: [{ mood: ['Heavy'] }, { number: { below: 4 } }], by: 'worker' },
  { wait: 'day', when: { agenda: 'some', lines: ['one of these'] } },
  {
    each: 'agenda',
    into: 'views',
    steps: [{ ask: 'view', say: 'How?', when: { mood: ['Light'] } }],
  },
  { repeat: 'views', upTo: 3, again: 'Another?', steps: [{ ask: 'how', say: 'How?' }] },
  { ask: 'plan', say: 'What next?', assume: { who: '{worker}', by: ['{day}', '{in 28 days}'] } },
]

describe('somebody who writes a dialog with a slip in it', () => {
  it('is stopped by the compiler, not by a person who meets it', () => {
    const steps: readonly Steps[] = [
      fine,
      // @ts-expect-error an answer that does not exist
      [{ ask: 'tpoic', say: 'What is it about?' }],
      // @ts-expect-error a step without words
      [{ ask: 'topic' }],
      // @ts-expect-error a field that does not exist
      [{ ask: 'topic', say: 'What is it about?', mustt: true }],
      // @ts-expect-error must is there or not, never false
      [{ ask: 'topic', say: 'What is it about?', must: false }],
      // @ts-expect-error an audience that does not exist
      [{ ask: 'topic', say: 'What is it about?', readers: 'everybody' }],
      // @ts-expect-error a probe that does not exist
      [{ ask: 'topic', say: 'What is it about?', probes: [['long', 'Shorter?']] }],
      // @ts-expect-error options from something that is not given
      [{ ask: 'topic', say: 'What is it about?', from: 'clauses' }],
      // @ts-expect-error a party who is not in the dialog
      [{ tell: 'Hello.', by: 'sponsor' }],
      // @ts-expect-error a choice that nobody can make
      [{ tell: 'Blue.', when: { mood: ['Blue'] } }],
      // @ts-expect-error a condition on an answer that does not exist
      [{ tell: 'Blue.', when: { moood: ['Heavy'] } }],
      // @ts-expect-error a test that does not exist
      [{ tell: 'Some.', when: { topic: 'filled' } }],
      // @ts-expect-error a given is empty, has some, or is one of these words
      [{ tell: 'Some.', when: { agenda: 'answered' } }],
      // @ts-expect-error a loop into a plain text
      [{ each: 'agenda', into: 'topic', steps: [{ ask: 'view', say: 'How?' }] }],
      // @ts-expect-error a loop over something that does not exist
      [{ each: 'actions', into: 'views', steps: [{ ask: 'view', say: 'How?' }] }],
      // @ts-expect-error a question inside a loop that its answers do not hold
      [{ each: 'agenda', into: 'views', steps: [{ ask: 'topic', say: 'How?' }] }],
      // @ts-expect-error a choice inside a loop that nobody can make
      [{ each: 'agenda', into: 'views', steps: [{ tell: 'So.', when: { how: ['So so'] } }] }],
      // @ts-expect-error a repeat without an end
      [{ repeat: 'views', again: 'Another?', steps: [{ ask: 'how', say: 'How?' }] }],
      // @ts-expect-error a wait for an answer that does not exist
      [{ wait: 'laterOn' }],
      // @ts-expect-error a dialog started in a way that does not exist
      [{ start: 'feedback', how: 'before' }],
    ]
    expect(steps[0]).toBe(fine)
  })

  it('is stopped where a record would go astray', () => {
    const plain = { record: 'R04', readers: 'pair', stances: [] } as const
    const files: readonly Written['files'][] = [
      { ...plain, stances: ['worker'], into: 'agenda' },
      // @ts-expect-error a record that does not exist
      { ...plain, record: 'R99' },
      // @ts-expect-error a stance of somebody who is not there
      { ...plain, stances: ['sponsor'] },
      // @ts-expect-error the next version of something that was not read
      { ...plain, into: 'plan' },
      // @ts-expect-error a command that does not exist
      { ...plain, leadsTo: [{ command: 'mail.send', from: 'plan' }] },
      // @ts-expect-error a command on an answer that does not exist
      { ...plain, leadsTo: [{ command: 'action.add', from: 'actions' }] },
    ]
    expect(files).toHaveLength(6)
  })

  it('is stopped in a whole dialog too, as people write it', () => {
    const write = () => [
      dialog({
        ...{ id: 'talk', version: 1, title: 'Talk', source: 'test', about: 'A talk.', minutes: 1 },
        parties: ['supervisor', 'worker'],
        starts: ['supervisor'],
        answers,
        // @ts-expect-error a scene of somebody who is not there
        scenes: [{ scene: 'one', title: 'One', by: 'coach', steps: [] }],
        files: { record: 'R04', readers: 'pair', stances: ['worker'] },
      }),
      dialog({
        ...{ id: 'talk', version: 1, title: 'Talk', source: 'test', about: 'A talk.', minutes: 1 },
        parties: ['supervisor', 'worker'],
        // @ts-expect-error started by somebody who is not there
        starts: ['coach'],
        answers,
        scenes: [],
        files: { record: 'R04', readers: 'pair', stances: ['worker'] },
      }),
    ]
    expect(write).toBeTypeOf('function')
  })

  it('is stopped when it is loaded, should it get past the compiler', () => {
    const loose = dialogsIn<string, string, string, string>({ audiences: {}, probes: {} })
    const load = (steps: readonly { readonly tell: string; readonly stop?: string }[]) => () =>
      loose({
        ...{
          id: 'talk',
          version: 1,
          title: 'Talk',
          source: 'test',
          about: 'A talk.',
          minutes: 1,
        },
        parties: ['ada'],
        starts: ['ada'],
        answers: {},
        scenes: [{ scene: 'one', title: 'One', by: 'ada', steps }],
        files: { record: 'R04', readers: 'pair', stances: [] },
      })
    expect(load([{ tell: 'Hello.' }])).not.toThrow()
    expect(load([{ tell: 'Hello.', stop: 'And goodbye.' }])).toThrow(z.ZodError)
  })
})
