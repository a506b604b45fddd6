import type { Button, Card, Form } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { Absence } from '../../domain/preference.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
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

/** Kept; and for each one supervised the offer to name somebody meanwhile. */
export const awayCard = (
  ctx: Context,
  absence: Absence,
  supervised: readonly Relationship[],
): Card => ({
  summary: 'You are away',
  blocks: [
    { kind: 'text', text: `Kept: ${sayAway(absence, ctx.moment.today)}. I stay quiet meanwhile.` },
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
