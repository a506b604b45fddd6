import type { Block, Button, Card, Form } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { Session } from '../../domain/action.ts'
import type { Absence } from '../../domain/preference.ts'
import { others, personAs, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { called, colleagues } from '../together/people.ts'
import { sayAway } from '../together/words.ts'
import { homeButton } from './words.ts'

export const NOT_KNOWN = 'Not known yet'

export const awayForm = (today: string): Form => ({
  id: press('away'),
  title: 'I’m away',
  intro: [
    {
      kind: 'note',
      text: 'Only the days. Nobody is asked or told why, and nothing is counted for you meanwhile.',
    },
  ],
  fields: [
    { name: 'from', label: 'From', kind: 'date', required: true, value: today },
    {
      name: 'until',
      label: 'Last day away',
      kind: 'date',
      required: true,
      options: [{ value: NOT_KNOWN, label: NOT_KNOWN }],
    },
  ],
  submit: 'Save',
})

/** Somebody this person supervises, for whom somebody else could be there. */
const coverButton = (ctx: Context, each: Relationship, { from, until }: Absence): Button => ({
  label: `Who is there for ${called(ctx, personAs(each, 'worker'))}?`,
  press: press('cover', { of: each.id, from, ...(until === undefined ? {} : { until }) }),
})

/** Dates that are booked for those days: each can be moved with one press, or stay for whoever stands in. */
const bookedDates = (
  ctx: Context,
  relationships: readonly Relationship[],
  booked: readonly Session[],
): readonly Block[] => {
  const items = booked.flatMap(({ id, relationship, on, at }) => {
    const found = relationships.find(each => each.id === relationship)
    if (found === undefined) return []
    const names = others(found, ctx.person.id).map(({ person }) => called(ctx, person))
    const time = at === undefined ? '' : `, ${at}`
    const move: Button = {
      label: 'Move it',
      press: press('start', { dialog: 'reschedule', with: relationship, session: id }),
    }
    return [
      {
        text: `${sayDate(on, ctx.moment.today)}${time}, with ${[...new Set(names)].join(' and ')}`,
        ...(found.kind === 'supervision' ? { buttons: [move] } : {}),
      },
    ]
  })
  if (items.length === 0) return []
  return [
    { kind: 'text', text: 'Booked for those days; it stays until you say otherwise:' },
    { kind: 'list', items },
  ]
}

/** Kept; what is booked meanwhile; and for each one supervised the offer to name somebody meanwhile. */
export const awayCard = (
  ctx: Context,
  absence: Absence,
  relationships: readonly Relationship[],
  supervised: readonly Relationship[],
  booked: readonly Session[],
): Card => ({
  summary: 'You are away',
  blocks: [
    { kind: 'text', text: `Kept: ${sayAway(absence, ctx.moment.today)}. I stay quiet meanwhile.` },
    ...bookedDates(ctx, relationships, booked),
    ...(supervised.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: 'People you supervise can have somebody in the meantime, whose sessions count.',
          },
        ]),
    {
      kind: 'buttons',
      buttons: [
        ...supervised.map(each => coverButton(ctx, each, absence)),
        { label: 'I’m back', press: press('am back'), tone: 'quiet' },
        homeButton,
      ],
    },
  ],
})

export const coverForm = (
  ctx: Context,
  covered: Relationship,
  { from, until }: Partial<Absence>,
): Form => {
  const worker = personAs(covered, 'worker')
  const supervisor = personAs(covered, 'supervisor')
  return {
    id: press('cover', { of: covered.id }),
    title: `Who is there for ${called(ctx, worker)}?`,
    intro: [
      {
        kind: 'note',
        text: 'They read open actions, agenda items and dates of the two of you until their last day, and nothing else.',
      },
    ],
    fields: [
      {
        name: 'person',
        label: 'Who?',
        kind: 'choice',
        required: true,
        options: colleagues(ctx, [worker, supervisor]),
      },
      {
        name: 'from',
        label: 'From',
        kind: 'date',
        required: true,
        ...(from === undefined ? {} : { value: from }),
      },
      {
        name: 'until',
        label: 'Last day',
        kind: 'date',
        required: true,
        ...(until === undefined ? {} : { value: until }),
        hint: 'A day is needed; it can end sooner.',
      },
    ],
    submit: 'Ask them',
  }
}

const span = ({ from, until }: Relationship, today: string): string =>
  `from ${sayDate(from, today)} until ${sayDate(until ?? from, today)}`

/** For the one who is asked: to stand in, or whether the one who offers may. */
export const coverCard = (ctx: Context, cover: Relationship): Card => {
  const { today } = ctx.moment
  const worker = called(ctx, personAs(cover, 'worker'))
  const by = called(ctx, cover.proposedBy)
  const isMine = personAs(cover, 'supervisor') === ctx.person.id
  const days = span(cover, today)
  return {
    summary: 'Somebody stands in for a while',
    blocks: [
      {
        kind: 'text',
        text: isMine
          ? `${by} asks: could you be there for ${worker} ${days}? A session you hold with ${worker} counts.`
          : `${by} offers to be there for you ${days}. They would read open actions, agenda items and dates until then.`,
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: isMine ? 'I will cover' : 'Yes, please',
            press: press('take cover', { with: cover.id }),
            tone: 'main',
          },
          {
            label: isMine ? 'I cannot' : 'No, thank you',
            press: press('decline', { with: cover.id }),
          },
        ],
      },
    ],
  }
}

/** It is settled: until when, and what one can do with each other. */
export const coveringCard = (ctx: Context, cover: Relationship): Card => {
  const isMine = personAs(cover, 'supervisor') === ctx.person.id
  const other = called(ctx, personAs(cover, isMine ? 'worker' : 'supervisor'))
  const days = span(cover, ctx.moment.today)
  return {
    summary: 'Somebody stands in for a while',
    blocks: [
      {
        kind: 'text',
        text: isMine
          ? `Thank you. You are there for ${other} ${days}; open actions, agenda and dates are on your home until then.`
          : `${other} is there for you ${days}.`,
      },
      {
        kind: 'buttons',
        buttons: [{ label: 'Home', press: press('home') }],
      },
    ],
  }
}
