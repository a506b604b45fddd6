import * as z from 'zod'

import {
  actions,
  choice,
  comingDate,
  count,
  line,
  list,
  long,
  pastDate,
  several,
} from '../../../src/core/answers.ts'
import type { Scene } from '../../../src/core/dialog.ts'
import type { Audience } from '../../../src/domain/circle.ts'
import type { Probe } from '../../../src/domain/probes.ts'

/** The answers of the ten steps (D14), in the order of the steps. */
export const answers = {
  // Before the steps
  about: several([
    'Skill',
    'Knowledge',
    'Standards',
    'Decisions',
    'Attendance',
    'Behaviour',
    'Health / disability / caring',
    'Possible discrimination',
    'Possible misconduct',
    'Safety of a child',
    'A formal procedure is under way',
  ]),
  adjustments: choice(['Yes', 'Not yet']),
  since: pastDate,
  saidBefore: choice(['Yes, plainly', 'In passing', 'Not yet']),
  // 1 Agreement
  inAgreement: choice(['Yes', 'No']),
  clause: line,
  // 2 Monitoring
  followed: several([
    'Supervision',
    'Data',
    'Observation',
    'File audit',
    'Feedback from families',
    'Not yet',
  ]),
  pattern: choice(['It comes back', 'One event']),
  findings: z.record(
    z.string(),
    z.object({ on: pastDate, source: line, found: long, standard: line }),
  ),
  otherSide: long,
  bias: several([
    'I hold others to the same standard',
    'What I know is complete',
    'I compared the workload',
    'I thought about identity and power between us',
  ]),
  // 3 Purpose
  matters: several([
    'Children and families',
    'The team',
    'Safety',
    'Liability',
    'Colleagues’ load',
    'What they want for themselves',
  ]),
  whoFeels: long,
  // 4 Summary of the agreement
  summary: long,
  remember: choice(['Yes', 'Mostly', 'No']),
  rememberOwn: long,
  // 5 Strengths
  strengths: list,
  ownStrengths: long,
  // 6 What must improve
  needs: z.record(z.string(), z.object({ standard: line, finding: long, gap: line, effect: line })),
  views: z.record(z.string(), z.object({ view: long })),
  findingViews: z.record(z.string(), z.object({ view: long })),
  context: several([
    'Skill',
    'Clarity',
    'Tools',
    'Time',
    'Caseload',
    'The team',
    'A private reason',
    'Nothing',
  ]),
  // The invitation
  minutes: count,
  spoken: choice(['Yes', 'Not yet']),
  speakOn: comingDate,
  spokenNow: choice(['Yes', 'No, I leave it for now']),
  ready: choice(['Now is fine', 'Another day', 'I want advice first']),
  readyOn: comingDate,
  // 7 Ideas
  thinking: choice(['I have ideas', 'Help me think', 'I would like two days']),
  ideas: list,
  heard: list,
  adds: list,
  responses: z.record(
    z.string(),
    z.object({ now: choice(['It stays as it is', 'It changes', 'It goes']), instead: line }),
  ),
  // 8 Coaching
  help: several([
    'Show me',
    'Do it together',
    'Watch me (then we talk it through)',
    'Let me practise',
    'Someone else',
    'Nothing just now',
  ]),
  helpWho: line,
  offer: long,
  // 9 Plan
  goals: z.record(
    z.string(),
    z.object({
      goal: line,
      measure: line,
      baseline: line,
      target: line,
      reach: line,
      by: comingDate,
    }),
  ),
  goalViews: z.record(z.string(), z.object({ change: line })),
  earlyWin: line,
  earlyWinBy: comingDate,
  ownActions: actions.min(1, 'One action of your own, please: the plan is for both of you.'),
  afterwards: long,
  // 10 Check-ins
  firstCheckIn: comingDate,
  every: choice(['Every week', 'Every two weeks']),
  ends: comingDate,
  statement: long,
}

export type ImprovementScene = Scene<
  typeof answers,
  'supervisor' | 'worker',
  'clauses',
  Audience,
  Probe
>
