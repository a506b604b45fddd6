import { question } from '../questions.ts'
import type { CoachingSessionScene } from './coachingSession.ts'

type Steps = CoachingSessionScene['steps']

const plan = { when: { preview: ['Yes, share this line'] }, otherwise: 'coachLearner' } as const

/** New ways to see it, and ways forward: the learner’s before the coach’s. */
export const options: Steps = [
  {
    ask: 'lenses',
    say: 'Through whose eyes shall we look? Choose at least two.',
    probes: [['fewerThan2', 'And from the person least likely to agree?']],
    heading: 'Looked at through the eyes of',
  },
  {
    each: 'lenses',
    into: 'perspectives',
    steps: [
      {
        ask: 'view',
        say: question('qR5'),
        when: { item: { text: ['Someone on your team'] } },
        heading: '{text}',
      },
      {
        ask: 'view',
        say: question('qR6'),
        when: { item: { text: ['Your sponsor'] } },
        heading: '{text}',
      },
      {
        ask: 'view',
        say: '{text}: what does it look like from there?',
        when: { item: { text: ['The organisation'] } },
        hint: question('qR3'),
        heading: '{text}',
      },
      {
        ask: 'view',
        say: '{text}: what does it look like from there?',
        when: { item: { text: ['A family', 'You in a year', 'Someone who disagrees'] } },
        heading: '{text}',
      },
    ],
  },
  {
    ask: 'options',
    say: 'Which ways forward do you see? Three would be good; one may be odd.',
    must: true,
    hint: '{learner}’s own, one on each line.',
    probes: [
      ['fewerThan2', 'What else could you do, even if it sounds odd?'],
      ['dontKnow', question('qE2')],
    ],
    heading: 'Ways forward',
  },
  { ask: 'mayAdd', say: 'May I add one?', heading: 'May the coach add one' },
  {
    ask: 'added',
    say: 'Which one do you add, as coach?',
    must: true,
    when: { mayAdd: ['Yes'] },
    heading: 'One more, from {coach}',
  },
  {
    ask: 'chosen',
    say: 'Which is most useful and practical, and what makes it yours?',
    heading: 'Chosen, and why',
  },
]

/** What will be tried, how sure, and what the plan says of it. */
export const will: Steps = [
  {
    ask: 'task',
    say: 'What will you try, when, and with whom? Two things at most.',
    must: true,
    hint: 'Best as “When …, I will …”, one on each line. {sponsor} reads this only if {learner} agrees.',
    readers: 'tri',
    release: plan,
    assume: { who: '{learner}', by: ['{next}', '{in 14 days}'] },
    probes: [['noMoment', question('qN2')]],
    heading: 'Task',
  },
  { ask: 'watchFor', say: 'What will you watch for?', heading: 'To watch for' },
  { ask: 'confidence', say: question('qS4'), heading: 'How sure, 0 to 10' },
  {
    ask: 'easier',
    say: 'Make it smaller, or add help?',
    must: true,
    when: { confidence: { below: 6 } },
    heading: 'Easier',
  },
  {
    ask: 'taskNow',
    say: 'How does the task read now?',
    must: true,
    when: { easier: ['Make it smaller', 'Add help'] },
    hint: '{sponsor} reads this only if {learner} agrees.',
    readers: 'tri',
    release: plan,
    heading: 'Task, made easier',
  },
  {
    ask: 'progress',
    say: 'For the plan, in one line: where is this goal now?',
    must: true,
    hint: '{sponsor} reads this only if {learner} agrees.',
    readers: 'tri',
    release: plan,
    heading: 'Progress',
  },
  { ask: 'next', say: 'When do you meet next?', must: true, heading: 'Next session' },
  {
    ask: 'planStands',
    say: 'Does the coaching plan still stand as it is?',
    heading: 'The coaching plan',
  },
  { start: 'coaching-plan', how: 'after', when: { planStands: ['Something should change'] } },
]
