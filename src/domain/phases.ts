import { addDays, type Closed, daysBetween } from '../core/time.ts'
import { profileOf } from './programmes/index.ts'
import type { Profile, Rule } from './programmes/programme.ts'
import type { Rhythm } from './rhythm.ts'
import { addSpan, earlier, later, minus } from './span.ts'

/** Whose working days count, and what is closed. */
export interface Calendar {
  /** ISO weekdays on which the worker works. */
  readonly days: readonly number[]
  readonly isClosed?: Closed
}

/** A rule with the days on which it is in force; `until` is the first day on which it no longer is. */
interface Phase {
  readonly rule: Rule
  readonly from: string
  readonly until?: string
}

const phasesOf = ({ rules }: Profile, startedOn: string, meets?: Rule['meets']): readonly Phase[] =>
  rules
    .filter(rule => meets === undefined || rule.meets === meets)
    .map(rule => ({
      rule,
      from: rule.from === undefined ? startedOn : addSpan(startedOn, rule.from, []),
      ...(rule.until !== undefined && { until: addSpan(startedOn, rule.until, []) }),
    }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))

const inForce = (phases: readonly Phase[], day: string): readonly Rule[] =>
  phases
    .filter(({ from, until }) => day >= from && (until === undefined || day < until))
    .map(({ rule }) => rule)

/** Rules that hold on this day for somebody who started on that one; none before they start. */
export const rulesInForce = (profile: Profile, startedOn: string, day: string): readonly Rule[] =>
  inForce(phasesOf(profile, startedOn), day)

/** A change of rule that comes by itself. */
export interface PhaseChange {
  /** First day of the new rule. */
  readonly on: string
  readonly rule: Rule
  readonly before: Rule
}

/** The next change of phase after today (N-29 tells it a week ahead). */
export const nextPhase = (
  rhythm: Rhythm,
  today: string,
  profile: Profile | undefined = profileOf(rhythm),
): PhaseChange | undefined => {
  if (profile === undefined) return undefined
  const phases = phasesOf(profile, rhythm.startedOn)
  for (const { rule, from } of phases.filter(({ from }) => from > today)) {
    const before = inForce(phases, addDays(from, -1)).find(({ meets }) => meets === rule.meets)
    if (before !== undefined) return { on: from, rule, before }
  }
  return undefined
}

/** The days a rule asks for, counted from a day. */
export interface Counted {
  readonly rule: Rule
  readonly soonOn: string
  readonly dueOn: string
  readonly graceUntil: string
  readonly escalateOn?: string
}

export interface Counting {
  readonly rhythm: Rhythm
  readonly profile: Profile
  readonly meets: Rule['meets']
  readonly calendar: Calendar
}

/** The last day by the rule, and the one the two agreed on: never a later one, a rule is a limit. */
const limits = (from: string, rule: Rule, { rhythm, calendar }: Counting) => {
  const { days, isClosed } = calendar
  const byRule = addSpan(from, rule.shape.latest, days, isClosed)
  const every = rule.meets === 'session' ? rhythm.everyDays : undefined
  if (every !== undefined) return { byRule, agreed: earlier(byRule, addDays(from, every)) }
  const target = addSpan(from, rule.shape.target, days, isClosed)
  return { byRule, agreed: byRule, ...(target < byRule && { target }) }
}
type Limits = ReturnType<typeof limits>

const daysOf = (
  from: string,
  dueOn: string,
  rule: Rule,
  { byRule, target }: Limits,
  { days, isClosed }: Calendar,
): Counted => {
  const lead = addSpan(dueOn, minus(rule.lead), days, isClosed)
  // However long the lead: a session is not asked for again in the first two thirds of the time there is.
  const third = addDays(dueOn, -Math.floor(daysBetween(from, dueOn) / 3))
  const graceUntil = addSpan(dueOn, rule.grace, days, isClosed)
  const counted = {
    rule,
    soonOn: later(third, earlier(lead, target ?? lead)),
    dueOn,
    graceUntil,
  }
  if (rule.escalateAfter === undefined) return counted
  // Meeting more often than the rule asks brings the reporting line no sooner; and grace comes first.
  const told = addSpan(later(byRule, dueOn), rule.escalateAfter, days, isClosed)
  return { ...counted, escalateOn: later(told, addDays(graceUntil, 1)) }
}

/**
 * The rule in force on the due day decides. Phases are tried in order: a due day that still lies in its phase stands,
 * so the old rule is kept as long as it holds; one that lies past it is counted anew by the next rule, which was not
 * there to be kept before its first day, so never earlier than that.
 */
export const countFrom = (
  from: string,
  counting: Counting,
  notBefore = from,
): Counted | undefined => {
  const { profile, rhythm, meets, calendar } = counting
  for (const { rule, from: begins, until } of phasesOf(profile, rhythm.startedOn, meets)) {
    const found = limits(from, rule, counting)
    const dueOn = later(found.agreed, later(begins, notBefore))
    if (until === undefined || dueOn < until) return daysOf(from, dueOn, rule, found, calendar)
  }
  return undefined
}
