import { question } from '../../questions.ts'
import type { ImprovementScene } from './answers.ts'
import { banner } from './gate.ts'

/** Steps 4 to 8, the worker’s part: spoken first, written here. Own view and own ideas come before any plan. */
export const talk: ImprovementScene = {
  scene: 'talk',
  title: 'How {worker} sees it',
  by: 'worker',
  gentle: true,
  until: { workingDays: 15, whenOver: 'close' },
  opens: `{supervisor} would like {minutes} minutes with you about this: {clause}. It is meant to help you get there; it is not a formal step. You will hear examples, and your view and your ideas come before any plan. You may bring notes, and ask for another time.\n${banner}`,
  done: 'Send to {supervisor}',
  steps: [
    {
      ask: 'ready',
      say: 'Is now a good time to read it and answer?',
      must: true,
      readers: 'priv',
      hint: 'Another day is fine, and so is asking somebody first.',
      heading: 'A good time?',
    },
    {
      tell: 'HR, a union or an adviser can go through it with you, before you say anything here.',
      when: { ready: ['I want advice first'] },
    },
    {
      ask: 'readyOn',
      say: 'Which day suits you?',
      must: true,
      readers: 'priv',
      when: { ready: ['Another day', 'I want advice first'] },
      heading: 'Another day',
    },
    {
      wait: 'readyOn',
      when: { ready: ['Another day', 'I want advice first'] },
      say: 'Good. I will come back to you on {readyOn}.',
    },
    { tell: 'What you both promised, as {supervisor} puts it: {summary}' },
    {
      ask: 'remember',
      say: 'Is that how you remember it?',
      must: true,
      heading: '{worker} remembers it so',
    },
    {
      ask: 'rememberOwn',
      say: 'How do you remember it?',
      when: { remember: ['Mostly', 'No'] },
      must: true,
      heading: 'As {worker} remembers it',
    },
    {
      ask: 'ownStrengths',
      say: 'What do you do well here that should not get lost?',
      must: true,
      heading: 'Strengths, as {worker} sees them',
    },
    { tell: '{supervisor} sees these strengths: {strengths}' },
    { tell: 'Why it matters: {matters}\nWho feels the difference: {whoFeels}' },
    {
      each: 'findings',
      into: 'findingViews',
      must: true,
      steps: [
        { tell: 'Finding {number}, {on} ({source}): {found}' },
        {
          ask: 'view',
          say: 'Finding {number}: how do you see it?',
          heading: 'Finding {number}, as {worker} sees it',
        },
      ],
    },
    {
      each: 'needs',
      into: 'views',
      must: true,
      steps: [
        {
          tell: 'What has to improve: {standard}\nWhat was found: {finding}\nThe gap: {gap}\nWhat it leads to: {effect}',
        },
        {
          ask: 'view',
          say: 'What do you recognise here, and what is missing or wrong?',
          must: true,
          hint: '“I’d rather talk first” is a good answer too.',
          heading: 'To improve {number}, as {worker} sees it',
        },
      ],
    },
    {
      ask: 'context',
      say: 'What gets in the way?',
      must: true,
      hint: 'If it is about health or home, “A private reason” is enough.',
      heading: 'What gets in the way',
    },
    {
      tell: 'You never have to write what it is. HR can talk with you about adjustments, in confidence.',
      when: { context: ['A private reason'] },
    },
    {
      ask: 'thinking',
      say: 'Your ideas come first. Would you like to write them now?',
      must: true,
      readers: 'priv',
      heading: 'Time to think',
    },
    {
      tell: `Three questions that may help you think.\n${question('qE2')}\n${question('qC2')}\n${question('qM1')}`,
      when: { thinking: ['Help me think'] },
    },
    {
      wait: { workingDays: 2 },
      when: { thinking: ['I would like two days'] },
      say: 'Take two days. I will come back to you then, and nothing happens before.',
    },
    {
      ask: 'ideas',
      say: 'What would you try?',
      must: true,
      hint: 'One idea on each line. When did you manage it before?',
      probes: [
        ['dontKnow', question('qE2')],
        ['empty', question('qM1')],
      ],
      heading: '{worker}’s ideas',
    },
    {
      ask: 'help',
      say: 'Would any of this help you?',
      must: true,
      hint: 'Someone else: a colleague as mentor, or a coach who works with you on goals only.',
      heading: 'Help that {worker} would like',
    },
    {
      ask: 'helpWho',
      say: 'Whom do you have in mind?',
      when: { help: ['Someone else'] },
      heading: 'Someone else',
    },
  ],
}
