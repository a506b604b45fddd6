import * as z from 'zod'

import { choice, list, several } from '../../src/core/answers.ts'
import type { Scene, Step } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'
import { behind } from './topics.ts'

const topics = list.max(6, 'Six are a full session. Which matter most?')
const again = z.record(
  z.string(),
  z.object({
    now: choice(['Keep it', 'Split it', 'Let it go']),
    parts: list
      .min(2, 'Two smaller ones, each on its own line.')
      .max(3, 'Three are the most. Which ones matter?'),
  }),
)

const answers = {
  picked: list.max(3, 'Three are the most here. Which ones matter? The others fit below.'),
  doors: several([
    'Support',
    'Management',
    'Development: learning',
    'Development: reflection',
    'Mediation: speaking up for us',
    'Mediation: working with others',
  ]),
  support: topics,
  management: topics,
  learning: topics,
  reflection: topics,
  upwards: topics,
  alongside: topics,
  old: again,
  stale: again,
  top: list.max(2, 'Two come first. Which two?'),
}

type Party = 'supervisor' | 'worker'
type Read =
  | 'startedBy'
  | 'session'
  | 'balance'
  | 'memory'
  | 'suggested'
  | 'waiting'
  | 'items'
  | 'actions'
  | `all${'Support' | 'Management' | 'Learning' | 'Reflection' | 'Upwards' | 'Alongside'}`
type AgendaScene = Scene<typeof answers, Party, Read, Audience, Probe>
type AgendaStep = Step<typeof answers, Party, Read, Audience, Probe>

const raised = [
  'picked',
  'support',
  'management',
  'learning',
  'reflection',
  'upwards',
  'alongside',
] as const

/** Topics behind the doors that were chosen, a few at a time. */
const doors: readonly AgendaStep[] = [
  {
    ask: 'doors',
    say: 'Which of these have we not talked about for a while?',
    by: 'worker',
    when: { memory: 'some' },
    hint: '{memory}',
  },
  {
    ask: 'doors',
    say: 'Which kind of topic would you like to add?',
    by: 'supervisor',
    when: { memory: 'some' },
    hint: '{memory}',
  },
  {
    ask: 'support',
    say: 'Support: which topics?',
    from: 'allSupport',
    when: { doors: ['Support'] },
  },
  {
    ask: 'management',
    say: 'Management: which topics?',
    from: 'allManagement',
    when: { doors: ['Management'] },
  },
  {
    ask: 'learning',
    say: 'Learning: which topics?',
    from: 'allLearning',
    when: { doors: ['Development: learning'] },
  },
  {
    ask: 'reflection',
    say: 'Reflection: which topics?',
    from: 'allReflection',
    when: { doors: ['Development: reflection'] },
  },
  {
    ask: 'upwards',
    say: 'Speaking up for us: which topics?',
    from: 'allUpwards',
    when: { doors: ['Mediation: speaking up for us'] },
  },
  {
    ask: 'alongside',
    say: 'Working with others: which topics?',
    from: 'allAlongside',
    when: { doors: ['Mediation: working with others'] },
  },
]

const apart: AgendaScene = {
  scene: 'apart',
  title: 'What each of us brings',
  by: ['worker', 'supervisor'],
  until: { workingDays: 5, before: 'session', whenOver: 'close' },
  opens:
    'You two answer apart, and read each other’s topics when both are in. No names of children or families, please.',
  done: 'Put it on the agenda',
  steps: [
    { tell: '{balance}', when: { balance: 'some' } },
    {
      ask: 'picked',
      say: 'What must we get to this time? Pick up to three, or type your own.',
      offer: true,
      from: 'suggested',
    },
    ...doors,
  ],
}

/** From here on something has been carried so often that it is asked whether it still stands (D12). */
const OFTEN = 2

/** Whoever began it puts the two lists together. */
const together = (by: Party): AgendaScene => ({
  scene: `${by} orders`,
  title: 'Our agenda',
  by,
  when: { startedBy: [by] },
  until: { workingDays: 3, before: 'session', whenOver: 'close' },
  done: 'This is our agenda',
  steps: [
    { tell: 'On your agenda already: {waiting}', when: { waiting: 'some' } },
    {
      each: 'items',
      into: 'old',
      must: true,
      steps: [
        {
          ask: 'now',
          say: '“{topic}” has waited since {since}, over several sessions. What now?',
          must: true,
          when: { item: { carried: { atLeast: OFTEN } } },
        },
        {
          ask: 'parts',
          say: '“{topic}”: into which smaller topics?',
          must: true,
          when: { now: ['Split it'] },
        },
      ],
    },
    {
      each: 'actions',
      into: 'stale',
      must: true,
      steps: [
        {
          ask: 'now',
          say: '“{what}” was carried over more than once. What now?',
          must: true,
          when: { item: { carried: { atLeast: OFTEN } } },
        },
        {
          ask: 'parts',
          say: '“{what}”: into which smaller actions?',
          must: true,
          when: { now: ['Split it'] },
        },
      ],
    },
    {
      ask: 'top',
      say: 'Which two matter most? They come first, so that they survive if time runs out.',
      offer: true,
      from: ['items', ...raised],
    },
  ],
})

/** The agenda of the next session, by both: apart first, so that nobody is steered by what the other marked. */
export const agenda = dialog({
  id: 'agenda',
  version: 1,
  title: 'Agenda',
  source: 'D05',
  about: 'So that the time you have goes to what matters to both of you.',
  minutes: 2,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: {
    startedBy: 'run.startedBy',
    session: 'session.coming',
    balance: 'agenda.balance',
    memory: 'agenda.functions',
    suggested: 'agenda.suggested',
    waiting: 'agenda.lines',
    items: 'agenda.items',
    actions: 'actions.open',
    allSupport: behind('support'),
    allManagement: behind('management'),
    allLearning: behind('learning'),
    allReflection: behind('reflection'),
    allUpwards: behind('upwards'),
    allAlongside: behind('alongside'),
  },
  answers,
  scenes: [apart, together('worker'), together('supervisor')],
  files: {
    readers: 'pair',
    closing: 'Your agenda stands, and {other} has it too.',
    leadsTo: [
      { command: 'agenda.settle', from: [...raised, 'old', 'top'] },
      { command: 'action.review', from: 'stale' },
    ],
  },
})
