import { addDays, daysBetween } from '../../../src/core/time.ts'
import type { Session } from '../../../src/domain/action.ts'
import type { Occurrence } from '../../../src/domain/nudge.ts'
import { plan } from '../../../src/domain/planning.ts'
import type { Figure } from '../measure.ts'
import {
  at,
  begin,
  couldAct,
  isAway,
  type Life,
  look,
  type Pair,
  workingDaysAfter,
  worldOf,
} from './life.ts'
import { describe, everybody, FIRST_DAY, type Name } from './team.ts'

const DAYS = 3 * 365
const SEED = 4
const CLOSED = (day: string): string | undefined =>
  day.endsWith('-12-25') || day.endsWith('-01-01') ? 'a bank holiday' : undefined

const hears = ({ notices }: Life, person: string): void => {
  notices[person] = (notices[person] ?? 0) + 1
}

const chance = ({ random }: Life, percent: number): boolean => random.below(100) < percent

const book = (life: Life, pair: Pair, day: string, by: string): void => {
  let on = day
  while (isAway(life, pair.worker, on) || isAway(life, pair.supervisor, on))
    on = workingDaysAfter(on, 1)
  const { relationship, sessions } = pair
  const id = `${relationship.id}/${sessions.length}`
  const common = { tenant: relationship.tenant, relationship: relationship.id, rev: 1 }
  sessions.push({ ...common, id, on, at: '14:00', state: 'planned' })
  hears(life, by === pair.worker ? pair.supervisor : pair.worker)
}

const change = (pair: Pair, session: Session, to: Partial<Session>): void => {
  pair.sessions = pair.sessions.map(each => (each === session ? { ...each, ...to } : each))
}

/** Held and recorded: the worker hears of the record, two actions are agreed, and mostly the next date. */
const record = (life: Life, pair: Pair, session: Session, day: string): void => {
  const performance = pair.obligations.some(
    ({ rule, state, soonOn }) => rule === 'C-10' && state === 'open' && soonOn <= day,
  )
  change(pair, session, { state: 'held', ...(performance ? { performance: true } : {}) })
  const { id } = session
  const { relationship } = pair
  pair.records.push({
    id,
    relationship: relationship.id,
    filedAt: at(day, '16:00'),
    answered: false,
  })
  hears(life, pair.worker)
  for (let n = life.random.below(3); n > 0; n -= 1)
    pair.actions.push({
      id: `${id}/${n}`,
      tenant: relationship.tenant,
      relationship: relationship.id,
      rev: 1,
      owner: chance(life, 70) ? pair.worker : pair.supervisor,
      by: workingDaysAfter(day, 5 + life.random.below(15)),
      state: 'open',
      carried: 0,
      what: '',
    })
  look(life, pair, day)
  const next = pair.obligations.find(({ state, rule }) => state === 'open' && rule !== 'C-10')
  if (next === undefined || !chance(life, 60)) return
  const ahead = Math.max(4, daysBetween(day, next.dueOn) - life.random.below(6))
  book(life, pair, workingDaysAfter(addDays(day, ahead), 0), pair.supervisor)
}

/** What people do in an afternoon, by themselves. */
const afternoon = (life: Life, day: string): void => {
  for (const pair of life.pairs) {
    const today = pair.sessions.find(({ state, on }) => state === 'planned' && on === day)
    const away = isAway(life, pair.worker, day) || isAway(life, pair.supervisor, day)
    if (today !== undefined && (away || chance(life, 12))) {
      const to = chance(life, 70) ? workingDaysAfter(day, 2 + life.random.below(6)) : undefined
      const move = {
        from: day,
        by: pair.supervisor,
        at: at(day, '10:00'),
        reason: 'other',
      } as const
      const moves = [...(today.moves ?? []), to === undefined ? move : { ...move, to }]
      change(pair, today, to === undefined ? { state: 'moved', moves } : { on: to, moves })
      hears(life, pair.worker)
    } else if (today !== undefined && chance(life, 70)) record(life, pair, today, day)
    for (const each of pair.records)
      if (!each.answered && !isAway(life, pair.worker, day) && chance(life, 25)) {
        each.answered = true
        hears(life, pair.supervisor)
      }
    for (const [index, action] of pair.actions.entries())
      if (action.state === 'open' && chance(life, 6))
        pair.actions[index] = { ...action, state: 'done' }
  }
}

/** What people do when they are asked. */
const reaction = (life: Life, name: Name, day: string, each: Occurrence): void => {
  const pair = life.pairs.find(({ relationship }) => relationship.id === each.relationship)
  if (pair === undefined || each.as === 'reviewer' || each.refs.variant === 'performance') return
  const asked = pair.sessions.find(({ id }) => id === each.refs.session)
  const booked = pair.sessions.some(({ state, on }) => state === 'planned' && on >= day)
  if (['N-01', 'N-08', 'N-09'].includes(each.nudge) && !booked && chance(life, 55))
    book(life, pair, workingDaysAfter(day, 1 + life.random.below(6)), name)
  if ((each.nudge === 'N-02' || each.nudge === 'N-03') && chance(life, 50))
    pair.prepared[name] = at(day, '10:00')
  if (each.nudge === 'N-04' && asked?.state === 'planned' && chance(life, 75))
    record(life, pair, asked, asked.on)
  if (each.nudge === 'N-05' && each.as === 'worker' && chance(life, 70))
    for (const found of pair.records.filter(({ id }) => id === each.refs.record)) {
      found.answered = true
      hears(life, pair.supervisor)
    }
  if (each.nudge === 'N-13')
    for (const [index, action] of pair.actions.entries())
      if (action.owner === name && action.state === 'open' && chance(life, 60))
        pair.actions[index] = { ...action, state: 'done' }
}

interface Count {
  /** Messages by month, `2026-04`. */
  readonly months: Map<string, number>
  useless: number
  readonly byNudge: Map<string, number>
}

const escalated = (life: Life, day: string, each: Occurrence): void => {
  if (each.as !== 'reviewer') return
  for (const pair of life.pairs)
    pair.obligations = pair.obligations.map(row =>
      row.id === each.refs.obligation && row.escalatedAt === undefined
        ? { ...row, escalatedAt: at(day, '09:00') }
        : row,
    )
}

/** The bundles of one person that go from this hour on, one after the other, each with its answer. */
const send = (life: Life, name: Name, day: string, from: string, until: string, count: Count) => {
  for (let guard = 0; guard < 3; guard += 1) {
    const [next] = plan(worldOf(life, name), at(day, from), 0, CLOSED)
    if (next === undefined || next.at >= at(day, until)) return
    life.bundles[name].push({ day, number: next.number })
    const month = day.slice(0, 7)
    count.months.set(month, (count.months.get(month) ?? 0) + 1)
    for (const each of next.occurrences) {
      if (!couldAct(life, name, day, each)) count.useless += 1
      count.byNudge.set(each.nudge, (count.byNudge.get(each.nudge) ?? 0) + 1)
      const { id, nudge, subject } = each
      life.told[name].push({ id, nudge, subject, at: next.at })
      escalated(life, day, each)
    }
    // They read all of it before they do anything.
    for (const each of next.occurrences) reaction(life, name, day, each)
  }
}

/** Three years of eight people over both programmes: how many messages each of them gets. */
export const threeYears = async (): Promise<readonly Figure[]> => {
  const life = begin(SEED, DAYS)
  const counts = new Map<Name, Count>(
    everybody.map(name => [name, { months: new Map(), useless: 0, byNudge: new Map() }]),
  )
  for (let n = 0; n < DAYS; n += 1) {
    const day = addDays(FIRST_DAY, n)
    for (const pair of life.pairs) look(life, pair, day)
    for (const [name, count] of counts) send(life, name, day, '08:30', '14:00', count)
    if (CLOSED(day) === undefined && workingDaysAfter(addDays(day, -1), 1) === day)
      afternoon(life, day)
    for (const pair of life.pairs) look(life, pair, day)
    for (const [name, count] of counts) send(life, name, day, '16:30', '23:00', count)
  }
  const months = DAYS / (365 / 12)
  const held = life.pairs.reduce(
    (sum, { sessions }) => sum + sessions.filter(({ state }) => state === 'held').length,
    0,
  )
  const useless = [...counts.values()].reduce((sum, count) => sum + count.useless, 0)
  const rows = [...counts].map(([name, { months: byMonth, byNudge }]): Figure => {
    const all = [...byMonth.values()].reduce((sum, count) => sum + count, 0)
    const most = Math.max(0, ...byMonth.values())
    const heard = (life.notices[name] ?? 0) / months
    const kinds = [...byNudge].toSorted().map(([nudge, count]) => `${nudge} ${count}`)
    return {
      what: describe(name),
      is: `${(all / months).toFixed(1)} nudges a month (most ${most}), ${heard.toFixed(1)} notices; ${kinds.join(', ')}`,
      wanted: '≤ 12',
    }
  })
  return [
    ...rows,
    { what: 'sessions held', is: String(held) },
    { what: 'nudges that nobody could act on', is: String(useless), wanted: '0' },
  ]
}
