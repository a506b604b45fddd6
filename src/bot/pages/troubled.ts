import type { Block, ListItem } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { dateAt, sayDate } from '../../core/time.ts'
import type { Delivery } from '../../domain/delivery.ts'
import type { Context } from '../context.ts'
import { nameOf } from './sections.ts'

const kinds: Readonly<Record<Delivery['kind'], string>> = {
  notice: 'A notice',
  nudge: 'Nudges of a day',
  wake: 'Something kept for a day',
  deadline: 'The last day of a part',
  look: 'Looking what is due',
}

const states: Readonly<Record<Delivery['state'], string>> = {
  pending: 'is tried again by itself',
  sent: 'arrived',
  unknown: 'may have arrived, or not',
  dead: 'given up after several tries',
  expired: 'was of no use any more',
  undeliverable: 'has nowhere to go',
  dropped: 'was not needed any more',
}

const mayGoAgain = new Set<Delivery['state']>(['dead', 'unknown', 'undeliverable'])

const item = (ctx: Context, delivery: Delivery): ListItem => {
  const { id, kind, person, state, reason, dueAt } = delivery
  const { zone } = ctx.person.works
  return {
    text: `${kinds[kind]} for ${nameOf(ctx, person)}`,
    detail: `${sayDate(dateAt(dueAt, zone), ctx.moment.today)}; ${states[state]}; ${reason}`,
    ...(mayGoAgain.has(state)
      ? { buttons: [{ label: 'Try again', press: press('try again', { id }) }] }
      : {}),
  }
}

/** For an admin: what did not plainly arrive. States, names, dates; never what it said. */
export const troubledSection = (ctx: Context, troubled: readonly Delivery[]): readonly Block[] => {
  if (troubled.length === 0) return []
  const counted = [...new Set(troubled.map(({ state }) => state))].map(state => ({
    label: state,
    value: String(troubled.filter(each => each.state === state).length),
  }))
  return [
    { kind: 'heading', level: 2, text: 'Messages that need a look' },
    { kind: 'facts', facts: counted },
    { kind: 'list', items: troubled.map(each => item(ctx, each)) },
  ]
}
