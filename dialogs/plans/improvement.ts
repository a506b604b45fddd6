import { dialog } from '../../src/domain/format.ts'
import { answers } from './improvement/answers.ts'
import { gate } from './improvement/gate.ts'
import { plan, word } from './improvement/plan.ts'
import { prepare } from './improvement/prepare.ts'
import { talk } from './improvement/talk.ts'

/**
 * Ten steps when an expectation is not met: the first nine make the plan, `improvementCheckIn.ts` and `improvementClosing.ts` carry it.
 * Started by a supervisor who has decided to; never suggested by a count of anything.
 */
export const improvement = dialog({
  id: 'improvement',
  version: 1,
  title: 'Make a plan to get there',
  source: 'D14',
  about:
    'When something agreed does not happen yet: prepare, talk, hear {worker}’s ideas first, and plan with an early success.',
  minutes: 25,
  parties: ['supervisor', 'worker'],
  starts: ['supervisor'],
  given: { clauses: 'agreement.expectations' },
  answers,
  scenes: [gate, prepare, talk, plan, word],
  files: { record: 'R12', readers: 'restricted', stances: ['supervisor', 'worker'] },
})
