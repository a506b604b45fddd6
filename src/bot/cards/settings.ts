import { nudges } from '../../../dialogs/nudges.ts'
import type { Block, Button, Card, Fact, Field, Form } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate, weekdayNames } from '../../core/time.ts'
import { nudgeIds } from '../../domain/nudge.ts'
import { awayOn, type Preference } from '../../domain/preference.ts'
import type { Context } from '../context.ts'
import { sayAway, sayWorks } from '../together/words.ts'

const isPaused = ({ pausedUntil }: Preference, today: string): boolean =>
  pausedUntil !== undefined && pausedUntil > today

const facts = ({ person, moment }: Context, preference: Preference): readonly Fact[] => {
  const { today } = moment
  const fewer = nudgeIds.flatMap(id => {
    const how = preference.fewer[id]
    return how === undefined
      ? []
      : [`${nudges[id].name}: ${how === 'off' ? 'off' : 'half as often'}`]
  })
  const ahead = preference.absences.filter(({ until }) => until === undefined || until >= today)
  return [
    { label: 'You work', value: sayWorks(person.works) },
    {
      label: 'Nudges',
      value: isPaused(preference, today)
        ? `paused; the next may come on ${sayDate(preference.pausedUntil ?? today, today)}`
        : 'on, while you work; two messages a day at the most',
    },
    ...(fewer.length === 0 ? [] : [{ label: 'Less of', value: fewer.join('\n') }]),
    ...ahead.map(each => ({ label: 'Away', value: sayAway(each, today) })),
  ]
}

const buttons = (preference: Preference, today: string): readonly Button[] => [
  { label: 'Days and hours', press: press('works') },
  { label: 'Which nudges', press: press('nudges') },
  ...(isPaused(preference, today)
    ? [{ label: 'Nudge me again', press: press('resume') }]
    : [
        { label: 'Pause two weeks', press: press('pause', { days: '14' }) },
        { label: 'Pause until a day', press: press('pause') },
      ]),
  awayOn(preference, today) === undefined
    ? { label: 'I’m away', press: press('away') }
    : { label: 'I’m back', press: press('am back') },
  { label: 'Home', press: press('home'), tone: 'quiet' },
]

/** Everything a person has set here, and the buttons that change it. */
export const settingsCard = (ctx: Context, preference: Preference, first?: string): Card => {
  const before: readonly Block[] = first === undefined ? [] : [{ kind: 'text', text: first }]
  return {
    summary: 'Your settings',
    blocks: [
      ...before,
      { kind: 'heading', level: 3, text: 'Your settings' },
      { kind: 'facts', facts: facts(ctx, preference) },
      { kind: 'buttons', buttons: buttons(preference, ctx.moment.today) },
    ],
  }
}

const ZONES = [
  'Europe/London',
  'Europe/Dublin',
  'Europe/Paris',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
]

/** Days, hours and zone, as they stand. */
export const worksForm = ({ person }: Context): Form => {
  const { days, from, to, zone } = person.works
  const zones = ZONES.includes(zone) ? ZONES : [zone, ...ZONES]
  const fields: readonly Field[] = [
    {
      name: 'days',
      label: 'On which days do you work?',
      kind: 'several',
      required: true,
      options: weekdayNames.map((label, at) => ({ value: String(at + 1), label })),
      value: days.map(String),
    },
    {
      name: 'from',
      label: 'From',
      kind: 'text',
      required: true,
      value: from,
      hint: 'Such as 9:00.',
    },
    { name: 'to', label: 'To', kind: 'text', required: true, value: to, hint: 'Such as 17:30.' },
    {
      name: 'zone',
      label: 'Whose clock?',
      kind: 'choice',
      required: true,
      open: true,
      hint: 'Another one: type its city, such as Cardiff or Boise.',
      options: zones.map(each => ({ value: each, label: each.replaceAll('_', ' ') })),
      value: zone,
    },
  ]
  return {
    id: press('works'),
    title: 'When you work',
    intro: [{ kind: 'note', text: 'Nudges come only in these hours.' }],
    fields,
    submit: 'Save',
  }
}

/** Which nudges come less often or not at all; unticking brings one back. */
export const nudgesForm = ({ fewer }: Preference): Form => {
  const options = nudgeIds.map(id => ({ value: id, label: nudges[id].name }))
  const those = (how: 'half' | 'off'): readonly string[] => nudgeIds.filter(id => fewer[id] === how)
  return {
    id: press('nudges'),
    title: 'Which nudges',
    intro: [
      { kind: 'note', text: 'What is ticked comes less. Untick it, and it comes again as before.' },
    ],
    fields: [
      {
        name: 'half',
        label: 'Half as often',
        kind: 'several',
        required: false,
        options,
        value: those('half'),
      },
      {
        name: 'off',
        label: 'Not at all',
        kind: 'several',
        required: false,
        options,
        value: those('off'),
      },
    ],
    submit: 'Save',
  }
}

export const pauseForm = (): Form => ({
  id: press('pause'),
  title: 'Pause nudges',
  intro: [{ kind: 'note', text: 'Everything stays on your home meanwhile.' }],
  fields: [{ name: 'until', label: 'When may they come again?', kind: 'date', required: true }],
  submit: 'Pause',
})
