import type { Card } from '../core/card.ts'
import { readDate } from '../core/readDate.ts'
import { homeButton, notFound } from './cards/words.ts'
import { askChange } from './changes.ts'
import type { Plan } from './context.ts'
import { askForget, forget, openForget } from './forgetting.ts'
import { answerNotes, openAskNotes, sendAskNotes } from './notesAboutMe.ts'
import { namedFor, periodForm, periodIn, viewOfPeriod } from './pages/dates.ts'
import type { FormHandler, Handler, Values } from './pressed.ts'
import type { PersonState } from './state.ts'

const linking = (text: string, label: string, view: string): Card => ({
  summary: 'A page of yours',
  blocks: [
    { kind: 'text', text },
    { kind: 'link', label, view },
    { kind: 'buttons', buttons: [homeButton] },
  ],
})

const openPeriod: Handler = async ({ ctx, state }) => {
  const period = periodIn(ctx, 'dates')
  const named = period && (await namedFor(ctx, period.asAt))
  return period === undefined || named === undefined
    ? { state, says: [notFound()] }
    : { state, says: [], outcome: { form: periodForm(period) } }
}

const dayIn = (values: Values, name: string, today: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? readDate(value, today) : undefined
}

const showPeriod: FormHandler = ({ ctx, state, values }): Plan => {
  const { today } = ctx.moment
  const [from, to, asAt] = ['from', 'to', 'asAt'].map(name => dayIn(values, name, today))
  const unread = 'This is not a day I can read. Write it like 14 May or 2026-05-14.'
  const errors = {
    ...(from === undefined ? { from: unread } : {}),
    ...(to === undefined ? { to: unread } : {}),
    ...(asAt === undefined ? { asAt: unread } : {}),
  }
  if (from === undefined || to === undefined || asAt === undefined)
    return { state, says: [], outcome: { errors } }
  if (to < from)
    return {
      state,
      says: [],
      outcome: { errors: { to: 'Choose a day that is not before “From”.' } },
    }
  return {
    state,
    mine: '(form sent)',
    says: [
      linking(
        'Here are the dates for that time.',
        'Supervision dates',
        viewOfPeriod({ from, to, asAt }),
      ),
    ],
  }
}

const aboutPlan = (state: PersonState, mine: string): Plan => ({
  state,
  mine,
  says: [
    linking(
      'Everything that is kept about you here, who has read it, and what you can ask for:',
      'About me',
      'about',
    ),
  ],
})

export const aboutPresses: Readonly<Record<string, Handler>> = {
  about: ({ state }) => aboutPlan(state, 'About me'),
  'ask change': askChange,
  'ask notes': openAskNotes,
  'answer notes': answerNotes,
  forget: openForget,
  'forget now': askForget,
  period: openPeriod,
}

export const aboutForms: Readonly<Record<string, FormHandler>> = {
  'ask notes': sendAskNotes,
  forget,
  period: showPeriod,
}

/** Words that open it, typed as the whole message. */
export const aboutWords: readonly string[] = ['about me', 'about', 'my data']

/** Undefined: none of ours. */
export const aboutCommand = (state: PersonState, name: string): Plan | undefined =>
  aboutWords.includes(name) ? aboutPlan(state, name) : undefined
