import { line } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'

const answers = { line }

type Party = 'supervisor' | 'worker'

const telling = (
  by: Party,
): Scene<typeof answers, Party, 'startedBy' | 'action', Audience, Probe> => ({
  scene: `${by} tells`,
  title: 'What came of it',
  by,
  when: { startedBy: [by] },
  done: 'Keep it',
  steps: [
    {
      ask: 'line',
      say: '“{action}”: what did it change?',
      must: true,
      when: { action: 'some' },
      hint: 'One line, without names of children or families.',
      heading: 'What it changed',
    },
  ],
})

/** One line on what an action changed, kept with it. */
export const actionLine = dialog({
  id: 'action-line',
  version: 1,
  title: 'What it changed',
  source: 'D12',
  about: 'One line, so that what worked is not lost.',
  minutes: 1,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: { startedBy: 'run.startedBy', action: 'about.action' },
  answers,
  scenes: [telling('worker'), telling('supervisor')],
  files: {
    readers: 'pair',
    closing: 'Kept with the action.',
    leadsTo: [{ command: 'action.line', from: 'line' }],
  },
})
