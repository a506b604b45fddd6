import type { Card, Field, Form } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import type { Rhythm } from '../../domain/rhythm.ts'
import type { Context } from '../context.ts'
import { colleagues } from '../together/people.ts'
import { wayOptions, wayValue } from '../together/programmes.ts'
import { homeButton } from './words.ts'

/** Typed words open no form on every platform, so a button does. */
export const opener = (title: string, says: string, label: string, to: string): Card => ({
  summary: title,
  blocks: [
    { kind: 'text', text: says },
    { kind: 'buttons', buttons: [{ label, press: to, tone: 'main' }, homeButton] },
  ],
})

export const setUpCard = (): Card =>
  opener(
    'Set up supervision',
    'You propose it, the other confirms, and the dates follow. It takes two minutes.',
    'Set up supervision',
    press('set up'),
  )

const rhythmFields = (ctx: Context, rhythm: Partial<Rhythm>): readonly Field[] => {
  const { programme, profile, startedOn, everyDays } = rhythm
  const chosen =
    programme === undefined || profile === undefined
      ? {}
      : { value: wayValue({ programme, profile }) }
  return [
    {
      name: 'way',
      label: 'What kind of work is it?',
      kind: 'choice',
      required: true,
      hint: 'How often you meet at least follows from it.',
      options: wayOptions(ctx.tenant),
      ...chosen,
    },
    {
      name: 'startedOn',
      label: 'Working here since',
      kind: 'date',
      required: true,
      ...(startedOn === undefined ? {} : { value: startedOn }),
    },
    {
      name: 'everyDays',
      label: 'Days between two sessions',
      kind: 'number',
      required: false,
      hint: 'Only if the two of you meet more often than the rule asks, or it leaves a range.',
      ...(everyDays === undefined ? {} : { value: String(everyDays) }),
    },
  ]
}

const datesField: Field = {
  name: 'dates',
  label: 'Dates to book, one a line',
  kind: 'list',
  required: false,
  hint: 'Such as 14 May. A series can be booked at once, or later.',
}

export const setUpForm = (ctx: Context, taken: readonly (string | undefined)[]): Form => ({
  id: press('set up'),
  title: 'Set up supervision',
  intro: [
    { kind: 'note', text: 'Nothing begins before the other has confirmed. Both of you read this.' },
  ],
  fields: [
    {
      name: 'worker',
      label: 'Whom do you supervise?',
      kind: 'choice',
      required: true,
      options: colleagues(ctx, [ctx.person.id, ...taken]),
    },
    ...rhythmFields(ctx, {}),
    {
      name: 'lastHeld',
      label: 'Last session held, if there was one',
      kind: 'date',
      required: false,
    },
    datesField,
  ],
  submit: 'Propose it',
})

/** How often two people meet, as it stands, to be changed. */
export const rhythmForm = (
  ctx: Context,
  relationship: string,
  other: string,
  rhythm: Partial<Rhythm>,
): Form => ({
  id: press('rhythm', { with: relationship }),
  title: `How often you and ${other} meet`,
  intro: [{ kind: 'note', text: `${other} is told, and can change it too.` }],
  fields: rhythmFields(ctx, rhythm),
  submit: 'Save',
})

/** A series of dates at once: one a line, or a first day and every so many weeks. */
export const datesForm = (relationship: string, other: string): Form => ({
  id: press('dates', { with: relationship }),
  title: `Book dates with ${other}`,
  intro: [{ kind: 'note', text: 'Write the days, or let me count them from the first one.' }],
  fields: [
    datesField,
    { name: 'first', label: 'Or: the first day', kind: 'date', required: false },
    { name: 'weeks', label: 'Every so many weeks', kind: 'number', required: false },
    { name: 'count', label: 'How many dates in all', kind: 'number', required: false },
    {
      name: 'at',
      label: 'At what time, if it is always the same',
      kind: 'text',
      required: false,
      hint: 'Such as 14:00.',
    },
  ],
  submit: 'Book them',
})
