import { question } from '../questions.ts'
import { options, will } from './coachingOptions.ts'
import type { CoachingSessionScene } from './coachingSession.ts'

/** Better, same or worse first; then goal and reality. */
export const session: CoachingSessionScene = {
  scene: 'session',
  title: 'The session',
  by: 'coach',
  opens: 'You ask aloud and write what {learner} says. No names of families or colleagues.',
  done: 'Show {learner} the line for the plan',
  steps: [
    { tell: '{learner} is hoping for this: {wish}', when: { wish: 'answered' } },
    { ask: 'held', say: 'How did you meet?', must: true, readers: 'tri', heading: 'We met' },
    { start: 'reschedule', how: 'instead', when: { held: ['It was moved'] } },
    {
      ask: 'on',
      say: 'Which day was it?',
      readers: 'tri',
      assume: ['{on}', '{today}'],
      heading: 'Date',
    },
    { ask: 'minutes', say: 'How many minutes did you have?', heading: 'Minutes' },
    {
      ask: 'opening',
      say: 'Since you last met: better, about the same, or harder?',
      must: true,
      heading: 'Since last time',
    },
    {
      ask: 'better',
      say: question('qB1'),
      when: { opening: ['Better'] },
      heading: 'What went better',
    },
    {
      ask: 'firstMove',
      say: question('qB2'),
      when: { opening: ['Better'] },
      heading: 'The first move',
    },
    {
      ask: 'managed',
      say: question('qB3'),
      when: { opening: ['Better'] },
      heading: 'How {learner} managed it',
    },
    {
      ask: 'whoNoticed',
      say: question('qB4'),
      when: { opening: ['Better'] },
      heading: 'Who noticed',
    },
    { ask: 'whatElse', say: question('qB5'), when: { opening: ['Better'] }, heading: 'What else' },
    {
      ask: 'holding',
      say: question('qB6'),
      when: { opening: ['About the same'] },
      heading: 'What keeps it steady',
    },
    {
      ask: 'harder',
      say: question('qB7'),
      when: { opening: ['Harder'] },
      heading: 'What {learner} learned, and what kept {learner} trying',
    },
    {
      ask: 'contract',
      say: 'What do you want from our time today?',
      must: true,
      heading: 'Wanted from today',
    },
    {
      each: 'openActions',
      into: 'followed',
      steps: [
        {
          ask: 'now',
          say: '“{what}”: where is it?',
          hint: '“Not yet” is news too.',
          heading: '{what}',
        },
        {
          ask: 'learned',
          say: '“{what}”: what did you learn from it?',
          when: { now: 'answered' },
          heading: '{what}: learned',
        },
      ],
    },
    {
      ask: 'goal',
      say: 'Which goal is today about?',
      must: true,
      from: 'goals',
      readers: 'tri',
      hint: '{sponsor} reads this only if {learner} agrees.',
      release: { when: { preview: ['Yes, share this line'] }, otherwise: 'coachLearner' },
      heading: 'Goal',
    },
    { ask: 'area', say: 'Which area does it belong to?', heading: 'Area' },
    {
      ask: 'reality',
      say: 'What happened, what did you do, and what did others do?',
      must: true,
      hint: 'No names: “the older sibling” says enough.',
      heading: 'What happened',
    },
    { ask: 'number', say: question('qS9'), heading: 'The goal, 0 to 10' },
    {
      ask: 'strength',
      say: 'Your feedback, as coach: which strength did you see, and what did it lead to?',
      probes: [
        ['generic', 'What exactly did they do, and what difference did it make?'],
        ['traitWords', 'What would a camera have shown?'],
      ],
      heading: 'A strength {coach} saw',
    },
    {
      ask: 'observation',
      say: 'And one thing you noticed, without judging it?',
      probes: [['traitWords', 'What would a camera have shown?']],
      heading: 'What {coach} noticed',
    },
    {
      ask: 'fits',
      say: 'How does that fit with how you see it?',
      when: [{ strength: 'answered' }, { observation: 'answered' }],
      heading: 'How it fits, as {learner} sees it',
    },
    ...options,
    ...will,
  ],
}
