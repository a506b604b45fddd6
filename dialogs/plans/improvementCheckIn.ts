import * as z from 'zod'

import { actions, choice, comingDate, line, long, scale } from '../../src/core/answers.ts'
import { dialog } from '../../src/domain/format.ts'

/** Step 10 of the plan, each time the two look at it: what moved first, numbers second, one thing next. */
export const improvementCheckIn = dialog({
  id: 'improvement-check-in',
  version: 1,
  title: 'Check in on the plan',
  source: 'D14, step 10',
  about: 'What moved, where each goal is, and what comes next. Strengths first.',
  minutes: 5,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: { plan: 'improvement.plan', goals: 'improvement.goals' },
  answers: {
    moved: long,
    noticed: long,
    marks: z.record(z.string(), z.object({ number: scale, sees: scale, example: line })),
    helped: line,
    strength: long,
    next: actions,
    halfWay: choice(['Not now', 'Yes']),
    nextOn: comingDate,
  },
  scenes: [
    {
      scene: 'apart',
      title: 'How it is going',
      by: ['worker', 'supervisor'],
      until: { workingDays: 3, whenOver: 'close' },
      opens:
        'Each of you answers alone. You read each other’s answers when both are in, or after three working days.',
      steps: [
        {
          stop: 'There is no plan to look at yet. “Make a plan to get there” starts one.',
          when: { plan: 'empty' },
        },
        {
          ask: 'moved',
          by: 'worker',
          say: 'What has moved since last time, even a little?',
          must: true,
          heading: 'What moved, as {worker} sees it',
        },
        {
          ask: 'noticed',
          by: 'supervisor',
          say: 'Start with a strength: what have you seen move, even a little?',
          must: true,
          probes: [['generic', 'What exactly did they do, and what difference did it make?']],
          heading: 'What moved, as {supervisor} sees it',
        },
        {
          each: 'goals',
          into: 'marks',
          must: true,
          steps: [
            {
              ask: 'number',
              by: 'worker',
              say: 'From 0 to 10: where is “{goal}” today?',
              must: true,
              hint: '10 is the aim you two agreed.',
              heading: '{goal}: 0 to 10, as {worker} sees it',
            },
            {
              ask: 'sees',
              by: 'supervisor',
              say: 'From 0 to 10: where is “{goal}” today?',
              must: true,
              hint: '10 is the aim you two agreed.',
              heading: '{goal}: 0 to 10, as {supervisor} sees it',
            },
            {
              ask: 'example',
              say: 'What is one example?',
              heading: '{goal}: an example from {me}',
            },
          ],
        },
        { ask: 'helped', say: 'What helped?', heading: 'What helped, says {me}' },
      ],
    },
    {
      scene: 'next',
      title: 'What comes next',
      by: 'supervisor',
      done: 'Share with {worker}',
      steps: [
        { tell: 'What moved, as {worker} sees it: {moved}', when: { moved: 'answered' } },
        {
          each: 'goals',
          into: 'marks',
          must: true,
          steps: [
            {
              tell: '“{goal}”: {worker} is at {number}, you are at {sees}.',
              when: { number: 'answered', sees: 'answered' },
            },
          ],
        },
        {
          ask: 'strength',
          say: 'Which strength will you name to {worker} aloud?',
          must: true,
          probes: [['generic', 'What exactly did they do, and what difference did it make?']],
          heading: 'A strength to build on',
        },
        {
          ask: 'next',
          say: 'What comes next? One step on each line, yours too.',
          must: true,
          assume: { who: '{worker}', by: ['{nextOn}', '{in 7 days}'] },
          heading: 'What comes next',
        },
        {
          ask: 'halfWay',
          say: 'Is this half-way, and a good moment for fuller feedback?',
          heading: 'Fuller feedback half-way',
        },
        { start: 'feedback', how: 'after', when: { halfWay: ['Yes'] } },
        {
          ask: 'nextOn',
          say: 'When do you two look again?',
          assume: '{in 7 days}',
          heading: 'We look again on',
        },
      ],
    },
  ],
  files: {
    record: 'R12',
    readers: 'restricted',
    stances: ['supervisor', 'worker'],
    into: 'plan',
  },
})
