import { addDays } from '../../core/time.ts'
import type { Rhythm } from '../../domain/rhythm.ts'
import { mostDays, sessionRule } from '../../domain/rhythmLimit.ts'
import type { Context } from '../context.ts'
import type { Fields } from './fields.ts'
import { type Way, wayOf } from './programmes.ts'

/** Further ahead nobody begins who is set up today. */
const LATEST_START_DAYS = 366

const readStart = (fields: Fields, today: string): string | undefined => {
  const day = fields.day('startedOn')
  if (day !== undefined && day > addDays(today, LATEST_START_DAYS))
    return fields.wrong('startedOn', 'That is more than a year ahead. Could you check the year?')
  return day
}

/** A rhythm of one's own is never looser than the rule; who could agree to that is said. */
const readEvery = (
  fields: Fields,
  { profile }: Way,
  startedOn: string,
  today: string,
): number | undefined => {
  const days = fields.maybeCount('everyDays')
  const rule = sessionRule(profile, startedOn, today)
  if (days === undefined || rule === undefined) return days
  const most = profile.agreed?.most ?? mostDays(rule)
  if (days <= most) return days
  return fields.wrong(
    'everyDays',
    `${rule.id} asks for ${rule.says}, so ${most} days are the most the two of you can choose; fewer are fine. Only the supervisor’s manager could agree to more, and I do not keep that here.`,
  )
}

/** How often two people meet, from a form; undefined when something in it needs another look. */
export const readRhythm = (
  { moment }: Pick<Context, 'moment'>,
  fields: Fields,
  kept: Pick<Rhythm, 'trackFrom'> & Partial<Rhythm>,
): Rhythm | undefined => {
  const way = wayOf(fields.words('way'))
  if (way === undefined) fields.wrong('way', 'Please choose one of these kinds of work.')
  const startedOn = readStart(fields, moment.today)
  if (way === undefined || startedOn === undefined) return undefined
  const everyDays = readEvery(fields, way, startedOn, moment.today)
  const { everyDays: _, ...rest } = kept
  return {
    ...rest,
    programme: way.programme.id,
    profile: way.profile.id,
    startedOn,
    ...(everyDays === undefined ? {} : { everyDays }),
  }
}
