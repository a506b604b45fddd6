import { choice, comingDate, count, line, long, several } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'
import { areas } from '../coaching/areas.ts'
import { own } from './coachingOwnParts.ts'
import {
  coachLines,
  coachTicks,
  learnerLines,
  learnerTicks,
  letsTalk,
  sponsorLines,
  sponsorTicks,
} from './commitments.ts'

const answers = {
  plansReady: choice(['Both are done', 'One of them is done', 'Not yet']),
  scope: several([
    'Job performance plan',
    'Development assessment',
    'Development plan',
    'Module content',
  ]),
  domains: several(areas),
  rhythm: choice(['Every week', 'Every two weeks', 'Every month']),
  minutes: count,
  totalHours: count,
  methods: several([
    'Face to face',
    'Phone',
    'Webcam',
    'Email',
    'Web meeting',
    'Observation and debrief',
  ]),
  coachTakes: several(coachTicks),
  coachTalk: several(coachLines),
  learnerTakes: several(learnerTicks),
  learnerTalk: several(learnerLines),
  sponsorTakes: several(sponsorTicks),
  sponsorTalk: several(sponsorLines),
  areasFit: choice(['Yes', 'I would change something']),
  areasInstead: line,
  permission: choice(['Ask freely', 'Ask, and I have a stop word', 'Ask me each time']),
  stopWord: line,
  support: long,
  sharing: long,
  participation: long,
  settledLines: long,
  steps: long,
  until: comingDate,
  ending: long,
  statements: several([
    'The learner’s decisions and wellbeing are the learner’s own to look after',
    'Coaching does not replace performance management',
    'Coaching does not replace the learner’s supervision of their own staff',
  ]),
}

export type CoachingAgreementScene = Scene<
  typeof answers,
  'learner' | 'coach' | 'sponsor',
  never,
  Audience,
  Probe
>

/** The frame, by the coach. */
const frame: CoachingAgreementScene = {
  scene: 'frame',
  title: 'The frame',
  by: 'coach',
  opens: 'You suggest the frame. Nothing is agreed before all three of you have read it.',
  done: 'Send to {learner} and {sponsor}',
  steps: [
    {
      ask: 'plansReady',
      say: 'Are the development assessment and the development plan done?',
      must: true,
      heading: 'Assessment and plan',
    },
    {
      tell: 'We start from module content and add goals later.',
      when: { plansReady: ['One of them is done', 'Not yet'] },
    },
    {
      ask: 'scope',
      say: 'What will coaching work from?',
      must: true,
      heading: 'We work from',
    },
    {
      ask: 'domains',
      say: 'Which areas will coaching take on?',
      must: true,
      hint: '{sponsor} has the last word on this one.',
      heading: 'Areas',
    },
    { ask: 'rhythm', say: 'How often will you two meet?', must: true, heading: 'Rhythm' },
    {
      ask: 'minutes',
      say: 'How many minutes for each session?',
      must: true,
      heading: 'Minutes a session',
    },
    { ask: 'totalHours', say: 'How many hours in all?', heading: 'Hours in all' },
    { ask: 'methods', say: 'How will you work together?', must: true, heading: 'Ways of working' },
  ],
}

/** After the talk of all three: open lines, steps when it stalls, the end. */
const together: CoachingAgreementScene = {
  scene: 'together',
  title: 'What the three agreed',
  by: 'coach',
  opens: 'All three have answered. Best finished when the three of you meet.',
  done: 'Share with {learner} and {sponsor}',
  steps: [
    {
      tell: '{sponsor} would change the areas: {areasInstead}',
      when: { areasFit: ['I would change something'], areasInstead: 'answered' },
    },
    {
      tell: 'You would like to talk about: {coachTalk}',
      when: { coachTakes: letsTalk, coachTalk: 'answered' },
    },
    {
      tell: '{learner} would like to talk about: {learnerTalk}',
      when: { learnerTakes: letsTalk, learnerTalk: 'answered' },
    },
    {
      tell: '{sponsor} would like to talk about: {sponsorTalk}',
      when: { sponsorTakes: letsTalk, sponsorTalk: 'answered' },
    },
    {
      ask: 'settledLines',
      say: 'What did the three of you settle about these?',
      must: true,
      when: [
        { areasFit: ['I would change something'] },
        { coachTakes: letsTalk },
        { learnerTakes: letsTalk },
        { sponsorTakes: letsTalk },
      ],
      heading: 'What we settled',
    },
    {
      tell: 'If work on the goals stalls.\nYour idea: {participation.coach}\n{sponsor}’s idea: {participation.sponsor}',
      when: { participation: 'answered' },
    },
    {
      ask: 'steps',
      say: 'If work on the goals stalls: what do the three of you do, in which order?',
      must: true,
      heading: 'If work on the goals stalls',
    },
    {
      ask: 'until',
      say: 'Until when does this agreement run?',
      must: true,
      heading: 'Runs until',
    },
    {
      ask: 'ending',
      say: 'How will you all know that it is time to end, and how will you say so?',
      must: true,
      heading: 'How we end',
    },
    {
      ask: 'statements',
      say: 'These stand in every coaching agreement. Which have the three of you said aloud?',
      must: true,
      heading: 'Understood by all three',
    },
  ],
}

/** A coaching agreement of three people: the coach drafts, each speaks for themselves, all three take a stance. */
export const coachingAgreement = dialog({
  id: 'coaching-agreement',
  version: 1,
  title: 'Make a coaching agreement',
  source: 'D04',
  about:
    'How {learner}, {coach} and {sponsor} work together: what each takes on, what is shared, and how it ends.',
  minutes: 12,
  parties: ['learner', 'coach', 'sponsor'],
  starts: ['coach'],
  answers,
  scenes: [frame, own, together],
  files: { record: 'R03', readers: 'tri', stances: ['learner', 'coach', 'sponsor'] },
})
