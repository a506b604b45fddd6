import { question } from '../questions.ts'
import type { FeedbackScene } from './feedback.ts'

/** Third movement: strengths first, then at most one thing to grow; the worker’s ideas before the supervisor’s. */
export const exchange: FeedbackScene = {
  scene: 'exchange',
  title: 'The exchange',
  by: 'worker',
  until: { workingDays: 10, whenOver: 'end' },
  done: 'Send to {supervisor}',
  steps: [
    { tell: '{supervisor} saw this work: {strengths}' },
    {
      ask: 'howDone',
      say: 'Which of these did you know about, and how did you do it?',
      heading: 'How {worker} did it',
    },
    {
      tell: 'One thing to grow.\nWhat you two expect: {standard}\nWhat {supervisor} saw: {growth}',
      when: { standard: 'answered' },
    },
    {
      tell: 'Who would notice a change: {effect}',
      when: { standard: 'answered', effect: 'answered' },
    },
    {
      ask: 'seesIt',
      say: 'How do you see it?',
      must: true,
      when: { standard: 'answered' },
      heading: 'How {worker} sees it',
    },
    {
      ask: 'ownView',
      say: 'What is your view? Both views will stand in the record.',
      must: true,
      when: { seesIt: ['Partly', 'I see it differently'] },
      heading: '{worker}’s view',
    },
    {
      ask: 'ideas',
      say: 'What would help you to go on doing this?',
      must: true,
      when: { standard: 'empty' },
      hint: 'One idea on each line.',
      probes: [
        ['dontKnow', question('qB8')],
        ['empty', question('qB8')],
      ],
      heading: '{worker}’s ideas',
    },
    {
      ask: 'ideas',
      say: 'Which ideas would keep the good, and shift this?',
      must: true,
      when: { standard: 'answered' },
      hint: 'One idea on each line.',
      probes: [
        ['dontKnow', question('qE1')],
        ['empty', question('qE2')],
      ],
      heading: '{worker}’s ideas',
    },
    {
      ask: 'support',
      say: 'What do you need from {supervisor}?',
      heading: 'What {worker} needs',
    },
  ],
}

/** Fourth movement: one thing to keep, one to try. */
export const build: FeedbackScene = {
  scene: 'build',
  title: 'The plan',
  by: 'supervisor',
  done: 'Go to the last question',
  steps: [
    { tell: 'How it went, from where {worker} stood: {selfAssess}' },
    { tell: 'What {worker} would do differently: {selfGrow}', when: { selfGrow: 'answered' } },
    { tell: 'How {worker} did it: {howDone}', when: { howDone: 'answered' } },
    {
      tell: '{worker} sees it differently: {ownView}\nBoth views stand, and it is on your next agenda. Nothing has to be settled here.',
      when: { seesIt: ['I see it differently'], ownView: 'answered' },
    },
    {
      tell: '{worker} sees part of it so: {ownView}\nBoth views stand.',
      when: { seesIt: ['Partly'], ownView: 'answered' },
    },
    { tell: '{worker}’s ideas: {ideas}', when: { ideas: 'answered' } },
    { tell: '{worker} would like this from you: {support}', when: { support: 'answered' } },
    {
      ask: 'plan',
      say: 'What is one thing to keep doing, and one to try?',
      must: true,
      hint: 'Start from {worker}’s ideas. One action on each line, such as: Open with the child’s own words - {worker} - by 4 December.',
      assume: { who: '{worker}', by: ['{followUp}', '{in 28 days}'] },
      heading: 'To keep and to try',
    },
    {
      ask: 'clause',
      say: 'Does this touch anything you two agreed?',
      heading: 'Touches the agreement',
    },
    {
      start: 'working-agreement',
      how: 'after',
      when: { clause: ['Yes, let’s rewrite it'] },
    },
    {
      ask: 'joins',
      say: 'Should the growth point join a plan?',
      when: { standard: 'answered' },
      heading: 'Joins a plan',
    },
    { start: 'learning', how: 'after', when: { joins: ['Learning plan'] } },
    { start: 'iedp', how: 'after', when: { joins: ['Leadership development plan'] } },
    { start: 'coaching-plan', how: 'after', when: { joins: ['Coaching plan'] } },
    {
      ask: 'followUp',
      say: 'When will you two look at this again?',
      assume: '{in 28 days}',
      heading: 'We look again on',
    },
  ],
}
