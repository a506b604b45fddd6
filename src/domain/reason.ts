import { addDays, sayDate } from '../core/time.ts'
import type { Obligation } from './obligation.ts'
import { ruleOf } from './programmes/index.ts'
import type { PairWorld } from './world.ts'

/** Why there is a date, in words without content: “C-04: at least monthly; last held Thursday 22 October”. */
export const reasonFor = (
  { programme, rule, since, resumedOn, dueOn }: Obligation,
  { relationship, sessions }: Pick<PairWorld, 'relationship' | 'sessions'>,
  today: string,
): string => {
  const known = ruleOf(programme, rule)
  const { everyDays, lastHeld } = relationship.rhythm ?? {}
  const from = resumedOn ?? since
  const isAgreed =
    known?.meets === 'session' && everyDays !== undefined && addDays(from, everyDays) === dueOn
  const agreed = isAgreed ? [`every ${everyDays} days, as you two agreed`] : []
  const asks = [`${rule}${known === undefined ? '' : `: ${known.says}`}`, ...agreed].join('; ')
  const wasHeld =
    known?.meets === 'performance'
      ? sessions.some(
          ({ on, state, performance }) => on === since && state === 'held' && performance,
        )
      : since === lastHeld || sessions.some(({ on, state }) => on === since && state === 'held')
  const counted = resumedOn === undefined && wasHeld ? 'last held' : 'counted from'
  return `${asks}; ${counted} ${sayDate(from, today)}`
}
