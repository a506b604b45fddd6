import type { ImprovementScene } from './answers.ts'

/** What an improvement plan is; shown to both before anything else. */
export const banner =
  'This is about getting there, before any formal process. It is not a disciplinary record. Either of you may stop, and ask HR, a union or an adviser.'

/** Before step 1: is this the right way at all? All of it stays with the supervisor. */
export const gate: ImprovementScene = {
  scene: 'gate',
  title: 'Before the steps',
  by: 'supervisor',
  done: 'Go on to step 1',
  steps: [
    { tell: banner },
    {
      ask: 'about',
      say: 'What is this about?',
      must: true,
      readers: 'priv',
      hint: 'Tick all that fit. Only you will read this.',
      heading: 'What it is about',
    },
    { start: 'safety', how: 'instead', when: { about: ['Safety of a child'] } },
    {
      stop: 'Possible misconduct has its own route, so I stop here. Your policy says whom to speak to first; HR can help you find it. Nothing was kept.',
      when: { about: ['Possible misconduct'] },
    },
    {
      stop: 'Possible discrimination has its own route, so I stop here. Your equality policy and HR say who can help, and whom it protects. Nothing was kept.',
      when: { about: ['Possible discrimination'] },
    },
    {
      stop: 'Once a formal procedure is under way, people decide by its rules, and I stop here. HR can tell you what comes next. Nothing was kept.',
      when: { about: ['A formal procedure is under way'] },
    },
    {
      ask: 'adjustments',
      say: 'Have you talked with HR about adjustments that could help {worker} at work?',
      must: true,
      readers: 'priv',
      when: { about: ['Health / disability / caring'] },
      hint: 'Please write nothing about anyone’s health, here or later.',
      heading: 'Talked with HR about adjustments',
    },
    {
      stop: 'Talk with HR about adjustments first: they may be all that is needed. You can start here again afterwards. Nothing was kept.',
      when: { adjustments: ['Not yet'] },
    },
    {
      ask: 'since',
      say: 'When did you first notice?',
      must: true,
      readers: 'priv',
      heading: 'First noticed',
    },
    {
      ask: 'saidBefore',
      say: 'Have you said it to {worker} before?',
      must: true,
      readers: 'priv',
      heading: 'Said before',
    },
    {
      tell: 'It has been there for two months or more without being said plainly. Own that delay when you open: it is yours, not {worker}’s.',
      when: { since: { daysAgo: 60 }, saidBefore: ['Not yet', 'In passing'] },
    },
  ],
}
