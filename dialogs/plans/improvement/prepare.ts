import type { ImprovementScene } from './answers.ts'

/** Steps 1 to 6, as far as the supervisor can prepare them; the worker reads most of it in the talk. */
export const prepare: ImprovementScene = {
  scene: 'prepare',
  title: 'What it is about',
  by: 'supervisor',
  opens:
    'You prepare alone. {worker} reads nothing before you have spoken with each other, and never what is marked as yours.',
  done: 'Send {worker} the invitation',
  steps: [
    {
      tell: 'You two have no working agreement yet. It comes first: an expectation has to be agreed before it can be measured. Start here again when it stands.',
      when: { clauses: 'empty' },
    },
    { start: 'working-agreement', how: 'instead', when: { clauses: 'empty' } },
    {
      ask: 'inAgreement',
      say: 'Step 1. Is the expectation in your agreement?',
      must: true,
      heading: 'In our agreement',
    },
    {
      stop: 'Write the expectation into your agreement with {worker} first: a standard cannot apply backwards. Start here again when you have both lived with it for a while. Nothing was kept.',
      when: { inAgreement: ['No'] },
    },
    {
      ask: 'clause',
      say: 'Which line of your agreement covers it?',
      must: true,
      from: 'clauses',
      heading: 'The expectation',
    },
    {
      ask: 'followed',
      say: 'Step 2. How have you followed this since you agreed it?',
      must: true,
      heading: 'How it was followed',
    },
    {
      ask: 'pattern',
      say: 'Does it come back, or was it one event?',
      must: true,
      heading: 'Once, or again',
    },
    {
      tell: 'One event is feedback. That is the better way here.',
      when: { pattern: ['One event'] },
    },
    { start: 'feedback', how: 'instead', when: { pattern: ['One event'] } },
    {
      repeat: 'findings',
      upTo: 6,
      again: 'Is there another finding? At least two make it fair.',
      must: true,
      steps: [
        {
          ask: 'on',
          say: 'Finding {number}: which day was it?',
          must: true,
          heading: 'Finding {number}: day',
        },
        {
          ask: 'source',
          say: 'Finding {number}: where can both of you see it?',
          must: true,
          hint: 'Such as: supervision record, file audit, my observation.',
          probes: [['hearsay', 'Where can both of you see it?']],
          heading: 'Finding {number}: where to see it',
        },
        {
          ask: 'found',
          say: 'Finding {number}: what was there, and what was not?',
          must: true,
          probes: [
            ['hearsay', 'Where can both of you see it?'],
            ['traitWords', 'What would a camera have shown?'],
          ],
          heading: 'Finding {number}: what was found',
        },
        {
          ask: 'standard',
          say: 'Finding {number}: which line of the agreement is it about?',
          from: 'clauses',
          heading: 'Finding {number}: the line it is about',
        },
      ],
    },
    {
      ask: 'otherSide',
      say: 'What evidence points the other way?',
      must: true,
      readers: 'priv',
      heading: 'What points the other way',
    },
    {
      ask: 'bias',
      say: 'Which of these have you checked for yourself?',
      must: true,
      readers: 'priv',
      heading: 'Checked for myself',
    },
    {
      ask: 'matters',
      say: 'Step 3. Whom does it matter to, beyond the rule?',
      must: true,
      heading: 'Why it matters',
    },
    {
      ask: 'whoFeels',
      say: 'Who feels the difference, and how?',
      must: true,
      probes: [['onlyPolicy', 'Behind the policy: who feels the difference?']],
      heading: 'Who feels the difference',
    },
    {
      ask: 'summary',
      say: 'Step 4. In the words you will say aloud: what did you both promise?',
      must: true,
      hint: 'Your own part too.',
      heading: 'What we both promised',
    },
    {
      ask: 'strengths',
      say: 'Step 5. Which strengths do you see now, each with an example?',
      must: true,
      hint: 'Two or more, one on each line.',
      probes: [
        [
          'fewerThan2',
          'Look again at how they prepare, engage, decide, record or work with others.',
        ],
        ['generic', 'What did they do, and what difference did it make?'],
      ],
      heading: 'Strengths',
    },
    {
      repeat: 'needs',
      upTo: 3,
      again: 'Step 6. Is there another thing that has to improve? Three are the most.',
      must: true,
      steps: [
        {
          ask: 'standard',
          say: 'Step 6. What has to improve: what would one see when it is right?',
          must: true,
          probes: [['vague', 'What would one see someone doing?']],
          heading: 'To improve {number}: the standard',
        },
        {
          ask: 'finding',
          say: 'And what did you find instead?',
          must: true,
          probes: [['traitWords', 'What would a camera have shown?']],
          heading: 'To improve {number}: what was found',
        },
        {
          ask: 'gap',
          say: 'How big is the gap between the two?',
          must: true,
          hint: 'A count or an example: “two visits of five”.',
          heading: 'To improve {number}: the gap',
        },
        {
          ask: 'effect',
          say: 'What does the gap lead to, and for whom?',
          must: true,
          heading: 'To improve {number}: what it leads to',
        },
      ],
    },
    {
      ask: 'minutes',
      say: 'How many minutes would you like with {worker}?',
      must: true,
      heading: 'Minutes for the talk',
    },
    {
      tell: 'Your guide for the talk, in this order.\n1. Say what you both promised: {summary}\n2. Say what {worker} does well: {strengths}\n3. Say what has to improve, with your findings, and who feels it.\n4. Ask what {worker} recognises, and what gets in the way. Listen.\n5. Ask for {worker}’s ideas before yours. Two days to think are fine.\n6. Offer to coach.\n7. Agree on one to three goals, on something that works within ten working days, and on your own part.\n8. Say plainly what follows, and when you look again.',
    },
    {
      tell: 'Tell {worker} yourself first, face to face or by phone. Not on a Friday afternoon, and not just before leave.',
    },
    {
      ask: 'spoken',
      say: 'Have you spoken with {worker}, and said that an invitation is coming?',
      must: true,
      readers: 'priv',
      heading: 'Spoken with {worker}',
    },
    {
      ask: 'speakOn',
      say: 'On which day will you speak with {worker}?',
      must: true,
      readers: 'priv',
      when: { spoken: ['Not yet'] },
      heading: 'Will speak on',
    },
    {
      wait: 'speakOn',
      when: { spoken: ['Not yet'] },
      say: 'Good. I will come back to you on {speakOn}. Until then nothing goes to {worker}.',
    },
    {
      ask: 'spokenNow',
      say: 'Have you spoken with {worker} now?',
      must: true,
      readers: 'priv',
      when: { spoken: ['Not yet'] },
      heading: 'Spoken since',
    },
    {
      stop: 'Then it rests. Nothing went to {worker}, and nothing was kept. You can start again when the time is right.',
      when: { spokenNow: ['No, I leave it for now'] },
    },
  ],
}
