import { addDays } from '../../core/time.ts'
import type { Session } from '../../domain/action.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { datesForm } from '../cards/setUp.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { again, type Fields, hasErrors, readFields } from './fields.ts'
import { called } from './people.ts'
import { otherIn, pickOne, theirs } from './which.ts'

/** Books these ISO dates for two people; `at` is a local time. */
export const bookAll = async (
  tx: Tx,
  ctx: Context,
  relationship: string,
  dates: readonly string[],
  at?: string,
): Promise<void> => {
  for (const on of dates)
    await tx.addSession({
      id: ctx.house.ids(),
      tenant: ctx.tenant.id,
      relationship,
      rev: 0,
      on,
      state: 'planned',
      ...(at === undefined ? {} : { at }),
    })
}

/**
 * Of these two, as they stand in this transaction. Both are looked at anew, so that whoever books at the very same
 * instant has to wait, and then sees what was booked.
 */
export const sessionsForBooking = async (
  tx: Tx,
  { id, parties }: Relationship,
): Promise<readonly Session[]> => {
  await tx.lookAt(parties.map(({ person }) => person))
  return tx.sessions(id)
}

export const datesPlan = (ctx: Context, state: PersonState, mine: string): Promise<Plan> =>
  pickOne(ctx, { state, mine, title: 'Book dates', verb: 'dates' })

export const openDates: Handler = async ({ ctx, state, args }) => {
  const found = await theirs(ctx, args.with)
  if (found === undefined)
    return args.with === undefined
      ? datesPlan(ctx, state, 'Book dates')
      : { state, says: [notFound()] }
  const form = datesForm(found.id, called(ctx, otherIn(ctx, found)))
  return { state, says: [], outcome: { form } }
}

const MOST_WEEKS = 26
const MOST_COUNT = 30

/** First day, every so many weeks, so many in all: all three or none. */
const counted = (fields: Fields): readonly string[] => {
  const first = fields.maybeDay('first', 'coming')
  const [weeks, count] = [fields.maybeCount('weeks'), fields.maybeCount('count')]
  if (hasErrors(fields) || (first ?? weeks ?? count) === undefined) return []
  if (first === undefined) fields.wrong('first', 'Which day is the first one?')
  if (count === undefined) fields.wrong('count', 'How many dates are it in all?')
  if (count !== undefined && count > MOST_COUNT)
    fields.wrong('count', `${MOST_COUNT} dates are the most I can take at once.`)
  if (weeks === undefined && count !== 1) fields.wrong('weeks', 'How many weeks lie between two?')
  if (weeks !== undefined && weeks > MOST_WEEKS)
    fields.wrong('weeks', `${MOST_WEEKS} weeks are the most between two dates here.`)
  if (hasErrors(fields) || first === undefined || count === undefined) return []
  return Array.from({ length: count }, (_, number) => addDays(first, 7 * (weeks ?? 1) * number))
}

interface Series {
  readonly dates: readonly string[]
  readonly at?: string
}

const readSeries = (fields: Fields): Series | undefined => {
  const typed = fields.days('dates')
  const dates = [...new Set([...typed, ...counted(fields)])].toSorted()
  const at = fields.words('at') === '' ? undefined : fields.time('at')
  if (dates.length === 0 && !hasErrors(fields))
    fields.wrong('dates', 'Write at least one day, or the first day and how many.')
  return hasErrors(fields) ? undefined : { dates, ...(at === undefined ? {} : { at }) }
}

/** Days on which these two have nothing booked yet. */
const free = (sessions: readonly Session[], dates: readonly string[]): readonly string[] => {
  const booked = sessions.filter(({ state }) => state === 'planned').map(({ on }) => on)
  return dates.filter(day => !booked.includes(day))
}

const refused = (state: PersonState) => ({
  state,
  mine: 'Book dates',
  says: [saying('All of these are booked already.', [homeButton])],
})

export const saveDates: FormHandler = async ({ ctx, state, args, values }) => {
  const found = await theirs(ctx, args.with)
  if (found === undefined) return { state, says: [notFound()] }
  const fields = readFields(values, ctx.moment.today)
  const series = readSeries(fields)
  if (series === undefined) return again(state, fields)
  const other = otherIn(ctx, found)
  return {
    commit: async tx => {
      const dates = free(await sessionsForBooking(tx, found), series.dates)
      if (dates.length === 0) return refused(state)
      await bookAll(tx, ctx, found.id, dates, series.at)
      const refs = { relationship: found.id, by: ctx.person.id, dates: dates.join(' ') }
      await notify(tx, ctx, other, 'dates.booked', refs)
      const many = dates.length === 1 ? 'The date is' : `${dates.length} dates are`
      const says = `${many} booked, and ${called(ctx, other)} is told.`
      return { state, mine: 'Book dates', says: [saying(says, [homeButton])] }
    },
  }
}
