import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'

import { readDate } from '../../src/core/readDate.ts'
import {
  addDays,
  addWorkingDays,
  dateAt,
  daysBetween,
  goAt,
  instantOf,
  isEndOfWeek,
  isWorkday,
  isWorking,
  nextWorking,
  sayDate,
  timeAt,
  type When,
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

test('working days can be counted backwards, skip what is closed, and come to an end where all is closed', () => {
  const isClosed = (day: string) => (day === '2026-12-25' ? 'bank holiday' : undefined)
  expect(addWorkingDays('2026-12-24', 1, london.days, isClosed)).toBe('2026-12-28')
  expect(addWorkingDays('2026-12-28', -1, london.days, isClosed)).toBe('2026-12-24')
  expect(addWorkingDays('2026-12-28', 0, london.days)).toBe('2026-12-28')
  expect(addWorkingDays('2026-12-28', 2, [])).toBe('2026-12-30')
  expect(addWorkingDays('2026-01-01', 2, london.days, () => 'closed') > '2027-01-01').toBe(true)
})

test('days are counted as the calendar counts them, over leap years and centuries', () => {
  const date = fc.integer({ min: -80_000, max: 80_000 })
  fc.assert(
    fc.property(date, fc.integer({ min: -1000, max: 1000 }), (at, days) => {
      const from = Temporal.PlainDate.from('1970-01-01').add({ days: at })
      const to = from.add({ days })
      expect(addDays(from.toString(), days)).toBe(to.toString())
      expect(daysBetween(from.toString(), to.toString())).toBe(days)
      expect(isWorkday(from.toString(), [from.dayOfWeek])).toBe(true)
    }),
  )
  expect(() => addDays('soon', 1)).toThrow('not an ISO date')
})

describe('the hour at which something may reach somebody', () => {
  const always: When = { works: london, isAway: () => false, isClosed: () => undefined }
  const go = (day: string, more: Partial<When> = {}) => {
    const found = goAt(day, { ...always, ...more })
    return found && [iso(found.at), ...found.shifts]
  }
  const springHoliday = (day: string) => (day === '2026-05-25' ? 'bank holiday' : undefined)

  test('on a working day is when work begins, or the hour it was asked for', () => {
    expect(go('2026-11-25')).toEqual(['2026-11-25T09:00:00.000Z'])
    expect(go('2026-11-25', { from: '13:30' })).toEqual(['2026-11-25T13:30:00.000Z'])
    expect(go('2026-11-25', { from: '07:00' })).toEqual(['2026-11-25T09:00:00.000Z'])
  })

  test('after work is the next morning, not the same hour', () => {
    expect(go('2026-11-25', { from: '17:00' })).toEqual([
      '2026-11-26T09:00:00.000Z',
      'moved from Wednesday 25 November: after working hours',
    ])
  })

  test('over a weekend and a bank holiday says why, once for each', () => {
    expect(go('2026-05-23', { isClosed: springHoliday })).toEqual([
      '2026-05-26T08:00:00.000Z',
      'moved from Saturday 23 May: not a working day',
      'moved from Monday 25 May: bank holiday',
    ])
    expect(go('2026-05-25', { isClosed: springHoliday })).toEqual([
      '2026-05-26T08:00:00.000Z',
      'moved from Monday 25 May: bank holiday',
    ])
  })

  test('waits for who is away; the days away go before all other reasons', () => {
    const isAway = (day: string) => day >= '2026-05-20' && day <= '2026-05-25'
    expect(go('2026-05-21', { isAway, isClosed: springHoliday })).toEqual([
      '2026-05-26T08:00:00.000Z',
      'moved from Thursday 21 May: away',
    ])
  })

  test('is the same hour on the clock before and after both changes of it', () => {
    const sundays = { ...london, days: [7] }
    expect(go('2026-03-27')).toEqual(['2026-03-27T09:00:00.000Z'])
    expect(go('2026-03-28')?.[0]).toBe('2026-03-30T08:00:00.000Z')
    expect(go('2026-03-29', { works: sundays })).toEqual(['2026-03-29T08:00:00.000Z'])
    expect(go('2026-10-23')).toEqual(['2026-10-23T08:00:00.000Z'])
    expect(go('2026-10-24')?.[0]).toBe('2026-10-26T09:00:00.000Z')
    expect(go('2026-10-25', { works: sundays })).toEqual(['2026-10-25T09:00:00.000Z'])
  })

  test('for a night worker in the hour that spring leaves out is one hour later, in the one that comes twice the first', () => {
    const nights = { ...london, days: [7], from: '01:30', to: '06:00' }
    expect(go('2026-03-29', { works: nights })).toEqual(['2026-03-29T01:30:00.000Z'])
    expect(go('2026-10-25', { works: nights })).toEqual(['2026-10-25T00:30:00.000Z'])
  })

  test('follows the person’s zone, also without a change of clocks and with half an hour', () => {
    const inPhoenix = { ...london, zone: 'America/Phoenix' }
    expect(go('2026-01-14', { works: inPhoenix })).toEqual(['2026-01-14T16:00:00.000Z'])
    expect(go('2026-07-15', { works: inPhoenix })).toEqual(['2026-07-15T16:00:00.000Z'])
    const inKolkata = { ...london, zone: 'Asia/Kolkata' }
    expect(go('2026-07-15', { works: inKolkata })).toEqual(['2026-07-15T03:30:00.000Z'])
    const inAdelaide = { ...london, zone: 'Australia/Adelaide' }
    expect(go('2026-10-02', { works: inAdelaide })).toEqual(['2026-10-01T23:30:00.000Z'])
    expect(go('2026-10-05', { works: inAdelaide })).toEqual(['2026-10-04T22:30:00.000Z'])
  })

  test('of somebody whose work goes past midnight is when it begins', () => {
    const late = { ...london, from: '22:00', to: '06:00' }
    expect(go('2026-11-25', { works: late })).toEqual(['2026-11-25T22:00:00.000Z'])
  })

  test('is none for somebody who stays away for longer than a year', () => {
    expect(go('2026-11-25', { isAway: () => true })).toBeUndefined()
    expect(go('2026-11-25', { isAway: day => day < '2027-11-01' })?.[0]).toBe(
      '2027-11-01T09:00:00.000Z',
    )
  })

  test('is always a working hour of a day that is free of reasons, and never before the day asked for', () => {
    const zones = fc.constantFrom(
      'Europe/London',
      'America/Phoenix',
      'Asia/Kolkata',
      'Pacific/Chatham',
    )
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    const count = fc.nat({ max: 800 })
    const hour = fc.constantFrom(undefined, '06:30', '12:00', '20:15')
    fc.assert(
      fc.property(
        zones,
        days,
        count,
        fc.nat({ max: 30 }),
        hour,
        (zone, days, after, away, from) => {
          const works = { ...london, zone, days }
          const day = addDays('2026-01-01', after)
          const until = addDays(day, away)
          const found = goAt(day, {
            works,
            isAway: each => each < until,
            isClosed: each => (each.endsWith('-25') ? 'closed' : undefined),
            ...(from !== undefined && { from }),
          })
          if (found === undefined) throw new Error('there is always one')
          const on = dateAt(found.at, zone)
          expect(on >= until && on >= day && !on.endsWith('-25')).toBe(true)
          expect(isWorking(found.at, works)).toBe(true)
          expect(found.shifts.length > 0).toBe(on !== day)
        },
      ),
    )
  })
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
