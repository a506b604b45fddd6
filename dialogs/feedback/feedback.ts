import { actions, choice, comingDate, line, list, long, several } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'
import { build, exchange } from './feedbackPlan.ts'
import { prepare } from './feedbackPrepare.ts'

const answers = {
  wish: line,
  occasion: long,
  topic: line,
  strengths: list,
  standard: line,
  growth: long,
  effect: line,
  myPart: long,
  check: several([
    'I have looked whether others do the same',
    'What I know is complete',
    'I would say it the same way to anyone',
  ]),
  permission: choice(['Now is fine', 'Another day']),
  laterOn: comingDate,
  selfAssess: long,
  selfGrow: long,
  howDone: long,
  seesIt: choice(['I see it too', 'Partly', 'I see it differently']),
  ownView: long,
  ideas: list,
  support: several(['An example', 'Practice', 'Time', 'Information', 'Coaching']),
  plan: actions,
  clause: choice(['No', 'Yes, as a reminder', 'Yes, let’s rewrite it']),
  joins: choice(['Not now', 'Learning plan', 'Leadership development plan', 'Coaching plan']),
  followUp: comingDate,
  back: long,
}

export type FeedbackScene = Scene<
  typeof answers,
  'supervisor' | 'worker',
  'startedBy' | 'expectations',
  Audience,
  Probe
>

/**
 * Strength-based feedback in five movements: prepare, open, exchange, build, close.
 * Rules of the practice: behaviour, not character; seen, not heard of; one growth point at most; no scores; the worker speaks first.
 */
export const feedback = dialog({
  id: 'feedback',
  version: 1,
  title: 'Feedback',
  source: 'D13',
  about: 'Name what works, grow one thing at most, plan it together. {worker} speaks first.',
  minutes: 10,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: { startedBy: 'run.startedBy', expectations: 'agreement.expectations' },
  answers,
  scenes: [
    {
      scene: 'request',
      title: 'The wish',
      by: 'worker',
      when: { startedBy: ['worker'] },
      done: 'Ask {supervisor}',
      steps: [
        {
          ask: 'wish',
          say: 'What would you like feedback on?',
          must: true,
          hint: 'A piece of work, a skill, a moment. {supervisor} reads this.',
          heading: '{worker} asked for feedback on',
        },
      ],
    },
    prepare,
    {
      scene: 'open',
      title: 'How {worker} sees it',
      by: 'worker',
      until: { workingDays: 10, whenOver: 'end' },
      opens:
        '{supervisor} has feedback for you. You speak first, and your ideas come before a plan.',
      done: 'Read what {supervisor} saw',
      steps: [
        {
          ask: 'permission',
          say: 'Is now a good time for feedback on “{topic}”?',
          must: true,
          hint: 'Another day is fine.',
          heading: 'A good time?',
        },
        {
          ask: 'laterOn',
          say: 'Which day suits you?',
          must: true,
          when: { permission: ['Another day'] },
          heading: 'Another day',
        },
        {
          wait: 'laterOn',
          when: { permission: ['Another day'] },
          say: 'Good. I will come back to you on {laterOn}.',
        },
        {
          ask: 'selfAssess',
          say: 'How did it go from where you stood, and what are you pleased with?',
          must: true,
          hint: 'And what would you do again?',
          probes: [
            ['onlyNegative', 'And what kept it from going worse?'],
            ['short', 'A number from 0 to 10 is fine too. What puts it there?'],
            ['empty', 'A number from 0 to 10 is fine too. What puts it there?'],
          ],
          heading: 'How it went, from where {worker} stood',
        },
        {
          ask: 'selfGrow',
          say: 'If you had it again, what one thing would you do differently?',
          when: { standard: 'answered' },
          heading: 'What {worker} would do differently',
        },
      ],
    },
    exchange,
    build,
    {
      scene: 'close',
      title: 'Back and forth',
      by: ['worker', 'supervisor'],
      until: { workingDays: 5, whenOver: 'close' },
      opens: 'One question to each of you, apart. You read each other’s answers when both are in.',
      steps: [
        {
          ask: 'back',
          say: 'What was useful in how {other} did this, and what could be different next time?',
          heading: '{me}: useful, and for next time',
        },
      ],
    },
  ],
  files: {
    record: 'R11',
    readers: 'pair',
    stances: ['supervisor', 'worker'],
    leadsTo: [
      { command: 'action.add', from: 'plan' },
      { command: 'agenda.add', from: 'topic', when: { seesIt: ['I see it differently'] } },
    ],
  },
})
