import type { GivenReader } from '../src/core/checkFound.ts'

/**
 * What a dialog may read at its start, by name. `fields` are what each thing in the list brings along for the wording;
 * a list of plain texts has `text`. Everything is read with the rights that all parties share.
 */
export const givenReaders: Readonly<Record<string, GivenReader>> = {
  'run.startedBy': { reads: 'the role of the person who started', as: 'text' },
  'actions.open': {
    reads: 'open actions of these people',
    as: 'list',
    fields: ['what', 'by', 'carried'],
  },
  'agenda.items': { reads: 'their agenda', as: 'list', fields: ['topic'] },
  'agreement.expectations': {
    reads: 'the expectations in their agreements',
    as: 'list',
    fields: ['text'],
  },
  'agreement.summary': { reads: 'what their working relationship is for', as: 'text' },
  'coaching.agreement': { reads: 'their coaching agreement', as: 'text' },
  'coaching.goals': {
    reads: 'the goals of the coaching plan',
    as: 'list',
    fields: ['text', 'goal'],
  },
  'improvement.plan': { reads: 'the plan that goes on', as: 'text' },
  'improvement.goals': { reads: 'the goals of the plan', as: 'list', fields: ['text', 'goal'] },
  'improvement.extensions': {
    reads: 'the days to which the plan was extended',
    as: 'list',
    fields: ['text'],
  },
}
