import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { actions, choice, date, line, list, scale } from '../../src/core/answers.ts'
import { checkDialog, plannedStarts } from '../../src/core/check.ts'
import type { Surroundings } from '../../src/core/checkFound.ts'
import type { Practice } from '../../src/core/dialog.ts'
import { type Dialog, dialogData } from '../../src/core/dialogData.ts'

const practice: Practice = {
  audiences: {
    mine: { readers: 'author', formOnly: true, kept: true },
    both: { readers: 'parties', formOnly: false, kept: true },
    adaOnly: { readers: ['ada'], formOnly: false, kept: true },
  },
  probes: { short: () => false },
}

const all: Surroundings = {
  dialogs: ['talk'],
  planned: { later: 'Write it on paper for now.' },
  given: {
    things: { reads: 'things', as: 'list', fields: ['what'] },
    note: { reads: 'a note', as: 'text' },
  },
  tone: [{ words: ['overdue', '!'], instead: 'Say what comes next.' }],
}

const kinds = {
  topic: line,
  mood: choice(['Light', 'Heavy']),
  day: date,
  number: scale,
  ideas: list,
  each: z.record(z.string(), z.object({ view: line })),
  plan: actions,
}
/** As data, past the compiler: it would not let most of these flaws be written down. */
type Steps = readonly Readonly<Record<string, unknown>>[]
interface Scene {
  readonly scene: string
  readonly title: string
  readonly by: string | readonly string[]
  readonly until?: object
  readonly opens?: string
  readonly steps: Steps
}

const withScenes = (scenes: readonly Scene[], rest: object = {}): Dialog => ({
  ...dialogData.parse({
    id: 'talk',
    version: 1,
    title: 'Talk',
    source: 'test',
    about: 'A talk.',
    minutes: 1,
    parties: ['ada', 'ben'],
    starts: ['ada'],
    given: {},
    scenes,
    files: { record: 'X', readers: 'both', stances: ['ada', 'ben'] },
    ...rest,
  }),
  answers: kinds,
  practice,
})

const rest: Steps = [
  { ask: 'topic', say: 'What is it about?', must: true },
  { ask: 'mood', say: 'How is it?', must: true },
  { ask: 'day', say: 'Which day?' },
  { ask: 'number', say: 'How much?' },
  { ask: 'ideas', say: 'Which ideas?' },
  { each: 'ideas', into: 'each', steps: [{ ask: 'view', say: '{text}: how come?' }] },
  { ask: 'plan', say: 'What next?', must: true },
]

/** What is wrong, as one text; kinds of answer that a small example does not ask for are left out. */
const wrongIn = (checked: Dialog): readonly string[] =>
  checkDialog(checked, all)
    .filter(({ wrong }) => wrong !== 'Nobody is ever asked for it.')
    .map(({ where, wrong }) => `${where}: ${wrong}`)

const byAda = (steps: Steps): Dialog =>
  withScenes([{ scene: 'one', title: 'One', by: 'ada', steps }])

describe('a practitioner who checks a dialog', () => {
  it('hears nothing when all is well', () => {
    expect(checkDialog(byAda(rest), all)).toEqual([])
  })

  it('reads where it is, what is wrong and what to do', () => {
    const [first] = checkDialog(byAda([...rest, { tell: 'It was about {tpoic}.' }]), all)
    expect(first).toEqual({
      dialog: 'talk',
      where: 'scene “one”, line “It was about {tpoic}.”',
      wrong: 'It names {tpoic}, which nobody is asked and nothing brings along.',
      todo: 'Check the spelling, or ask for it first.',
      weight: 'wrong',
    })
  })
})

describe('steps that nobody comes to', () => {
  it('finds what stands behind an end that everybody reaches', () => {
    expect(wrongIn(byAda([{ stop: 'That is all.' }, ...rest]))[0]).toBe(
      'scene “one”, question “topic”: Nobody ever comes here: the dialog has ended before.',
    )
  })

  it('finds what stands behind another dialog that takes its place', () => {
    expect(wrongIn(byAda([{ start: 'later', how: 'instead' }, ...rest]))).toHaveLength(8)
  })

  it('leaves an end alone that only some reach', () => {
    expect(
      wrongIn(
        byAda([...rest, { stop: 'Rest now.', when: { mood: ['Heavy'] } }, { tell: 'Go on.' }]),
      ),
    ).toEqual([])
  })

  it('finds an answer that nobody can give', () => {
    const never = { mood: ['Blue'] }
    expect(wrongIn(byAda([...rest, { tell: 'Blue.', when: never }]))).toEqual([
      'scene “one”, line “Blue.”: Nobody ever comes here: “Blue” is not one of its answers.',
    ])
  })

  it('finds a number asked of a text, and days counted from what is no date', () => {
    expect(wrongIn(byAda([...rest, { tell: 'Low.', when: { topic: { below: 3 } } }]))[0]).toContain(
      'that answer is no number',
    )
    expect(
      wrongIn(byAda([...rest, { tell: 'Old.', when: { topic: { daysAgo: 3 } } }]))[0],
    ).toContain('that answer is no date')
  })

  it('finds a question that waits for silence where everybody answers', () => {
    expect(wrongIn(byAda([...rest, { tell: 'No topic.', when: { topic: 'empty' } }]))).toEqual([
      'scene “one”, line “No topic.”: Nobody ever comes here: “topic” is always answered by then.',
    ])
  })

  it('finds a loop whose inner condition denies the outer one', () => {
    const steps: Steps = [
      ...rest.slice(0, 5),
      {
        each: 'ideas',
        into: 'each',
        when: { mood: ['Heavy'] },
        steps: [{ ask: 'view', say: 'How come?', when: { mood: ['Light'] } }],
      },
    ]
    expect(wrongIn(byAda(steps))[0]).toContain('“mood” is tested otherwise further out')
  })

  it('finds a step for somebody who is not in the scene', () => {
    expect(wrongIn(byAda([...rest, { tell: 'Hello Ben.', by: 'ben' }]))[0]).toContain(
      'It is for ben, who is not in this scene.',
    )
  })
})

describe('names in wording and conditions', () => {
  it('finds an answer that is only asked later', () => {
    expect(wrongIn(byAda([{ tell: 'About {topic}.' }, ...rest]))).toContain(
      'scene “one”, line “About {topic}.”: It needs “topic” before that is asked.',
    )
    expect(wrongIn(byAda([{ tell: 'Hm.', when: { mood: ['Heavy'] } }, ...rest]))[0]).toContain(
      'before that is asked',
    )
  })

  it('lets an assumption look ahead, as it is settled at the read-back', () => {
    const steps = rest.map(step =>
      'ask' in step && step.ask === 'topic' ? { ...step, assume: '{mood}' } : step,
    )
    expect(wrongIn(byAda(steps))).toEqual([])
  })

  it('finds what another is asked in the same scene, as it is not revealed yet', () => {
    const apart = withScenes([
      {
        scene: 'apart',
        title: 'Apart',
        by: ['ada', 'ben'],
        steps: [
          { ask: 'topic', say: 'What is it about?', must: true, by: 'ada' },
          { tell: 'Ada says {topic}.', by: 'ben' },
        ],
      },
    ])
    expect(wrongIn(apart)).toEqual([
      'scene “apart”, line “Ada says {topic}.”: It needs “topic”, which somebody else is asked in the same scene: ben cannot know it yet.',
    ])
  })

  it('finds private words quoted to somebody else, and private words that decide what they see', () => {
    const quoted = (second: Steps): Dialog =>
      withScenes([
        {
          scene: 'one',
          title: 'One',
          by: 'ada',
          steps: [{ ask: 'topic', say: 'What is it about?', must: true, readers: 'mine' }],
        },
        {
          scene: 'two',
          title: 'Two',
          by: 'ben',
          steps: [{ ask: 'mood', say: 'How?', must: true }, ...second],
        },
      ])
    expect(wrongIn(quoted([{ tell: 'Ada says {topic}.' }]))[0]).toContain('which ben does not read')
    expect(wrongIn(quoted([{ tell: 'Well.', when: { topic: 'answered' } }]))[0]).toContain(
      'which ben does not read',
    )
  })

  it('finds private words that would come back in a message to their own author', () => {
    expect(
      wrongIn(
        byAda([
          { ask: 'topic', say: 'What is it about?', must: true, readers: 'mine' },
          { tell: 'You wrote {topic}.' },
        ]),
      )[0],
    ).toContain('that text is for a form alone')
  })

  it('finds a wording that reads as nothing when its answer was skipped', () => {
    expect(wrongIn(byAda([...rest, { tell: 'On {day}.' }]))[0]).toContain('when “day” was skipped')
    expect(wrongIn(byAda([...rest, { tell: 'On {day}.', when: { day: 'answered' } }]))).toEqual([])
  })

  it('finds one that reads as nothing when the answer was “none”', () => {
    expect(wrongIn(byAda([...rest, { tell: 'Next: {plan}.' }]))[0]).toContain('“plan” was skipped')
  })

  it('finds one that reads as nothing when a scene was closed without its answers', () => {
    const closed = (whenOver: 'close' | 'end'): Dialog =>
      withScenes([
        {
          scene: 'one',
          title: 'One',
          by: 'ada',
          until: { workingDays: 2, whenOver },
          steps: [{ ask: 'topic', say: 'What is it about?', must: true }],
        },
        {
          scene: 'two',
          title: 'Two',
          by: 'ben',
          opens: 'Ada says {topic}.',
          steps: [{ ask: 'mood', say: 'How?', must: true }],
        },
      ])
    expect(wrongIn(closed('close'))[0]).toContain('when “topic” was skipped')
    expect(wrongIn(closed('end'))).toEqual([])
  })

  it('finds a field that the things of a loop do not have', () => {
    const looped = withScenes(
      [
        {
          scene: 'one',
          title: 'One',
          by: 'ada',
          steps: [
            ...rest.slice(0, 5),
            {
              each: 'things',
              into: 'each',
              steps: [
                { ask: 'view', say: '{whta}: how is it?', when: { item: { size: ['big'] } } },
              ],
            },
          ],
        },
      ],
      { given: { things: 'things' } },
    )
    expect(wrongIn(looped)).toEqual([
      'scene “one”, question “view”: It names {whta}, which nobody is asked and nothing brings along.',
      'scene “one”, question “view”: It looks at “size”, which the things of this loop do not have.',
    ])
  })

  it('finds an answer in a heading, which every reader of the record would see', () => {
    const steps = rest.map(step =>
      'ask' in step && step.ask === 'day' ? { ...step, heading: 'About {topic}' } : step,
    )
    expect(wrongIn(byAda(steps))[0]).toContain('The heading names an answer')
  })
})

describe('readers', () => {
  it('finds somebody who could not read the own answer', () => {
    const asked = withScenes([
      {
        scene: 'one',
        title: 'One',
        by: ['ada', 'ben'],
        steps: [{ ask: 'topic', say: 'What is it about?', must: true, readers: 'adaOnly' }],
      },
    ])
    expect(wrongIn(asked)).toEqual([
      'scene “one”, question “topic”: ben is asked, and could not read the own answer afterwards (“adaOnly”).',
    ])
  })

  it('finds a stance of somebody unknown, and of one who reads nothing', () => {
    const files = { record: 'X', readers: 'adaOnly', stances: ['ben'] } as const
    expect(
      wrongIn(withScenes([{ scene: 'one', title: 'One', by: 'ada', steps: rest }], { files }))[0],
    ).toContain('a record of which they read nothing')
    const unknown = { record: 'X', readers: 'both', stances: ['cleo'] }
    expect(
      wrongIn(
        withScenes([{ scene: 'one', title: 'One', by: 'ada', steps: rest }], { files: unknown }),
      )[0],
    ).toContain('cleo should take a stance, but is no party')
  })

  it('finds a command that would copy private words to where others read', () => {
    const steps = rest.map(step =>
      'ask' in step && step.ask === 'ideas' ? { ...step, readers: 'mine' } : step,
    )
    const files = {
      record: 'X',
      readers: 'both',
      stances: [],
      leadsTo: [{ command: 'add', from: 'ideas' }],
    } as const
    expect(
      wrongIn(withScenes([{ scene: 'one', title: 'One', by: 'ada', steps }], { files })),
    ).toContain('what it files: “add” would copy “ideas” out of its narrow circle.')
  })
})

describe('the way through', () => {
  it('finds a dialog in which nothing has to be answered', () => {
    expect(wrongIn(byAda([{ ask: 'topic', say: 'What is it about?' }]))).toEqual([
      'the dialog: No question is on the essential path, so nothing would be asked.',
    ])
  })

  it('finds a question that one person is asked twice, unless only one of the two can come', () => {
    const twice: Steps = [...rest, { ask: 'topic', say: 'Again?' }]
    expect(wrongIn(byAda(twice))[0]).toContain('asked this twice')
    const either: Steps = [
      ...rest.slice(1),
      { ask: 'topic', say: 'Heavy?', must: true, when: { mood: ['Heavy'] } },
      { ask: 'topic', say: 'Light?', must: true, when: { mood: ['Light'] } },
    ]
    expect(wrongIn(byAda(either))).toEqual([])
  })

  it('finds a wait that could last for ever', () => {
    expect(wrongIn(byAda([...rest, { wait: 'day' }]))[0]).toContain('may never be answered')
    expect(wrongIn(byAda([...rest, { wait: 'topic' }]))[0]).toContain('which is no date')
  })

  it('finds a dialog nobody knows, and lists those that are not built yet with what to do instead', () => {
    expect(wrongIn(byAda([...rest, { start: 'nowhere', how: 'after' }]))[0]).toContain(
      'Nobody knows the dialog “nowhere”',
    )
    expect(plannedStarts(byAda([...rest, { start: 'later', how: 'aside' }]), all)).toEqual([
      {
        where: 'scene “one”, start of “later”',
        start: 'later',
        line: 'Write it on paper for now.',
      },
    ])
  })

  it('finds a loop over nothing, and one over a text', () => {
    const loops = (each: string): Dialog =>
      withScenes(
        [
          {
            scene: 'one',
            title: 'One',
            by: 'ada',
            steps: [
              ...rest.slice(0, 5),
              { each, into: 'each', steps: [{ ask: 'view', say: 'And this?' }] },
            ],
          },
        ],
        each === 'note' ? { given: { note: 'note' } } : {},
      )
    expect(wrongIn(loops('mood'))[0]).toContain('There is no list “mood” to go through')
    expect(wrongIn(loops('note'))[0]).toContain('is a text, not a list')
  })

  it('finds what is read and never used, and what nobody can read', () => {
    const given = { note: 'nowhere' }
    expect(
      wrongIn(withScenes([{ scene: 'one', title: 'One', by: 'ada', steps: rest }], { given })),
    ).toEqual([
      'given “note”: Nobody knows how to read “nowhere”.',
      'given “note”: It is read and never used.',
    ])
  })

  it('finds a kind of answer that nobody is asked for', () => {
    const found = checkDialog(byAda(rest.slice(0, 2)), all).map(({ where }) => where)
    expect(found).toEqual([
      'answer “day”',
      'answer “number”',
      'answer “ideas”',
      'answer “each/view”',
      'answer “plan”',
    ])
  })
})

describe('how it is said', () => {
  it('finds words that are not allowed, as whole words', () => {
    expect(wrongIn(byAda([...rest, { tell: 'This is Overdue!' }]))).toEqual([
      'scene “one”, line “This is Overdue!”: It says “overdue”.',
      'scene “one”, line “This is Overdue!”: It says “!”.',
    ])
    expect(wrongIn(byAda([...rest, { tell: 'The overdueness of things.' }]))).toEqual([])
  })

  it('advises against two questions at once, long ones and straight apostrophes', () => {
    const advice = checkDialog(
      byAda([
        ...rest.slice(1),
        { ask: 'topic', say: `What's this? And ${'very '.repeat(40)}that?`, must: true },
      ]),
      all,
    )
    expect(advice.map(({ weight }) => weight)).toEqual(['advice', 'advice', 'advice'])
    expect(advice.map(({ wrong }) => wrong).join(' ')).toContain('asks two things at once')
  })

  it('finds an emoji', () => {
    expect(wrongIn(byAda([...rest, { tell: 'Well done 🎉' }]))[0]).toContain('emoji')
  })
})
