import { choice, dateOr, line } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'

const answers = {
  reason: choice([
    'An emergency',
    'Court or work that cannot wait',
    'Leave or absence',
    'Workload',
    'Something else',
  ]),
  emergency: choice(['Yes', 'No']),
  to: dateOr('To follow'),
  protect: line,
}

type Party = 'supervisor' | 'worker'
type Read = 'startedBy' | 'session' | 'notice' | 'before' | 'slots' | 'within'

/** Whoever moves it answers alone; the other is told the new day. */
const moving = (by: Party): Scene<typeof answers, Party, Read, Audience, Probe> => ({
  scene: `${by} moves`,
  title: 'Another day',
  by,
  when: { startedBy: [by] },
  done: 'Move it',
  steps: [
    {
      stop: 'No date with {other} is booked, so there is none to move. Say “book dates” to find one.',
      when: { session: 'empty' },
    },
    {
      ask: 'reason',
      say: 'Your session on {session}: what is in the way?',
      must: true,
      when: { session: 'some' },
      readers: 'pairAndReviewer',
      hint: 'One word is enough, and nothing about anybody’s health.',
    },
    {
      ask: 'emergency',
      say: 'It is less than a day away. Is it an emergency?',
      must: true,
      readers: 'pairAndReviewer',
      when: {
        notice: 'some',
        reason: [
          'Court or work that cannot wait',
          'Leave or absence',
          'Workload',
          'Something else',
        ],
      },
      hint: 'Either is fine.',
    },
    { tell: '{within}', when: { within: 'some' } },
    {
      ask: 'to',
      say: 'Which day instead?',
      must: true,
      from: 'slots',
      hint: 'The old date stays until this one is in its place.',
    },
    {
      ask: 'protect',
      say: 'It moves for the second time in a row. What would protect the next one?',
      offer: true,
      when: { before: 'some' },
      hint: 'It goes on your agenda.',
    },
  ],
})

/** A date moves: the new one is there before the old one goes. Moves are data, never a blame. */
export const reschedule = dialog({
  id: 'reschedule',
  version: 1,
  title: 'Move the session',
  source: 'D30',
  about: 'Find another day before the old one goes.',
  minutes: 1,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: {
    startedBy: 'run.startedBy',
    session: 'session.next',
    notice: 'session.notice',
    before: 'session.moves',
    slots: 'session.slots',
    within: 'session.within',
  },
  answers,
  scenes: [moving('supervisor'), moving('worker')],
  files: {
    readers: 'pair',
    closing: 'That is kept, and {other} hears of it.',
    leadsTo: [
      { command: 'session.move', from: 'to' },
      { command: 'agenda.protect', from: 'protect' },
    ],
  },
})
