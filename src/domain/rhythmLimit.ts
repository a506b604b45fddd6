import { daysBetween } from '../core/time.ts'
import { rulesInForce } from './phases.ts'
import type { Profile, Rule } from './programmes/programme.ts'
import { addSpan, later } from './span.ts'

/** The rule that says how often two people meet on this ISO date, or once the worker has started. */
export const sessionRule = (
  profile: Profile,
  startedOn: string,
  today: string,
): Rule | undefined => {
  return rulesInForce(profile, startedOn, later(startedOn, today)).find(
    ({ meets }) => meets === 'session',
  )
}

const monthStarts = Array.from(
  { length: 12 },
  (_, at) => `2025-${String(at + 1).padStart(2, '0')}-01`,
)

/** Days that never overstep the rule, whichever months they fall into: 28 for a month. */
export const mostDays = ({ shape }: Pick<Rule, 'shape'>): number =>
  Math.min(...monthStarts.map(day => daysBetween(day, addSpan(day, shape.latest, []))))
