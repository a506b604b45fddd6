import { describe, expect, test } from 'vitest'

import { countFrom, nextPhase, rulesInForce } from '../../src/domain/phases.ts'
import { profileOf } from '../../src/domain/programmes/index.ts'
import type { Profile } from '../../src/domain/programmes/programme.ts'
import { addSpan } from '../../src/domain/span.ts'
import { factsOf, held, look, pair, rhythmOf, theOne, weekdays } from './supervision.ts'

// Day 42 is Monday 16 February, six calendar months are over on 5 July.
const starter = rhythmOf('nqsw')
const nqsw = profileOf(starter)
if (nqsw === undefined) throw new Error('the profile ships')
const day = (count: number): string => addSpan('2026-01-05', { days: count }, [])

const dueFrom = (since: string, profile: Profile = nqsw, rhythm = starter) => {
  const counting = { rhythm, profile, meets: 'session', calendar: { days: weekdays } } as const
  const counted = countFrom(since, counting)
  return [counted?.rule.id, counted?.dueOn]
}

describe('a newly qualified social worker', () => {
  test.each([
    [-1, []],
    [0, ['C-01']],
    [41, ['C-01']],
    [42, ['C-02']],
  ])('on day %i of the job', (count, ids) => {
    expect(rulesInForce(nqsw, '2026-01-05', day(count)).map(({ id }) => id)).toEqual(ids)
  })

  test('after six calendar months, counted from the day they started, it is at least monthly', () => {
    const on = (started: string, date: string) => rulesInForce(nqsw, started, date)[0]?.id
    expect([on('2026-01-05', '2026-07-04'), on('2026-01-05', '2026-07-05')]).toEqual([
      'C-02',
      'C-03',
    ])
    expect([on('2025-08-31', '2026-02-27'), on('2025-08-31', '2026-02-28')]).toEqual([
      'C-02',
      'C-03',
    ])
  })

  test('a due day inside the old phase stands, one in the new phase is the new rule’s', () => {
    expect(dueFrom(day(34))).toEqual(['C-01', day(41)])
    expect(dueFrom(day(35))).toEqual(['C-02', day(49)])
    expect(dueFrom('2026-06-20')).toEqual(['C-02', '2026-07-04'])
    expect(dueFrom('2026-06-21')).toEqual(['C-03', '2026-07-21'])
  })

  test('a session that was due in the old phase is still asked for in the new one, and met late', () => {
    const facts = factsOf(starter)
    const begun = look(facts, day(0))
    const sessions = [held(day(7)), held(day(14)), held(day(21)), held(day(28))]
    const obligations = look({ ...facts, obligations: begun, sessions }, day(30))
    const late = theOne(look({ ...facts, obligations, sessions }, day(45)))
    expect([late.rule, late.dueOn]).toEqual(['C-01', day(35)])
    const after = [...sessions, held(day(46))]
    const rows = look({ ...facts, obligations, sessions: after }, day(46))
    expect(rows.find(({ id }) => id === late.id)?.state).toBe('metLate')
    expect([theOne(rows).rule, theOne(rows).dueOn]).toEqual(['C-02', day(60)])
  })

  test('who agreed on every week keeps it when the rule grows wider', () => {
    const weekly = { ...starter, everyDays: 7 }
    expect(dueFrom(day(40), nqsw, weekly)).toEqual(['C-02', day(47)])
  })
})

test('a stricter phase asks for nothing before its first day', () => {
  const [weekly, fortnightly] = nqsw.rules
  if (weekly === undefined || fortnightly === undefined) throw new Error('there are three')
  const { until: _never, ...onlyLater } = weekly
  const stricter: Profile = {
    ...nqsw,
    rules: [
      { ...onlyLater, id: 'later', from: { days: 42 } },
      { ...fortnightly, id: 'first', from: { days: 0 }, until: { days: 42 } },
    ],
  }
  expect(dueFrom(day(27), stricter)).toEqual(['first', day(41)])
  expect(dueFrom(day(28), stricter)).toEqual(['later', day(42)])
  expect(dueFrom(day(30), stricter)).toEqual(['later', day(42)])
  expect(dueFrom(day(36), stricter)).toEqual(['later', day(43)])
})

describe('the next change of phase', () => {
  test('names its first day, the new rule and the one before', () => {
    const told = (today: string) => {
      const change = nextPhase(starter, today)
      return [change?.on, change?.before.id, change?.rule.id]
    }
    expect(told(day(0))).toEqual([day(42), 'C-01', 'C-02'])
    expect(told(day(41))).toEqual([day(42), 'C-01', 'C-02'])
    expect(told(day(42))).toEqual(['2026-07-05', 'C-02', 'C-03'])
  })

  test('is none in the last phase, where there is one only, and in an unknown programme', () => {
    expect(nextPhase(starter, '2026-07-05')).toBeUndefined()
    expect(nextPhase(rhythmOf('postAsye'), '2026-02-01')).toBeUndefined()
    expect(nextPhase({ ...starter, programme: 'elsewhere' }, day(0))).toBeUndefined()
  })

  test('of somebody who has not started yet is the first real one', () => {
    expect(nextPhase(starter, '2025-12-20')?.on).toBe(day(42))
  })
})

test('a pair whose last day has passed ends on that day, also before anybody says so', () => {
  const obligations = look(factsOf(starter), day(0))
  const relationship = pair(starter, { until: day(3) })
  const rows = look(factsOf(starter, { relationship, obligations }), day(4))
  expect(rows).toMatchObject([{ state: 'ended', closedOn: day(3) }])
})
