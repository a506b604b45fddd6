import type { Session } from '../../domain/action.ts'
import { reconcile } from '../../domain/cadence.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import { closedFor } from '../calendar.ts'
import type { Context } from '../context.ts'

/** The last day that keeps the rule, as it will stand at the next look; undefined where no rule holds. */
export const dueOnIn = (
  { house, tenant, people, moment }: Context,
  relationship: Relationship,
  sessions: readonly Session[],
): string | undefined => {
  const worker = people.find(({ id }) => id === personAs(relationship, 'worker'))
  if (worker === undefined) return undefined
  const facts = {
    relationship,
    obligations: [],
    sessions,
    absences: [],
    hasReviewer: false,
    calendar: { days: worker.works.days, isClosed: closedFor(house, tenant) },
  }
  return reconcile(facts, moment.today)
    .filter(
      ({ state, programme, rule }) =>
        state === 'open' && ruleOf(programme, rule)?.meets === 'session',
    )
    .map(({ dueOn }) => dueOn)
    .toSorted()[0]
}
