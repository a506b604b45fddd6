import * as z from 'zod'

import {
  actions,
  choice,
  count,
  dateOr,
  line,
  list,
  long,
  pastDate,
  scale,
  several,
} from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'
import { question } from '../questions.ts'
import { areas } from './areas.ts'
import { session } from './coachingTalk.ts'

const answers = {
  wish: line,
  held: choice(['In person', 'Phone or video', 'It was moved']),
  on: pastDate,
  minutes: count,
  opening: choice(['Better', 'About the same', 'Harder']),
  better: long,
  firstMove: long,
  managed: long,
  whoNoticed: line,
  whatElse: list,
  holding: long,
  harder: long,
  contract: line,
  followed: z.record(
    z.string(),
    z.object({ now: choice(['Done', 'Partly', 'Changed', 'Not yet']), learned: line }),
  ),
  goal: line,
  area: choice(areas),
  reality: long,
  number: scale,
  strength: long,
  observation: long,
  fits: long,
  lenses: several([
    'Someone on your team',
    'A family',
    'Your sponsor',
    'The organisation',
    'You in a year',
    'Someone who disagrees',
  ]),
  perspectives: z.record(z.string(), z.object({ view: long })),
  options: list,
  mayAdd: choice(['Yes', 'No, thank you']),
  added: line,
  chosen: long,
  task: actions.max(2, 'Two tasks are the most for one session. Which two matter now?'),
  watchFor: line,
  confidence: scale,
  easier: choice(['Make it smaller', 'Add help', 'Leave it as it is']),
  taskNow: line,
  progress: line,
  next: dateOr('To follow'),
  planStands: choice(['It stands', 'Something should change']),
  preview: choice(['Yes, share this line', 'Only that we met']),
  pulse: scale,
  pulseChange: line,
}

export type CoachingSessionScene = Scene<
  typeof answers,
  'coach' | 'learner' | 'sponsor',
  'startedBy' | 'openActions' | 'goals',
  Audience,
  Probe
>

/** The learner may open the session a day ahead. */
const wish: CoachingSessionScene = {
  scene: 'wish',
  title: 'Before we met',
  by: 'learner',
  when: { startedBy: ['learner'] },
  done: 'Send to {coach}',
  steps: [{ ask: 'wish', say: question('qG8'), must: true, heading: '{learner}’s wish' }],
}

/** What the sponsor would read, shown to the learner first (F-11); after two working days only date and “met” go on. */
const preview: CoachingSessionScene = {
  scene: 'preview',
  title: 'The line for the plan',
  by: 'learner',
  until: { workingDays: 2, whenOver: 'close' },
  opens:
    'One line goes into the plan that {sponsor} reads. All the rest stays between you and {coach}.',
  done: 'That is all',
  steps: [
    { tell: 'Goal: {goal}\nProgress: {progress}' },
    { tell: 'Task: {task}', when: { task: 'answered' } },
    {
      tell: 'The task in its easier form: {taskNow}',
      when: { easier: ['Make it smaller', 'Add help'], taskNow: 'answered' },
    },
    {
      ask: 'preview',
      say: 'May this line go into the plan?',
      must: true,
      hint: 'If you leave it, {sponsor} reads only the date and that you met, after two working days.',
      heading: 'Goes into the plan',
    },
    {
      ask: 'pulse',
      say: 'From 0 to 10: how well did this session work for you?',
      heading: 'How well the session worked, 0 to 10',
    },
    {
      ask: 'pulseChange',
      say: 'What is one change you would like?',
      heading: 'One change for next time',
    },
  ],
}

/** A coaching session: the coach writes while the two talk; the learner decides what the plan shows. */
export const coachingSession = dialog({
  id: 'coaching-session',
  version: 1,
  title: 'Record a coaching session',
  source: 'D19',
  about: 'What got better, where the goal is, new ways to see it, and one thing to try.',
  minutes: 10,
  // The sponsor answers nothing here, and is named wherever an answer may reach them.
  parties: ['coach', 'learner', 'sponsor'],
  starts: ['coach', 'learner'],
  given: { startedBy: 'run.startedBy', openActions: 'actions.open', goals: 'coaching.goals' },
  answers,
  scenes: [wish, session, preview],
  files: {
    record: 'R15',
    readers: 'coachLearner',
    stances: [],
    leadsTo: [
      { command: 'action.follow', from: 'followed' },
      { command: 'action.add', from: 'task', when: { preview: ['Yes, share this line'] } },
      { command: 'session.hold', from: 'held' },
      { command: 'session.plan', from: 'next' },
    ],
  },
})
