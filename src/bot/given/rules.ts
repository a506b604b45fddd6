import { daysBetween, sayDate } from '../../core/time.ts'
import { type Obligation, stageOf } from '../../domain/obligation.ts'
import { programmeOf, ruleOf } from '../../domain/programmes/index.ts'
import type { Span } from '../../domain/programmes/programme.ts'
import { addSpan } from '../../domain/span.ts'
import type { Read, Reading } from './reading.ts'

/** What the programme of these people asks for just now. */

const openOnes = async (
  { ctx, relationship }: Reading,
  meets: 'session' | 'performance',
): Promise<readonly Obligation[]> => {
  const all = await ctx.house.store.obligations(ctx.scope, relationship.id)
  return all.filter(
    ({ state, programme, rule }) =>
      (state === 'open' || state === 'paused') && ruleOf(programme, rule)?.meets === meets,
  )
}

/** Two who meet at least this often find a new day sooner (C-28). */
const OFTEN_DAYS = 14

const words = (span: Span): string => {
  const [unit, count] = Object.entries(span)[0] ?? ['', 0]
  const plain = unit.replace('workingDays', 'working days')
  return `${count} ${plain}`
}

/** `session.within`: a sentence on how soon the new day is best (C-28); nothing without a programme. */
export const within = async (reading: Reading): Promise<Read> => {
  const { ctx, relationship } = reading
  const moved = programmeOf(relationship.rhythm?.programme ?? '')?.moved
  if (moved === undefined) return ''
  const often = (await openOnes(reading, 'session')).some(
    ({ since, dueOn }) => daysBetween(since, dueOn) <= OFTEN_DAYS,
  )
  const span = often ? moved.often : moved.otherwise
  const { today } = ctx.moment
  const last = addSpan(today, span, ctx.person.works.days)
  return `Best within ${words(span)}: by ${sayDate(last, today)}.`
}

/** `performance.due`: the day the yearly conversation is due, when that is near; else nothing. */
export const performanceDue = async (reading: Reading): Promise<Read> => {
  const { today } = reading.ctx.moment
  const near = (await openOnes(reading, 'performance')).filter(
    each => stageOf(each, today) !== 'planned',
  )
  return near.map(({ dueOn }) => dueOn).toSorted()[0] ?? ''
}
