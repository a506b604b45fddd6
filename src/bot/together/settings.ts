import { addDays, sayDate } from '../../core/time.ts'
import { readZone } from '../../core/zone.ts'
import { nudgeIds } from '../../domain/nudge.ts'
import type { Preference } from '../../domain/preference.ts'
import { nudgesForm, pauseForm, settingsCard, worksForm } from '../cards/settings.ts'
import type { Context, Plan } from '../context.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { again, hasErrors, readFields } from './fields.ts'
import { keepPreference, myPreference } from './own.ts'
import { sayWorks } from './words.ts'

export const settingsPlan = async (
  ctx: Context,
  state: PersonState,
  mine = 'Settings',
): Promise<Plan> => ({ state, mine, says: [settingsCard(ctx, await myPreference(ctx))] })

/** Keeps a changed setting, looks anew at what is due for this person, and shows how it stands. */
export const changeSetting = (
  ctx: Context,
  state: PersonState,
  preference: Preference,
  words: { readonly mine: string; readonly says: string },
): Plan => ({
  commit: async tx => {
    await keepPreference(tx, ctx, preference)
    await tx.lookAt([ctx.person.id])
    return { state, mine: words.mine, says: [settingsCard(ctx, preference, words.says)] }
  },
})

export const openWorks: Handler = ({ ctx, state }) => ({
  state,
  says: [],
  outcome: { form: worksForm(ctx) },
})

export const saveWorks: FormHandler = ({ ctx, state, values }) => {
  const fields = readFields(values, ctx.moment.today)
  const days = [1, 2, 3, 4, 5, 6, 7].filter(day => fields.many('days').includes(String(day)))
  if (days.length === 0) fields.wrong('days', 'Please choose at least one day.')
  const [from, to] = [fields.time('from'), fields.time('to')]
  if (from !== undefined && to !== undefined && to <= from)
    fields.wrong('to', 'The end is not after the beginning. When do you stop?')
  const zone =
    readZone(fields.words('zone')) ??
    fields.wrong('zone', 'I do not know that clock. Type a large city near you, such as Cardiff.')
  if (hasErrors(fields) || from === undefined || to === undefined || zone === undefined)
    return again(state, fields)
  const works = { days, from, to, zone }
  return {
    commit: async tx => {
      await tx.saveWorks(works)
      await tx.audit({ action: 'person.works', object: ctx.person.id })
      await tx.lookAt([ctx.person.id])
      const preference = await myPreference(ctx)
      const now = { ...ctx, person: { ...ctx.person, works } }
      return {
        state,
        renews: true,
        mine: 'Days and hours',
        says: [settingsCard(now, preference, `Saved: ${sayWorks(works)}.`)],
      }
    },
  }
}

export const openNudges: Handler = async ({ ctx, state }) => ({
  state,
  says: [],
  outcome: { form: nudgesForm(await myPreference(ctx)) },
})

export const saveNudges: FormHandler = async ({ ctx, state, values }) => {
  const fields = readFields(values, ctx.moment.today)
  const [half, off] = [fields.many('half'), fields.many('off')]
  const preference = await myPreference(ctx)
  const mine = nudgeIds.flatMap((id): [string, 'half' | 'off'][] => {
    if (off.includes(id)) return [[id, 'off']]
    return half.includes(id) ? [[id, 'half']] : []
  })
  // What a later version knows and this form does not show is left as it is.
  const unknown = Object.entries(preference.fewer).filter(
    ([id]) => !nudgeIds.some(known => known === id),
  )
  const fewer = Object.fromEntries([...unknown, ...mine])
  return changeSetting(
    ctx,
    state,
    { ...preference, fewer },
    { mine: 'Which nudges', says: 'Saved.' },
  )
}

const pausedUntil = async (ctx: Context, state: PersonState, day: string, mine: string) => {
  const preference = await myPreference(ctx)
  const says = `Paused. The next nudge may come on ${sayDate(day, ctx.moment.today)}; everything stays on your home.`
  return changeSetting(ctx, state, { ...preference, pausedUntil: day }, { mine, says })
}

const LONGEST_PAUSE = 183

export const pause: Handler = ({ ctx, state, args }) => {
  const days = Number(args.days)
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_PAUSE)
    return { state, says: [], outcome: { form: pauseForm() } }
  return pausedUntil(ctx, state, addDays(ctx.moment.today, days), 'Pause')
}

export const savePause: FormHandler = ({ ctx, state, values }) => {
  const fields = readFields(values, ctx.moment.today)
  const day = fields.day('until', 'coming')
  if (day !== undefined && day > addDays(ctx.moment.today, LONGEST_PAUSE))
    fields.wrong('until', 'Half a year is the longest pause. Which day before then?')
  if (day === undefined || hasErrors(fields)) return again(state, fields)
  return pausedUntil(ctx, state, day, 'Pause')
}

export const resume: Handler = async ({ ctx, state }) => {
  const { pausedUntil: _, ...preference } = await myPreference(ctx)
  return changeSetting(ctx, state, preference, {
    mine: 'Nudge me again',
    says: 'Good. Nudges come again while you work.',
  })
}
