import * as z from 'zod'

import { choice, comingDate, line, long } from '../../src/core/answers.ts'
import { dialog } from '../../src/domain/format.ts'

const stands = choice(['Met', 'Partly met', 'Not met'])

/** The end of the plan: recognition, one extension, or a plain word that people decide from here. */
export const improvementClosing = dialog({
  id: 'improvement-closing',
  version: 1,
  title: 'Close the plan',
  source: 'D14, step 10',
  about: 'Look at each goal apart, then together, and say plainly what follows.',
  minutes: 8,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor'],
  given: {
    plan: 'improvement.plan',
    goals: 'improvement.goals',
    extended: 'improvement.extensions',
  },
  answers: {
    works: long,
    verdicts: z.record(z.string(), z.object({ verdict: stands, sees: stands, example: line })),
    outcome: stands,
    recognition: long,
    more: choice(['Extend it once', 'Close it here']),
    extendTo: comingDate,
    stillNeeded: long,
    keeps: line,
    learned: long,
    statement: long,
  },
  scenes: [
    {
      scene: 'apart',
      title: 'Where each goal stands',
      by: ['worker', 'supervisor'],
      until: { workingDays: 5, whenOver: 'close' },
      opens: 'Each of you answers alone. You read each other’s answers when both are in.',
      steps: [
        {
          stop: 'There is no plan to look at yet. “Make a plan to get there” starts one.',
          when: { plan: 'empty' },
        },
        {
          ask: 'works',
          by: 'worker',
          say: 'What works now that did not work before?',
          must: true,
          heading: 'What works now, as {worker} sees it',
        },
        {
          each: 'goals',
          into: 'verdicts',
          must: true,
          steps: [
            {
              ask: 'verdict',
              by: 'worker',
              say: 'Where does “{goal}” stand?',
              must: true,
              heading: '{goal}, as {worker} sees it',
            },
            {
              ask: 'sees',
              by: 'supervisor',
              say: 'Where does “{goal}” stand?',
              must: true,
              heading: '{goal}, as {supervisor} sees it',
            },
            {
              ask: 'example',
              say: 'What shows it?',
              must: true,
              heading: '{goal}: what shows it, says {me}',
            },
          ],
        },
      ],
    },
    {
      scene: 'close',
      title: 'What follows',
      by: 'supervisor',
      done: 'Go to {worker}’s own words',
      steps: [
        { tell: 'What works now, as {worker} sees it: {works}', when: { works: 'answered' } },
        {
          each: 'goals',
          into: 'verdicts',
          must: true,
          steps: [
            {
              tell: '“{goal}”: {worker} says “{verdict}”, you say “{sees}”.',
              when: { verdict: 'answered', sees: 'answered' },
            },
          ],
        },
        { ask: 'outcome', say: 'All in all, where is the plan?', must: true, heading: 'Outcome' },
        {
          ask: 'recognition',
          say: 'What did {worker} do to get here?',
          must: true,
          when: { outcome: ['Met', 'Partly met'] },
          probes: [['generic', 'What exactly did they do, and what difference did it make?']],
          heading: 'Recognition',
        },
        {
          ask: 'keeps',
          say: 'What must stay in place so that it lasts?',
          when: { outcome: ['Met'] },
          heading: 'What keeps it going',
        },
        {
          ask: 'more',
          say: 'Would more time get you two there?',
          must: true,
          when: { outcome: ['Partly met'], extended: 'empty' },
          heading: 'More time',
        },
        {
          ask: 'extendTo',
          say: 'Until which day?',
          must: true,
          when: { more: ['Extend it once'] },
          heading: 'Extended until',
        },
        {
          ask: 'stillNeeded',
          say: 'What exactly is still to come, and what will you do for it?',
          must: true,
          when: { more: ['Extend it once'] },
          heading: 'Still to come',
        },
        {
          tell: 'The plan was extended once already, so it closes here. What comes next is for people to decide.',
          when: { outcome: ['Partly met'], extended: 'some' },
        },
        {
          tell: 'A formal procedure is a decision that people make, not this plan. I stop here: nothing goes to HR from me. Tell {worker} yourself what you will do next.',
          when: { outcome: ['Not met'] },
        },
        {
          ask: 'learned',
          say: 'What have you learned from this, about your own part too?',
          heading: 'What {supervisor} learned',
        },
      ],
    },
    {
      scene: 'word',
      title: '{worker}’s own words',
      by: 'worker',
      until: { workingDays: 5, whenOver: 'close' },
      done: 'That is all',
      steps: [
        { tell: '{supervisor} puts the plan at: {outcome}' },
        { tell: '{supervisor} recognises this: {recognition}', when: { recognition: 'answered' } },
        {
          ask: 'statement',
          say: 'Is there anything you would like to stand in the record in your own words?',
          hint: 'You keep reading this record, whatever follows.',
          heading: 'Statement',
        },
      ],
    },
  ],
  files: {
    record: 'R12',
    readers: 'restricted',
    stances: ['supervisor', 'worker'],
    into: 'plan',
  },
})
