import type { ImprovementScene } from './answers.ts'

/** Steps 7 to 10, written by the supervisor from what the two said. */
export const plan: ImprovementScene = {
  scene: 'plan',
  title: 'The plan',
  by: 'supervisor',
  done: 'Show {worker} the plan',
  steps: [
    {
      tell: '{worker} remembers the agreement differently: {rememberOwn}',
      when: { remember: ['Mostly', 'No'], rememberOwn: 'answered' },
    },
    {
      tell: 'Strengths, as {worker} sees them: {ownStrengths}',
      when: { ownStrengths: 'answered' },
    },
    {
      each: 'views',
      into: 'responses',
      must: true,
      steps: [
        { tell: 'What {worker} says on point {number}: {view}' },
        {
          ask: 'now',
          say: 'Point {number}: after hearing that, what becomes of it?',
          must: true,
          heading: 'To improve {number}, after the talk',
        },
        {
          ask: 'instead',
          say: 'Point {number}: how does it read now?',
          must: true,
          when: { now: ['It changes'] },
          heading: 'To improve {number}, as it reads now',
        },
      ],
    },
    { tell: 'What gets in the way: {context}', when: { context: 'answered' } },
    {
      tell: '{worker} named a private reason. Leave it private: no question about it, here or aloud. HR can help with adjustments.',
      when: { context: ['A private reason'] },
    },
    { tell: 'Step 7. {worker}’s ideas: {ideas}', when: { ideas: 'answered' } },
    {
      ask: 'heard',
      say: 'Step 7. {worker} has written nothing here. Which ideas did {worker} have in your talk?',
      must: true,
      when: { ideas: 'empty' },
      heading: '{worker}’s ideas, as heard in the talk',
    },
    {
      ask: 'adds',
      say: 'Which ideas would you add?',
      hint: 'One on each line.',
      heading: '{supervisor}’s ideas',
    },
    { tell: 'Step 8. {worker} would like this: {help}', when: { help: 'answered' } },
    {
      ask: 'offer',
      say: 'Step 8. What do you offer: who does what with {worker}, and when?',
      must: true,
      when: {
        help: [
          'Show me',
          'Do it together',
          'Watch me (then we talk it through)',
          'Let me practise',
          'Someone else',
        ],
      },
      heading: 'Coaching on offer',
    },
    {
      repeat: 'goals',
      upTo: 3,
      again: 'Step 9. Is there another goal? Three are the most.',
      must: true,
      steps: [
        {
          ask: 'goal',
          say: 'Step 9. Goal {number}: what will be different?',
          must: true,
          hint: 'Use {worker}’s words where you can.',
          probes: [['vague', 'What would one see someone doing?']],
          heading: 'Goal {number}',
        },
        {
          ask: 'measure',
          say: 'Goal {number}: how will both of you see it?',
          must: true,
          heading: 'Goal {number}: how we see it',
        },
        {
          ask: 'baseline',
          say: 'Goal {number}: where is it today?',
          must: true,
          probes: [['notMeasurable', 'As a number, or as something one could count?']],
          heading: 'Goal {number}: today',
        },
        {
          ask: 'target',
          say: 'Goal {number}: where should it be?',
          must: true,
          probes: [['notMeasurable', 'As a number, or as something one could count?']],
          heading: 'Goal {number}: the aim',
        },
        {
          ask: 'reach',
          say: 'Goal {number}: what makes it within reach?',
          heading: 'Goal {number}: within reach because',
        },
        { ask: 'by', say: 'Goal {number}: by when?', must: true, heading: 'Goal {number}: by' },
      ],
    },
    {
      ask: 'earlyWin',
      say: 'What can visibly work within ten working days?',
      must: true,
      heading: 'First thing to work',
    },
    {
      ask: 'earlyWinBy',
      say: 'By which day?',
      assume: '{in 14 days}',
      heading: 'First thing to work, by',
    },
    {
      ask: 'ownActions',
      say: 'What will you do yourself? One action on each line.',
      must: true,
      assume: { who: '{supervisor}', by: '{in 14 days}' },
      heading: '{supervisor}’s part',
    },
    {
      ask: 'afterwards',
      say: 'What follows when the goals are met, partly met, or not met?',
      must: true,
      hint: 'Plain words, no threat. Met: we say so and close it. Partly: we extend it once. Not met: people decide what comes next, outside this plan.',
      heading: 'What follows',
    },
    {
      ask: 'firstCheckIn',
      say: 'Step 10. When is the first check-in?',
      assume: '{in 7 days}',
      heading: 'First check-in',
    },
    { ask: 'every', say: 'And how often after that?', heading: 'Check-ins' },
    {
      ask: 'ends',
      say: 'On which day will you look at the whole plan?',
      hint: 'Four to twelve weeks from now.',
      assume: '{in 56 days}',
      heading: 'We look at the whole plan on',
    },
  ],
}

/** The worker reads the plan and may add a word of their own. It never holds the plan up. */
export const word: ImprovementScene = {
  scene: 'word',
  title: '{worker}’s own words',
  by: 'worker',
  until: { workingDays: 5, whenOver: 'close' },
  opens: 'The plan is written. Afterwards it is shared with you as a record: “seen” is enough.',
  done: 'That is all',
  steps: [
    {
      each: 'goals',
      into: 'goalViews',
      must: true,
      steps: [
        {
          tell: 'Goal {number}: {goal}\nHow you both see it: {measure}\nToday: {baseline}\nThe aim: {target}, by {by}',
        },
        {
          ask: 'change',
          say: 'Goal {number}: would you change anything?',
          heading: 'Goal {number}, as {worker} would have it',
        },
      ],
    },
    { tell: 'The first thing to work: {earlyWin}\n{supervisor}’s part: {ownActions}' },
    {
      ask: 'statement',
      say: 'Is there anything you would like to stand in the record in your own words?',
      heading: 'Statement',
    },
  ],
}
