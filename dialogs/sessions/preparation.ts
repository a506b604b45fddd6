import { choice, line, long, scale } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'

const answers = {
  shifted: long,
  shared: line,
  arriving: scale,
  writing: long,
  strength: long,
  room: choice(['Yes', 'Not yet']),
}

type Party = 'supervisor' | 'worker'
type Alone = Scene<typeof answers, Party, 'startedBy' | 'mine', Audience, Probe>

const forBoth: Alone['steps'] = [
  { tell: 'From you on the agenda already: {mine}', when: { mine: 'some' } },
  {
    ask: 'shifted',
    say: 'What has shifted since last time, even a little?',
    offer: true,
    readers: 'priv',
  },
  {
    ask: 'shared',
    say: 'Would you like a line of that on your agenda with {other}?',
    offer: true,
    when: { shifted: 'answered' },
    hint: 'Skip, and it stays yours.',
  },
  {
    ask: 'arriving',
    say: 'How are you arriving? 0: running on empty. 10: well supplied.',
    offer: true,
    readers: 'priv',
  },
  {
    ask: 'writing',
    say: 'Is there anything you would rather raise in writing first?',
    offer: true,
    hint: 'It goes on the agenda, so that {other} reads it before you meet.',
  },
]

const forSupervisor: Alone['steps'] = [
  {
    ask: 'strength',
    say: 'Which strength of {worker} will you name, with one example?',
    must: true,
    readers: 'priv',
    probes: [['generic', 'What did they do, and what difference did it make?']],
  },
  {
    ask: 'room',
    say: 'Is the room private and the time protected?',
    must: true,
    readers: 'priv',
  },
  { start: 'reschedule', how: 'after', when: { room: ['Not yet'] } },
]

/** Each prepares alone: nobody is asked because the other was. */
const alone = (by: Party, steps: Alone['steps']): Alone => ({
  scene: `${by} prepares`,
  title: 'Before we meet',
  by,
  when: { startedBy: [by] },
  opens: 'Three minutes for yourself. Your own notes are on your home.',
  done: 'Keep it',
  steps,
})

/** Three minutes before a session. What is private becomes an own note, what is shared a topic on the agenda. */
export const preparation = dialog({
  id: 'preparation',
  version: 1,
  title: 'Prepare',
  source: 'D06',
  about: 'Arrive with what matters in mind.',
  minutes: 3,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: { startedBy: 'run.startedBy', mine: 'agenda.mine' },
  answers,
  scenes: [alone('worker', forBoth), alone('supervisor', [...forBoth, ...forSupervisor])],
  files: {
    readers: 'pair',
    closing: 'Kept: what is private among your own notes, what is for both of you on your agenda.',
    leadsTo: [
      { command: 'agenda.raise', from: ['shared', 'writing'] },
      { command: 'note.add', from: ['shifted', 'arriving', 'strength'] },
    ],
  },
})
