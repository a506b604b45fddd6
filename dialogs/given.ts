import type { GivenReader } from '../src/core/checkFound.ts'

/**
 * What a dialog may read at its start, by name. `fields` are what each thing in the list brings along for the wording;
 * a list of plain texts has `text`. Everything is read with the rights that all parties share.
 */
export const givenReaders: Readonly<Record<string, GivenReader>> = {
  'run.startedBy': { reads: 'the role of the person who started', as: 'text' },
  'about.action': { reads: 'the action it is started for', as: 'text' },
  'actions.open': {
    reads: 'open actions of these people',
    as: 'list',
    fields: ['what', 'by', 'carried'],
  },
  'agenda.items': {
    reads: 'their agenda',
    as: 'list',
    fields: ['topic', 'text', 'since', 'carried'],
  },
  'agenda.lines': { reads: 'their agenda, each topic with its age', as: 'list', fields: ['text'] },
  'agenda.mine': {
    reads: 'what the one who starts has put on their agenda',
    as: 'list',
    fields: ['text'],
  },
  'agenda.functions': {
    reads: 'when each function of supervision was last covered',
    as: 'list',
    fields: ['text'],
  },
  'agenda.balance': { reads: 'a word about balance, if one is due', as: 'text' },
  'agenda.suggested': { reads: 'six topics that fit just now', as: 'list', fields: ['text'] },
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
  'people.toAsk': { reads: 'whom one may ask for help', as: 'list', fields: ['text'] },
  'performance.due': { reads: 'when the yearly performance conversation is due', as: 'text' },
  'session.next': { reads: 'the day of the session to move', as: 'text' },
  'session.coming': { reads: 'the day of the session that comes', as: 'text' },
  'session.notice': { reads: 'whether it is less than a day away', as: 'text' },
  'session.moves': { reads: 'whether it was moved before', as: 'text' },
  'session.within': { reads: 'how soon the new day is best', as: 'text' },
  'session.slots': { reads: 'days that would suit both', as: 'list', fields: ['text'] },
  'improvement.plan': { reads: 'the plan that goes on', as: 'text' },
  'improvement.goals': { reads: 'the goals of the plan', as: 'list', fields: ['text', 'goal'] },
  'improvement.extensions': {
    reads: 'the days to which the plan was extended',
    as: 'list',
    fields: ['text'],
  },
}
