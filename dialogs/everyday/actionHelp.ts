import { choice, oneGiven } from '../../src/core/answers.ts'
import type { Scene } from '../../src/core/dialog.ts'
import type { Audience } from '../../src/domain/circle.ts'
import { dialog } from '../../src/domain/format.ts'
import type { Probe } from '../../src/domain/probes.ts'

const answers = {
  need: choice(['time', 'a decision', 'a person', 'information']),
  whom: oneGiven,
}

type Party = 'supervisor' | 'worker'

const asking = (
  by: Party,
): Scene<typeof answers, Party, 'startedBy' | 'action' | 'people', Audience, Probe> => ({
  scene: `${by} asks`,
  title: 'Help with an action',
  by,
  when: { startedBy: [by] },
  done: 'Send it',
  steps: [
    {
      ask: 'need',
      say: '“{action}”: what would unblock it?',
      must: true,
      when: { action: 'some' },
      heading: 'What would help',
    },
    {
      ask: 'whom',
      say: 'Whom would you like to ask?',
      must: true,
      from: 'people',
      hint: 'They read what is on the next card, and nothing of the action itself.',
      heading: 'Whom I ask',
    },
    {
      tell: 'This is what {whom} will read, word for word: “{me} would like help with an action: {need}.”',
      when: { need: 'answered' },
    },
  ],
})

/** The owner of an action asks a named person for one of four things, after reading what will be sent. */
export const actionHelp = dialog({
  id: 'action-help',
  version: 1,
  title: 'Ask for help',
  source: 'D12',
  about: 'Say what would unblock it, and to whom.',
  minutes: 1,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor', 'worker'],
  given: { startedBy: 'run.startedBy', action: 'about.action', people: 'people.toAsk' },
  answers,
  scenes: [asking('worker'), asking('supervisor')],
  files: {
    readers: 'named',
    closing: 'Sent. You hear from them directly.',
    leadsTo: [{ command: 'help.ask', from: 'whom' }],
  },
})
