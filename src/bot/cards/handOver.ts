import type { Card, Form } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { called, colleagues } from '../together/people.ts'
import { homeButton } from './words.ts'

export const handOverForm = (ctx: Context, old: Relationship): Form => {
  const worker = personAs(old, 'worker')
  return {
    id: press('hand over', { of: old.id }),
    title: `Another supervisor for ${called(ctx, worker)}`,
    intro: [
      {
        kind: 'note',
        text: `${called(ctx, worker)} decides what goes over. Open actions and dates always do, so nothing agreed is lost.`,
      },
    ],
    fields: [
      {
        name: 'person',
        label: 'Who supervises from then on?',
        kind: 'choice',
        required: true,
        options: colleagues(ctx, [worker, personAs(old, 'supervisor')]),
      },
      { name: 'from', label: 'From when?', kind: 'date', required: true, value: ctx.moment.today },
    ],
    submit: 'Propose it',
  }
}

/** For the worker: who comes next, and that they decide what goes with them. */
export const handOverCard = (ctx: Context, next: Relationship): Card => {
  const supervisor = called(ctx, personAs(next, 'supervisor'))
  return {
    summary: 'Another supervisor for you',
    blocks: [
      {
        kind: 'text',
        text: `${supervisor} is to supervise you from ${sayDate(next.from, ctx.moment.today)}. You decide what ${supervisor} may read of what you had so far; open actions and dates go over in any case.`,
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: 'Choose what goes over',
            press: press('what goes over', { with: next.id }),
            tone: 'main',
          },
          { label: 'This is not right', press: press('decline', { with: next.id }) },
          homeButton,
        ],
      },
    ],
  }
}

/** Agreements and plans by title; nothing is ticked unless the worker ticks it. */
export const goesOverForm = (
  ctx: Context,
  next: Relationship,
  records: readonly SupervisionRecord[],
): Form => {
  const supervisor = called(ctx, personAs(next, 'supervisor'))
  const options = records.map(({ id, title, on }) => ({
    value: id,
    label: `${title}, ${sayDate(on, ctx.moment.today)}`,
  }))
  const field = {
    name: 'records',
    label: `What may ${supervisor} read?`,
    kind: 'several' as const,
    required: false,
    hint: 'Leave all empty to begin afresh. You can show anything later.',
    options,
  }
  return {
    id: press('goes over', { with: next.id }),
    title: `${supervisor} supervises you from ${sayDate(next.from, ctx.moment.today)}`,
    intro: [
      {
        kind: 'text',
        text: 'Open actions, agenda items and dates go over in any case. Session records and notes stay where they are.',
      },
    ],
    fields: options.length === 0 ? [] : [field],
    submit: 'Confirm',
  }
}

/** For the new supervisor, once the worker has said yes. */
export const takenOverCard = (ctx: Context, next: Relationship): Card => {
  const worker = called(ctx, personAs(next, 'worker'))
  return {
    summary: 'You supervise somebody new',
    blocks: [
      {
        kind: 'text',
        text: `${worker} has confirmed: you supervise ${worker} from ${sayDate(next.from, ctx.moment.today)}. Open actions and dates came with it, and the rhythm goes on.`,
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: 'Set up how we meet',
            press: press('rhythm', { with: next.id }),
            tone: 'main',
          },
          { label: 'Book dates', press: press('dates', { with: next.id }) },
          homeButton,
        ],
      },
    ],
  }
}
