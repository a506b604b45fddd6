import { describe, expect, it } from 'vitest'

import { plusDays } from '../../src/domain/days.ts'
import { occurrencesOn } from '../../src/domain/occurrences.ts'
import type { World } from '../../src/domain/world.ts'
import {
  actionOf,
  DAY_MS,
  NINE,
  obligationOf,
  open,
  preferenceOf,
  sessionOf,
  supervisionOf,
  TODAY,
  worldOf,
} from './worlds.ts'

/** `N-01 worker` for everything of use on that day. */
const on = (world: World, ahead = 0): readonly string[] =>
  occurrencesOn(world, plusDays(TODAY, ahead), open).map(({ nudge, as, refs }) =>
    refs.variant === undefined ? `${nudge} ${as}` : `${nudge} ${as} ${refs.variant}`,
  )

const days = (world: World, from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    ahead => on(world, ahead).length > 0,
  )

const cover = supervisionOf({
  id: 'cover',
  covers: 'ana-ben',
  from: plusDays(TODAY, -1),
  until: plusDays(TODAY, 20),
  parties: [
    { role: 'supervisor', person: 'mia' },
    { role: 'worker', person: 'ben' },
  ],
})

describe('a date that is due soon (N-01)', () => {
  const due = { obligations: [obligationOf(7)] }

  it('is asked for from the first day of its lead, of both, and not a day before', () => {
    expect(days(worldOf('worker', due), -3, 7)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(on(worldOf('supervisor', due))).toEqual(['N-01 supervisor'])
    expect(on(worldOf('reviewer', due))).toEqual([])
  })

  it('comes again a week later, or two for somebody who wants fewer of these', () => {
    const once = {
      id: `N-01:x:${TODAY}`,
      nudge: 'N-01',
      subject: 'N-01:ana-ben',
      at: NINE,
    } as const
    const long = { obligations: [obligationOf(20, { soonOn: TODAY })] }
    expect(days(worldOf('worker', long, { told: [once] }), 0, 20)[0]).toBe(7)
    const preference = preferenceOf('ben', { fewer: { 'N-01': 'half' } })
    expect(days(worldOf('worker', long, { told: [once], preference }), 0, 20)[0]).toBe(14)
  })

  it('stops when a session is booked, when it is paused, and for whoever wants none', () => {
    expect(on(worldOf('worker', { ...due, sessions: [sessionOf(20)] }))).not.toContain(
      'N-01 worker',
    )
    expect(on(worldOf('worker', { obligations: [obligationOf(7, { state: 'paused' })] }))).toEqual(
      [],
    )
    const preference = preferenceOf('ben', { fewer: { 'N-01': 'off' } })
    expect(on(worldOf('worker', due, { preference }))).toEqual([])
  })

  it('rests for as many days as Ben said', () => {
    const snoozed = { 'N-01:ana-ben': plusDays(TODAY, 3) }
    const world = worldOf('worker', due, { preference: preferenceOf('ben', { snoozed }) })
    expect(days(world, 0, 7)).toEqual([3, 4, 5, 6, 7])
  })

  it('asks nobody who can do nothing: Ben while Ana is away, Ana while Ben is', () => {
    const away = { ana: [{ from: TODAY }] }
    expect(on(worldOf('worker', { ...due, away }))).toEqual([])
    expect(on(worldOf('supervisor', { ...due, away: { ben: [{ from: TODAY }] } }))).toEqual([])
  })

  it('goes to whoever covers, and not to Ana, while she is away', () => {
    const covered = { ...due, away: { ana: [{ from: TODAY }] }, covers: [cover] }
    const mia = worldOf('supervisor', covered, { person: { ...worldOf('reviewer').person } })
    expect(occurrencesOn(mia, TODAY, open).map(({ relationship }) => relationship)).toEqual([
      'cover',
    ])
    expect(on(worldOf('supervisor', covered))).toEqual([])
    expect(on(worldOf('worker', covered))).toEqual(['N-01 worker'])
  })
})

describe('a date that has passed with nothing booked (N-08)', () => {
  const late = (days: number, changes = {}) => ({
    obligations: [obligationOf(-days, changes)],
    reviewer: 'mia',
  })

  it('begins the day after, weekly', () => {
    expect(on(worldOf('worker', late(0)))).toEqual(['N-01 worker'])
    expect(on(worldOf('worker', late(1)))).toEqual(['N-08 worker'])
    const once = {
      id: `N-08:x:${TODAY}`,
      nudge: 'N-08',
      subject: 'N-08:ana-ben',
      at: NINE,
    } as const
    expect(days(worldOf('worker', late(1), { told: [once] }), 0, 9)).toEqual([7, 8, 9])
  })

  it('says beforehand that the manager will be told, and then that she was; once', () => {
    expect(on(worldOf('supervisor', late(6)))).toEqual(['N-08 supervisor'])
    expect(on(worldOf('supervisor', late(7)))).toEqual(['N-08 supervisor near'])
    const gone = late(15, { escalatedAt: NINE - DAY_MS })
    const world = worldOf('worker', gone)
    const [news] = occurrencesOn(world, TODAY, open)
    expect(news?.refs).toMatchObject({ variant: 'told', manager: 'mia' })
    const told = [{ id: news?.id ?? '', nudge: 'N-08', subject: 'N-08:ana-ben', at: NINE } as const]
    expect(days(worldOf('worker', gone, { told }), 0, 15)).toEqual([14, 15])
  })

  it('reaches the manager from the day of telling on, once and then monthly, and not when there is a date', () => {
    expect(on(worldOf('reviewer', late(13)))).toEqual([])
    expect(on(worldOf('reviewer', late(14)))).toEqual(['N-08 reviewer'])
    expect(on(worldOf('reviewer', { ...late(14), sessions: [sessionOf(5)] }))).toEqual([])
    const once = {
      id: `N-08:x:${TODAY}`,
      nudge: 'N-08',
      subject: 'N-08:ana-ben',
      at: NINE,
    } as const
    expect(days(worldOf('reviewer', late(14), { told: [once] }), 0, 30)[0]).toBe(28)
  })

  it('never reaches a manager in a first cycle', () => {
    const { escalateOn: _, ...first } = obligationOf(-60)
    expect(on(worldOf('reviewer', { obligations: [first] }))).toEqual([])
  })
})

describe('a date that was moved without a new one (N-09)', () => {
  const moved = (by: string) =>
    sessionOf(2, {
      state: 'moved',
      moves: [{ from: plusDays(TODAY, 2), by, at: NINE - DAY_MS, reason: 'workload' }],
    })

  it('asks whoever moved it, from the next day on and at most five times', () => {
    const world = worldOf('worker', { sessions: [moved('ben')] })
    expect(days(world, -1, 20)).toEqual(Array.from({ length: 14 }, (_, index) => index))
    expect(on(worldOf('supervisor', { sessions: [moved('ben')] }))).toEqual([])
    const told = [-5, -4, -3, -2, -1].map(ahead => ({
      id: `N-09:s2:${plusDays(TODAY, ahead)}`,
      nudge: 'N-09' as const,
      subject: 'N-09:ana-ben',
      at: NINE,
    }))
    expect(on({ ...world, told })).toEqual([])
  })

  it('keeps the other nudges about the date away until a new one is found', () => {
    const both = { sessions: [moved('ben')], obligations: [obligationOf(5)] }
    expect(on(worldOf('worker', both))).toEqual(['N-09 worker'])
    expect(
      on(worldOf('worker', { ...both, sessions: [moved('ben'), sessionOf(5)] })),
    ).not.toContain('N-09 worker')
  })
})

describe('before a session (N-02, N-03)', () => {
  const ahead = (days: number, changes = {}) => ({ sessions: [sessionOf(days)], ...changes })

  it('the worker is asked three working days before, and both on the last one; never twice on a day', () => {
    // Next Tuesday: three working days before is Thursday, the one before is Monday.
    expect(days(worldOf('worker', ahead(6)), 0, 6)).toEqual([1, 2, 3, 4, 5])
    expect(on(worldOf('worker', ahead(6)), 1)).toEqual(['N-02 worker'])
    expect(on(worldOf('worker', ahead(6)), 5)).toEqual(['N-03 worker'])
    expect(days(worldOf('supervisor', ahead(6)), 0, 5)).toEqual([5])
  })

  it('whoever has prepared is left in peace', () => {
    const prepared = { ben: NINE + DAY_MS }
    expect(days(worldOf('worker', ahead(6, { prepared })), 0, 6)).toEqual([])
  })

  it('two who meet every week get one prompt, not two', () => {
    const weekly = { sessions: [sessionOf(-1), sessionOf(6)] }
    expect(days(worldOf('worker', weekly), 0, 6)).toEqual([5])
  })

  it('nobody is asked to prepare for a day on which the other is away', () => {
    const away = { ana: [{ from: plusDays(TODAY, 6), until: plusDays(TODAY, 8) }] }
    expect(days(worldOf('worker', ahead(6, { away })), 0, 6)).toEqual([])
  })
})

describe('after a session (N-04)', () => {
  const at = (time: string) => ({ sessions: [sessionOf(0, { at: time })] })

  it('its supervisor is asked two hours after the end, and only them', () => {
    const [asked] = occurrencesOn(worldOf('supervisor', at('10:00')), TODAY, open)
    expect(asked).toMatchObject({ nudge: 'N-04', after: '13:30' })
    expect(on(worldOf('worker', at('10:00')))).toEqual([])
  })

  it('waits for the next morning when that is after work, or when nobody said the hour', () => {
    expect(on(worldOf('supervisor', at('15:00')))).toEqual([])
    expect(on(worldOf('supervisor', { sessions: [sessionOf(0)] }))).toEqual([])
    const [next] = occurrencesOn(worldOf('supervisor', at('15:00')), plusDays(TODAY, 1), open)
    expect(next).toMatchObject({ nudge: 'N-04' })
    expect(next?.after).toBeUndefined()
  })

  it('asks twice, and stops when the session is recorded', () => {
    const world = worldOf('supervisor', at('10:00'))
    const first = {
      id: `N-04:s0:1:${TODAY}`,
      nudge: 'N-04',
      subject: 'N-04:ana-ben',
      at: NINE,
    } as const
    expect(days({ ...world, told: [first] }, 0, 5)[0]).toBe(2)
    const second = { ...first, id: `N-04:s0:2:${plusDays(TODAY, 2)}` }
    expect(days({ ...world, told: [first, second] }, 0, 14)).toEqual([])
    const recorded = { sessions: [sessionOf(0, { id: 'h', state: 'held' }), sessionOf(0)] }
    expect(on(worldOf('supervisor', recorded), 1)).toEqual([])
  })

  it('“Later today” brings it back in the afternoon', () => {
    const first = {
      id: `N-04:s-1:1:${TODAY}`,
      nudge: 'N-04',
      subject: 'N-04:ana-ben',
      at: NINE,
    } as const
    const preference = preferenceOf('ana', { snoozed: { 'N-04:ana-ben': TODAY } })
    const yesterday = { sessions: [sessionOf(-1, { state: 'planned' })] }
    const world = worldOf('supervisor', yesterday, { told: [first], preference })
    expect(occurrencesOn(world, TODAY, open)).toMatchObject([{ nudge: 'N-04', after: '15:00' }])
  })
})

describe('a record that waits (N-05)', () => {
  const record = {
    record: 'r1',
    version: 1,
    relationship: 'ana-ben',
    kind: 'R04',
    filedAt: NINE,
  } as const

  it('is named after three working days to its reader, and after five to its author', () => {
    const mine = worldOf('worker', {}, { records: [{ ...record, waitsFor: 'me' }] })
    expect(days(mine, 0, 8)).toEqual([5, 6, 7, 8])
    const authors = worldOf('supervisor', {}, { records: [{ ...record, waitsFor: 'worker' }] })
    expect(days(authors, 0, 8)).toEqual([7, 8])
  })
})

describe('own actions (N-13)', () => {
  it('are told two working days before and on the day, those of one supervision together', () => {
    const world = worldOf('worker', {}, { actions: [actionOf(2), actionOf(1)] })
    const [both] = occurrencesOn(world, TODAY, open)
    expect(both).toMatchObject({ id: `N-13:ana-ben:${TODAY}`, as: 'owner' })
    expect(both?.refs).toEqual({ count: '2', date: plusDays(TODAY, 1) })
    expect(days(worldOf('worker', {}, { actions: [actionOf(2)] }), -2, 3)[0]).toBe(0)
  })

  it('a date at the weekend is told on Friday', () => {
    const told = [
      { id: `N-13:ana-ben:${TODAY}`, nudge: 'N-13', subject: 'N-13:ana-ben', at: NINE } as const,
    ]
    expect(days(worldOf('worker', {}, { actions: [actionOf(3)], told }), 0, 3)).toEqual([2, 3])
  })

  it('carried twice, it is for the two to talk about', () => {
    expect(on(worldOf('worker', {}, { actions: [actionOf(0, { carried: 2 })] }))).toEqual([])
    expect(on(worldOf('worker', {}, { actions: [actionOf(0, { state: 'done' })] }))).toEqual([])
  })
})

describe('a change of phase (N-29)', () => {
  it('is announced a week before, once, to both', () => {
    const rhythm = {
      programme: 'uk-childrens-services',
      profile: 'nqsw',
      startedOn: plusDays(TODAY, -35),
      trackFrom: plusDays(TODAY, -35),
    }
    const pair = { relationship: supervisionOf({ rhythm }) }
    expect(days(worldOf('worker', pair), -3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6])
    const [news] = occurrencesOn(worldOf('supervisor', pair), TODAY, open)
    expect(news).toMatchObject({ nudge: 'N-29', refs: { date: plusDays(TODAY, 7), rule: 'C-02' } })
    const told = [{ ...(news ?? { id: '', subject: '' }), nudge: 'N-29', at: NINE } as const]
    expect(on(worldOf('supervisor', pair, { told }))).toEqual([])
  })
})
