import type { FeedbackScene } from './feedback.ts'

/** First movement: the supervisor alone. */
export const prepare: FeedbackScene = {
  scene: 'prepare',
  title: 'What it is about',
  by: 'supervisor',
  opens: 'You prepare alone. {worker} speaks first, before reading any of it.',
  done: 'Ask {worker} for a good time',
  steps: [
    { tell: '{worker} would like feedback on this: {wish}', when: { wish: 'answered' } },
    {
      ask: 'occasion',
      say: 'What did you see, read or hear, and when?',
      readers: 'priv',
      probes: [['traitWords', 'What would a camera have shown?']],
      heading: 'The occasion',
    },
    {
      ask: 'topic',
      say: 'In neutral words that {worker} will read: what is it about?',
      must: true,
      hint: 'Such as: “Tuesday’s planning meeting”.',
      probes: [['traitWords', 'That sounds like a judgement. What would a camera have shown?']],
      heading: 'About',
    },
    {
      ask: 'strengths',
      say: 'Which two things worked: what did they do, and what did it lead to?',
      must: true,
      hint: 'One on each line. These stand for themselves; they do not soften anything.',
      probes: [
        [
          'fewerThan2',
          'Look again at how they prepared, engaged, decided, recorded or worked with others.',
        ],
        ['traitWords', 'What would a camera have shown them doing?'],
        ['generic', 'What did they do, and what difference did it make?'],
      ],
      heading: 'What worked',
    },
    {
      ask: 'standard',
      say: 'One thing to grow: which expectation does it belong to?',
      from: 'expectations',
      hint: 'One at a time. None is fine: recognition is complete on its own.',
      heading: 'The expectation',
    },
    {
      ask: 'growth',
      say: 'What was the situation, what did you see, and what did it lead to?',
      must: true,
      when: { standard: 'answered' },
      probes: [
        ['traitWords', 'What would a camera have shown?'],
        ['hearsay', 'What did you see or read yourself?'],
      ],
      heading: 'One thing to grow',
    },
    {
      ask: 'effect',
      say: 'If it changed, who would notice: a child, a family, the team?',
      when: { standard: 'answered' },
      heading: 'Who would notice a change',
    },
    {
      ask: 'myPart',
      say: 'What have you done, or not done, that made it harder or easier?',
      readers: 'priv',
      when: { standard: 'answered' },
      heading: 'My part in it',
    },
    {
      ask: 'check',
      say: 'Before {worker} hears it: which of these have you checked?',
      readers: 'priv',
      when: { standard: 'answered' },
      heading: 'Checked first',
    },
    {
      tell: 'This is recognition, and complete as it is. One thing to grow can be added under “Add more”.',
      when: { standard: 'empty' },
    },
  ],
}
