import type { Said } from './records.ts'

/** What the example pair and the example triad agreed, some months ago. */

export const workingAgreement: Readonly<Record<string, readonly Said[]>> = {
  'How we work together': [
    [
      'purpose',
      'worker',
      'What our work together is for',
      'That children are seen and heard, and that the people who do this work can keep doing it.',
    ],
    [
      'expectS',
      'supervisor',
      'What Ada expects',
      [
        'Visits are written up within two working days',
        'A worry is raised the same day, not at the end of the week',
        'Plans name who does what by when',
      ],
    ],
    [
      'expectW',
      'worker',
      'What Ben expects',
      [
        'Supervision happens when we said it would',
        'I hear what I do well, with an example',
        'Decisions I wait for come within a week',
      ],
    ],
    [
      'measure',
      'supervisor',
      'How we find out how things are going',
      ['Supervision', 'One observation each quarter', 'What families say'],
    ],
    [
      'trouble',
      'worker',
      'When one of us is unhappy',
      'We say it to each other first, within a week. If that does not help, we ask Dana to join us.',
    ],
    [
      'revisit',
      'supervisor',
      'When we look at this again',
      'In a year, or sooner if one of us asks.',
    ],
  ],
}

export const supervisionAgreement: Readonly<Record<string, readonly Said[]>> = {
  'Our supervision': [
    ['frequency', 'supervisor', 'How often', 'Every four weeks, ninety minutes.'],
    [
      'place',
      'supervisor',
      'Where',
      'The small room on the second floor; by video if one of us is away.',
    ],
    [
      'interruptions',
      'worker',
      'Interrupted only for',
      ['A child in danger', 'A court deadline that day'],
    ],
    [
      'prepare',
      'worker',
      'What each of us brings',
      'Ben brings two topics, Ada one strength with an example.',
    ],
    [
      'recording',
      'supervisor',
      'Who writes it down',
      'Ada, on the same day. Ben reads it within five working days and has the last word.',
    ],
    [
      'confidentiality',
      'supervisor',
      'What stays between us',
      'What is said here stays with the two of us, except where a child may be in danger.',
    ],
    [
      'conflict',
      'worker',
      'If we disagree',
      ['We talk first', 'Then the three of us with Dana', 'Then HR can mediate'],
    ],
  ],
}

export const coachingAgreement: Readonly<Record<string, readonly Said[]>> = {
  'What we agreed': [
    [
      'scope',
      'coach',
      'What coaching covers',
      ['The development plan', 'What came up in the first module'],
    ],
    ['domains', 'coach', 'Areas', ['Guiding and developing staff', 'Communication']],
    ['rhythm', 'coach', 'Rhythm', 'Every two weeks, one hour.'],
    [
      'sharing',
      'learner',
      'What stays between Cleo and Imran',
      'What we talk about. Dana sees date, goal, task and progress, after Cleo has looked at the line.',
    ],
    [
      'participation',
      'sponsor',
      'If the work stalls',
      'Imran and Cleo talk first, then the three of us.',
    ],
    [
      'ending',
      'coach',
      'How we end',
      'After twelve sessions, or sooner when both goals are reached. We say it openly.',
    ],
  ],
}

export const coachingPlan: Readonly<Record<string, readonly Said[]>> = {
  Goals: [
    [
      'goals',
      'coach',
      'Goals',
      [
        'In each supervision I ask two open questions before I give advice',
        'By the end of March every supervisee has had one written recognition a month',
      ],
    ],
  ],
  'How we work': [
    [
      'ground',
      'learner',
      'Ground rules',
      'Say it when something lands badly. Either may ask for a pause.',
    ],
    ['strengths', 'sponsor', 'Strengths', ['Calm in a crisis', 'Knows every worker’s caseload']],
    ['style', 'learner', 'How Cleo learns', ['Try it', 'Talk it through']],
  ],
}
