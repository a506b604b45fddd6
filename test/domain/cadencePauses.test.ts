import { describe, expect, test } from 'vitest'

import { reconcile } from '../../src/domain/cadence.ts'
import type { Absence } from '../../src/domain/preference.ts'
import { factsOf, held, look, rhythmOf, theOne } from './supervision.ts'

// Due on Tuesday 30 June; the person is well known, so the reporting line reads a late one.
const rhythm = rhythmOf('postAsye', { trackFrom: '2026-04-30' })
const sessions = [held('2026-05-30')]
const begun = look(factsOf(rhythm), '2026-04-30')
const obligations = look(factsOf(rhythm, { obligations: begun, sessions }), '2026-05-30')

const withAway = (...absences: readonly Absence[]) =>
  factsOf(rhythm, { obligations, sessions, absences })
const afterwards = (today: string, ...absences: readonly Absence[]) =>
  theOne(look(withAway(...absences), today))

describe('while the worker is away', () => {
  const fortnight = { from: '2026-06-15', until: '2026-06-26' }

  test('it is paused from the first day until they are back at work, not before', () => {
    expect(reconcile(withAway(fortnight), '2026-06-14')).toEqual([])
    for (const day of ['2026-06-15', '2026-06-26', '2026-06-28'])
      expect(afterwards(day, fortnight)).toMatchObject({
        state: 'paused',
        pausedFrom: '2026-06-15',
        dueOn: '2026-06-30',
      })
  })

  test('back at work, the clock restarts on that day', () => {
    const one = afterwards('2026-06-29', fortnight)
    expect(one).toMatchObject({
      id: 'ada-ben:C-04:2026-05-30',
      state: 'open',
      since: '2026-05-30',
      resumedOn: '2026-06-29',
      soonOn: '2026-07-22',
      dueOn: '2026-07-29',
      escalateOn: '2026-08-12',
    })
    expect(one).not.toHaveProperty('pausedFrom')
  })

  test('it restarts once, however often it is looked at, and the pause itself is written once', () => {
    const paused = look(withAway(fortnight), '2026-06-15')
    const facts = { ...withAway(fortnight), obligations: paused }
    expect(reconcile(facts, '2026-06-20')).toEqual([])
    const resumed = look(facts, '2026-06-29')
    expect(reconcile({ ...facts, obligations: resumed }, '2026-06-29')).toEqual([])
    expect(reconcile({ ...facts, obligations: resumed }, '2026-07-20')).toEqual([])
  })

  test('it is the same when nobody looked until they were back', () => {
    const paused = look(withAway(fortnight), '2026-06-15')
    const seen = theOne(look({ ...withAway(fortnight), obligations: paused }, '2026-07-01'))
    expect(seen).toEqual({ ...afterwards('2026-07-01', fortnight), rev: seen.rev })
  })

  test('a bank holiday on the first day back is one more day away', () => {
    const isClosed = (day: string) => (day === '2026-06-29' ? 'bank holiday' : undefined)
    const facts = { ...withAway(fortnight), calendar: { days: [1, 2, 3, 4, 5], isClosed } }
    expect(theOne(look(facts, '2026-06-29')).state).toBe('paused')
    expect(theOne(look(facts, '2026-06-30')).resumedOn).toBe('2026-06-30')
  })

  test('three working days leave the dates as they are, four do not', () => {
    const three = { from: '2026-06-18', until: '2026-06-22' }
    expect(reconcile(withAway(three), '2026-06-19')).toEqual([])
    expect(reconcile(withAway(three), '2026-06-23')).toEqual([])
    expect(afterwards('2026-06-19', { ...three, until: '2026-06-23' }).state).toBe('paused')
  })

  test('two absences with a weekend between them are one', () => {
    const [first, second] = [
      { from: '2026-06-11', until: '2026-06-12' },
      { from: '2026-06-15', until: '2026-06-16' },
    ]
    expect(afterwards('2026-06-13', second, first)).toMatchObject({
      state: 'paused',
      pausedFrom: '2026-06-11',
    })
    expect(afterwards('2026-06-17', first, second).resumedOn).toBe('2026-06-17')
  })

  test('without a day of return it stays paused; a return after two days leaves all as it was', () => {
    const paused = look(withAway({ from: '2026-06-15' }), '2026-06-15')
    expect(theOne(paused).state).toBe('paused')
    const still = { ...withAway({ from: '2026-06-15' }), obligations: paused }
    expect(reconcile(still, '2026-12-01')).toEqual([])
    const back = { ...still, absences: [{ from: '2026-06-15', until: '2026-06-16' }] }
    const one = theOne(look(back, '2026-06-17'))
    expect(one).toEqual({ ...theOne(obligations), rev: one.rev })
  })

  test('dates never come nearer by an absence', () => {
    const facts = factsOf(rhythmOf('groupCasework', { trackFrom: '2026-05-30' }))
    const begun = look(facts, '2026-05-30')
    const absences = [{ from: '2026-06-01', until: '2026-06-05' }]
    const one = theOne(look({ ...facts, obligations: begun, absences }, '2026-06-08'))
    expect(one.dueOn).toBe('2026-07-20')
    for (const field of ['soonOn', 'dueOn', 'graceUntil'] as const)
      expect(one[field] >= theOne(begun)[field]).toBe(true)
  })

  test('a session held meanwhile is in time, although its day had come', () => {
    const away = { from: '2026-06-22' }
    const paused = look(withAway(away), '2026-06-22')
    const facts = { ...withAway(away), obligations: paused }
    const rows = look({ ...facts, sessions: [...sessions, held('2026-07-08')] }, '2026-07-08')
    expect(rows.find(({ since }) => since === '2026-05-30')?.state).toBe('met')
    expect(theOne(rows)).toMatchObject({ since: '2026-07-08', state: 'paused' })
  })

  test('a late one begins anew once they are back', () => {
    const one = afterwards('2026-07-27', { from: '2026-07-06', until: '2026-07-24' })
    expect([one.dueOn, one.escalateOn]).toEqual(['2026-08-27', '2026-09-10'])
  })

  test('an absence that was over before the last session changes nothing', () => {
    const may = { from: '2026-05-04', until: '2026-05-22' }
    expect(reconcile(withAway(may), '2026-06-01')).toEqual([])
  })
})

describe('over a long stretch', () => {
  const yearly = rhythmOf('supportWorker')
  const begun = look(factsOf(yearly), '2026-01-05')
  const leaves = ['2026-04-06', '2026-08-03', '2026-10-26'].map(from => ({
    from,
    until: from.replace(/\d\d$/, day => String(Number(day) + 4).padStart(2, '0')),
  }))

  test('a week of leave gives that week back; it does not begin the year anew', () => {
    const facts = factsOf(yearly, { obligations: begun, absences: leaves })
    const rows = look(facts, '2026-11-10')
    expect(rows.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([
      ['C-07', '2026-07-26'],
      ['C-10', '2027-01-26'],
    ])
  })
})

test('a phase that changes while somebody is away is the one they come back to', () => {
  const rhythm = rhythmOf('nqsw')
  const obligations = look(factsOf(rhythm), '2026-01-05')
  const sessions = [held('2026-02-02')]
  const known = look(factsOf(rhythm, { obligations, sessions }), '2026-02-02')
  const absences = [{ from: '2026-02-04', until: '2026-02-20' }]
  const rows = look(factsOf(rhythm, { obligations: known, sessions, absences }), '2026-02-23')
  expect(rows.map(({ rule, state }) => [rule, state])).toEqual([
    ['C-01', 'metLate'],
    ['C-01', 'ended'],
    ['C-02', 'open'],
  ])
  expect(theOne(rows)).toMatchObject({ since: '2026-02-02', dueOn: '2026-03-09' })
})
