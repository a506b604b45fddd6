import type { Block, Download, Fact, Form, Page } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { addDays, sayDate } from '../../core/time.ts'
import {
  type DueDate,
  type PairDates,
  type Period,
  pairDates,
  totals,
} from '../../domain/datesSummary.ts'
import type { NamedDates } from '../../domain/peopleStore.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import { personAs } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'

/** The last three months, as at today. */
const recent = ({ moment: { today } }: Context): Period => ({
  from: addDays(today, -91),
  to: today,
  asAt: today,
})

const DAY = String.raw`\d{4}-\d{2}-\d{2}`
const NAME = new RegExp(`^dates(?:/(${DAY})/(${DAY})(?:/(${DAY}))?)?$`)

const isDay = (text: string): boolean => {
  try {
    return addDays(text, 0) === text
  } catch {
    return false
  }
}

/** The period that the name of a view asks for; undefined when it is none, or no such days exist. */
export const periodIn = (ctx: Context, name: string): Period | undefined => {
  const [whole, from, to, asAt] = NAME.exec(name) ?? []
  if (whole === undefined) return undefined
  if (from === undefined || to === undefined) return recent(ctx)
  const period = { from, to, asAt: asAt ?? ctx.moment.today }
  return Object.values(period).every(isDay) && from <= to ? period : undefined
}

export const viewOfPeriod = ({ from, to, asAt }: Period): string => `dates/${from}/${to}/${asAt}`

/** What the reporting line reads as it stood on this day; undefined for whoever has nobody below who supervises. */
export const namedFor = async (
  { house, scope, person, moment }: Context,
  asAt: string,
): Promise<readonly NamedDates[] | undefined> => {
  const { store } = house
  const lines = (await store.relationships(scope)).filter(({ kind }) => kind === 'line')
  if (lines.every(each => personAs(each, 'supervisor') !== person.id)) return undefined
  const named = await store.namedDates(scope, asAt)
  if (named.length > 0 || asAt === moment.today) return named.length > 0 ? named : undefined
  return (await store.namedDates(scope, moment.today)).length > 0 ? named : undefined
}

const nameOf = ({ people }: Context, person: string): string =>
  people.find(({ id }) => id === person)?.name ?? 'Somebody who has left'

const rule = ({ programme, rule }: DueDate['obligation']): string =>
  ruleOf(programme, rule)?.says ?? rule

const dueWords = (today: string, { obligation, is }: DueDate): string => {
  const by = `by ${sayDate(obligation.dueOn, today)}`
  switch (is) {
    case 'held':
      return `${by}: held in time`
    case 'held later':
      return `${by}: held later`
    case 'not needed':
      return `${by}: agreed otherwise`
    case 'resting':
      return 'resting while the worker is away'
    case 'late':
    case 'overdue':
    case 'escalated':
      return `${by}: not held yet`
    case 'due':
      return 'today'
    case 'dueSoon':
    case 'planned':
      return by
    case 'ended':
      return 'ended'
    default:
      return is satisfies never
  }
}

const pairFacts = (ctx: Context, { held, next, due, moves }: PairDates): readonly Fact[] => {
  const { today } = ctx.moment
  const say = (day: string): string => sayDate(day, today)
  const last = due.at(-1)
  return [
    {
      label: 'Held',
      value: held.length === 0 ? 'none in this time' : held.map(({ on }) => say(on)).join('; '),
    },
    { label: 'Next date', value: next === undefined ? 'not booked yet' : say(next.on) },
    ...(due.length === 0
      ? []
      : [{ label: 'Due', value: due.map(each => dueWords(today, each)).join('; ') }]),
    ...(last === undefined ? [] : [{ label: 'Rhythm', value: rule(last.obligation) }]),
    ...moves.map(({ from, to, reason }) => ({
      label: 'Moved',
      value: `${say(from)} to ${to === undefined ? 'a day still to be found' : say(to)} (${reason})`,
    })),
  ]
}

const bySupervisor = (ctx: Context, pairs: readonly PairDates[]): readonly Block[] =>
  [...new Set(pairs.map(({ supervisor }) => supervisor))].flatMap(
    (supervisor): readonly Block[] => [
      { kind: 'heading', level: 2, text: `With ${nameOf(ctx, supervisor)}` },
      ...pairs
        .filter(each => each.supervisor === supervisor)
        .flatMap((pair): readonly Block[] => [
          { kind: 'heading', level: 3, text: nameOf(ctx, pair.worker) },
          { kind: 'facts', facts: pairFacts(ctx, pair) },
        ]),
    ],
  )

const sums = (pairs: readonly PairDates[]): Block => {
  const { held, moved, inTime, later, waiting, resting } = totals(pairs)
  const facts: readonly (readonly [string, number])[] = [
    ['Supervisions', pairs.length],
    ['Sessions held', held],
    ['Due dates held in time', inTime],
    ['Due dates held later', later],
    ['Due dates not held yet', waiting],
    ['Resting', resting],
    ['Dates moved', moved],
  ]
  return { kind: 'facts', facts: facts.map(([label, value]) => ({ label, value: String(value) })) }
}

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csv = (ctx: Context, pairs: readonly PairDates[]): string => {
  const lines = pairs.flatMap(pair => {
    const who = [nameOf(ctx, pair.worker), nameOf(ctx, pair.supervisor)]
    return [
      ...pair.held.map(({ on }) => [...who, 'held', on, '']),
      ...pair.due.map(({ obligation, is }) => [
        ...who,
        'due',
        obligation.dueOn,
        ['late', 'overdue', 'escalated'].includes(is)
          ? 'not held yet'
          : is === 'dueSoon'
            ? 'due soon'
            : is,
      ]),
      ...pair.moves.map(({ from, reason }) => [...who, 'moved', from, reason]),
      ...(pair.next === undefined ? [] : [[...who, 'next', pair.next.on, '']]),
    ]
  })
  const heading = ['worker', 'supervisor', 'what', 'date', 'state or reason']
  return `${[heading, ...lines].map(line => line.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Dates of the supervisions below this person: named, and never what was said. */
export const datesPage = (ctx: Context, named: readonly NamedDates[], period: Period): Page => {
  const { today } = ctx.moment
  const pairs = named
    .map(each => pairDates(each, period))
    .toSorted(
      (a, b) =>
        nameOf(ctx, a.supervisor).localeCompare(nameOf(ctx, b.supervisor)) ||
        nameOf(ctx, a.worker).localeCompare(nameOf(ctx, b.worker)),
    )
  const file: Download = {
    name: `supervision-dates-${period.from}-${period.to}.csv`,
    label: 'Take as a table (CSV)',
    type: 'text/csv',
    text: csv(ctx, pairs),
  }
  return {
    title: 'Supervision dates',
    blocks: [
      {
        kind: 'text',
        text: `${sayDate(period.from, today)} to ${sayDate(period.to, today)}, as at ${sayDate(period.asAt, today)}`,
      },
      {
        kind: 'note',
        tone: 'readers',
        text: 'Dates only: what was said stays with the people it belongs to, and they know that you see this.',
      },
      { kind: 'buttons', buttons: [{ label: 'Another time', press: press('period') }] },
      ...(pairs.length === 0
        ? [{ kind: 'text' as const, text: 'There were no supervisions below you on that day.' }]
        : [sums(pairs), ...bySupervisor(ctx, pairs)]),
    ],
    ...(pairs.length === 0 ? {} : { downloads: [file] }),
  }
}

/** Asks for another period. */
export const periodForm = ({ from, to, asAt }: Period): Form => ({
  id: press('period'),
  title: 'Which time?',
  intro: [],
  fields: [
    { name: 'from', label: 'From', kind: 'date', required: true, value: from },
    { name: 'to', label: 'To', kind: 'date', required: true, value: to },
    {
      name: 'asAt',
      label: 'As at',
      kind: 'date',
      required: true,
      value: asAt,
      hint: 'As the people worked together on this day.',
    },
  ],
  submit: 'Show it',
})
