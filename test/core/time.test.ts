import { describe, expect, test } from 'vitest'

import { readDate } from '../../src/core/readDate.ts'
import {
  addDays,
  addWorkingDays,
  dateAt,
  daysBetween,
  instantOf,
  isEndOfWeek,
  isWorking,
  nextWorking,
  sayDate,
  timeAt,
  workingDayBefore,
} from '../../src/core/time.ts'

const london = { zone: 'Europe/London', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
const at = (iso: string): number => Date.parse(iso)
const iso = (ms: number): string => new Date(ms).toISOString()

describe('the working day before', () => {
  test('a Monday is the Friday, whatever the clocks did in between', () => {
    expect(workingDayBefore('2026-10-26', london.days)).toBe('2026-10-23')
    expect(workingDayBefore('2026-03-30', london.days)).toBe('2026-03-27')
    expect(workingDayBefore('2026-11-26', london.days)).toBe('2026-11-25')
  })

  test('of somebody who works on Thursdays only is the Thursday before', () => {
    expect(workingDayBefore('2026-11-26', [4])).toBe('2026-11-19')
  })
})

describe('working time', () => {
  test('on a Saturday night the next working hour is Monday at nine', () => {
    expect(iso(nextWorking(at('2026-11-21T23:00:00Z'), london))).toBe('2026-11-23T09:00:00.000Z')
  })

  test('before nine it is today at nine, after five it is tomorrow', () => {
    expect(iso(nextWorking(at('2026-11-25T06:00:00Z'), london))).toBe('2026-11-25T09:00:00.000Z')
    expect(iso(nextWorking(at('2026-11-25T17:00:00Z'), london))).toBe('2026-11-26T09:00:00.000Z')
  })

  test('at work, now is fine', () => {
    const now = at('2026-11-25T10:30:00Z')
    expect(nextWorking(now, london)).toBe(now)
    expect(isWorking(now, london)).toBe(true)
  })

  test('nine o’clock is nine o’clock on the spot over both clock changes', () => {
    expect(iso(nextWorking(at('2026-03-28T12:00:00Z'), london))).toBe('2026-03-30T08:00:00.000Z')
    expect(iso(nextWorking(at('2026-10-24T12:00:00Z'), london))).toBe('2026-10-26T09:00:00.000Z')
  })

  test('an hour that the spring change leaves out becomes the next one, one that comes twice is the first', () => {
    expect(iso(instantOf('2026-03-29', '01:30', 'Europe/London'))).toBe('2026-03-29T01:30:00.000Z')
    expect(iso(instantOf('2026-10-25', '01:30', 'Europe/London'))).toBe('2026-10-25T00:30:00.000Z')
  })

  test('somebody who works on Saturdays only waits for Saturday', () => {
    const saturdays = { ...london, days: [6] }
    expect(iso(nextWorking(at('2026-11-25T10:00:00Z'), saturdays))).toBe('2026-11-28T09:00:00.000Z')
  })
})

test('the end of the week begins at noon on the last working day, and is not for those who work at weekends', () => {
  expect(isEndOfWeek(at('2026-11-27T11:59:00Z'), london)).toBe(false)
  expect(isEndOfWeek(at('2026-11-27T12:00:00Z'), london)).toBe(true)
  expect(isEndOfWeek(at('2026-11-26T15:00:00Z'), london)).toBe(false)
  expect(isEndOfWeek(at('2026-11-27T15:00:00Z'), { ...london, days: [1, 2, 3, 4, 5, 6] })).toBe(
    false,
  )
})

test('ten working days skip the weekends between', () => {
  expect(addWorkingDays('2026-11-25', 10, london.days)).toBe('2026-12-09')
  expect(addWorkingDays('2026-11-28', 1, london.days)).toBe('2026-11-30')
})

test('a day is the day where the person is', () => {
  expect(dateAt(at('2026-06-30T23:30:00Z'), 'Europe/London')).toBe('2026-07-01')
  expect(timeAt(at('2026-06-30T23:30:00Z'), 'Europe/London')).toBe('00:30')
  expect(dateAt(at('2026-07-01T03:00:00Z'), 'America/Phoenix')).toBe('2026-06-30')
})

test('a day begins at midnight, also for somebody who asked a moment before, and in odd zones', () => {
  const last = [
    ['2026-11-24T23:59:59.999Z', 'Europe/London'],
    ['2026-11-24T18:14:59.999Z', 'Asia/Kathmandu'],
    ['2026-11-24T10:14:59.999Z', 'Pacific/Chatham'],
    ['2026-03-29T22:59:59.999Z', 'Europe/London'],
    ['2026-10-25T23:59:59.999Z', 'Europe/London'],
  ] as const
  for (const [instant, zone] of last) {
    const before = dateAt(at(instant), zone)
    expect(dateAt(at(instant) + 1, zone)).toBe(addDays(before, 1))
    expect(dateAt(at(instant), zone)).toBe(before)
  }
})

test('a date is said with its weekday, and with its year when that is not this one', () => {
  expect(sayDate('2026-12-04', '2026-11-25')).toBe('Friday 4 December')
  expect(sayDate('2027-01-04', '2026-11-25')).toBe('Monday 4 January 2027')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})

describe('a date as people type it', () => {
  const today = '2026-11-25'
  test.each([
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['friday', '2026-11-27'],
    ['next Tuesday', '2026-12-01'],
    ['on Wednesday', '2026-12-02'],
    ['last friday', '2026-11-20'],
    ['in two weeks', '2026-12-09'],
    ['in 3 days', '2026-11-28'],
    ['in 3 months', '2027-02-25'],
    ['4 Dec', '2026-12-04'],
    ['Dec 4th', '2026-12-04'],
    ['Friday, 4 December', '2026-12-04'],
    ['4 January', '2027-01-04'],
    ['3/12', '2026-12-03'],
    ['03/12/26', '2026-12-03'],
    ['2027-02-28', '2027-02-28'],
    ['1st of November', '2026-11-01'],
  ])('“%s” is %s', (typed, expected) => {
    expect(readDate(typed, today)).toBe(expected)
  })

  test.each([
    '31 April',
    '30/02/2027',
    'monkey',
    'soon',
    '',
    '99',
    'in many days',
    'x'.repeat(500),
  ])('“%s” is no date, so it is asked again', typed => {
    expect(readDate(typed, today)).toBeUndefined()
  })
})
