import { press } from '../../core/press.ts'
import { addDays, sayDate } from '../../core/time.ts'
import { type Absence, awayOn, type Preference } from '../../domain/preference.ts'
import type { Relationship } from '../../domain/relationship.ts'
import { awayCard, awayForm, NOT_KNOWN } from '../cards/away.ts'
import { opener } from '../cards/setUp.ts'
import { homeButton, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { endCovers, myCovers } from './backEarly.ts'
import { again, hasErrors, readFields } from './fields.ts'
import { keepPreference, myPreference } from './own.ts'
import { concerned, supervisions } from './people.ts'

export const awayPlan = (_: Context, state: PersonState, mine: string): Plan => ({
  state,
  mine,
  says: [opener('I’m away', 'From when until when? Only the days.', 'I’m away', press('away'))],
})

export const openAway: Handler = ({ ctx, state }) => ({
  state,
  says: [],
  outcome: { form: awayForm(ctx.moment.today) },
})

/** Absences kept: enough for every obligation that is still looked at. */
const KEPT_DAYS = 800

const meets = (one: Absence, other: Absence): boolean =>
  (one.until === undefined || one.until >= other.from) &&
  (other.until === undefined || other.until >= one.from)

/** The new one takes the place of those it meets, so that no day is in two. */
const withAbsence = (preference: Preference, absence: Absence, today: string): Preference => ({
  ...preference,
  absences: [
    ...preference.absences.filter(
      each =>
        !meets(each, absence) &&
        (each.until === undefined || each.until >= addDays(today, -KEPT_DAYS)),
    ),
    absence,
  ].toSorted((a, b) => a.from.localeCompare(b.from)),
})

const LONGEST_DAYS = 731
const EARLIEST_DAYS = 92

const readAbsence = ({ ctx, values }: Parameters<FormHandler>[0]) => {
  const { today } = ctx.moment
  const fields = readFields(values, today)
  const from = fields.day('from')
  if (from !== undefined && from < addDays(today, -EARLIEST_DAYS))
    fields.wrong('from', 'That is more than three months ago. Could you check it?')
  const isOpen = fields.words('until').toLowerCase() === NOT_KNOWN.toLowerCase()
  const until = isOpen ? undefined : fields.day('until')
  if (until !== undefined && from !== undefined && until < from)
    fields.wrong('until', 'That is before the first day. Which day is the last one?')
  if (until !== undefined && until > addDays(today, LONGEST_DAYS))
    fields.wrong('until', 'That is more than two years ahead. Choose “Not known yet” instead.')
  if (hasErrors(fields) || from === undefined) return { fields }
  return { fields, absence: until === undefined ? { from } : { from, until } }
}

const store = async (ctx: Context): Promise<readonly [readonly Relationship[], Preference]> =>
  Promise.all([ctx.house.store.relationships(ctx.scope), myPreference(ctx)])

/** Days away, never why. What is due pauses by itself; people one supervises may get somebody meanwhile. */
export const saveAway: FormHandler = async sent => {
  const { ctx, state } = sent
  const { fields, absence } = readAbsence(sent)
  if (absence === undefined) return again(state, fields)
  const [relationships, preference] = await store(ctx)
  const supervised = supervisions(relationships, ctx.person.id, 'supervisor')
  const sessions = await ctx.house.store.sessions(ctx.scope)
  const booked = sessions
    .filter(({ state: is, on }) => is === 'planned' && meets({ from: on, until: on }, absence))
    .toSorted((a, b) => a.on.localeCompare(b.on))
  return {
    commit: async tx => {
      await keepPreference(tx, ctx, withAbsence(preference, absence, ctx.moment.today))
      await tx.audit({ action: 'person.away', object: ctx.person.id })
      await tx.lookAt(concerned(relationships, ctx.person.id))
      return {
        state,
        mine: 'I’m away',
        says: [awayCard(ctx, absence, relationships, supervised, booked)],
      }
    },
  }
}

/** Ends on the day before this one; what began today or later never was. */
const endedBy = (preference: Preference, absence: Absence, today: string): Preference => ({
  ...preference,
  absences: preference.absences.flatMap(each => {
    if (each !== absence) return [each]
    return each.from < today ? [{ ...each, until: addDays(today, -1) }] : []
  }),
})

export const amBack: Handler = async ({ ctx, state }) => {
  const { today } = ctx.moment
  const [relationships, preference] = await store(ctx)
  const absence = awayOn(preference, today)
  const mine = 'I’m back'
  if (absence === undefined)
    return { state, mine, says: [saying('You are down as here today. Good.', [homeButton])] }
  const supervises = supervisions(relationships, ctx.person.id, 'supervisor').length > 0
  const covers = supervises ? await myCovers(ctx) : []
  return {
    commit: async tx => {
      await keepPreference(tx, ctx, endedBy(preference, absence, today))
      await tx.audit({ action: 'person.back', object: ctx.person.id })
      await endCovers(tx, ctx, covers)
      await tx.lookAt(concerned(relationships, ctx.person.id))
      const ended = covers.length === 0 ? '' : ' Whoever stood in for you is thanked and knows it.'
      const says = `Good to have you back on ${sayDate(today, today)}.${ended} What waits for you is on your home.`
      return { state, mine, says: [saying(says, [homeButton])] }
    },
  }
}

export const amBackPlan = (ctx: Context, state: PersonState): Plan | Promise<Plan> =>
  amBack({ ctx, state, args: {}, values: [], whole: 'am back' })
