import { expect, test } from 'vitest'

import { addDays } from '../src/core/time.ts'
import { lookAtHolidays, openHolidays } from '../src/process/holidays.ts'

const open = async () => {
  const holidays = await openHolidays()
  if (holidays === undefined) throw new Error('date-holidays is installed for the tests')
  return holidays
}
const notInstalled = () => Promise.reject(new Error('Cannot find package'))

test('nobody in England is nudged on the spring bank holiday, nor on the Monday after Boxing Day', async () => {
  const closed = (await open())('GB-ENG')
  expect(closed('2026-05-25')).toBe('bank holiday')
  expect(closed('2026-12-28')).toBe('bank holiday')
  expect(closed('2026-05-26')).toBeUndefined()
})

test('each region has its own, and a day that is only remembered is a working day', async () => {
  const holidays = await open()
  const thanksgiving = '2026-11-26'
  expect([holidays('US-AZ')(thanksgiving), holidays('GB-SCT')(thanksgiving)]).toEqual([
    'bank holiday',
    undefined,
  ])
  expect(holidays('GB-SCT')('2026-11-30')).toBe('bank holiday')
  expect(holidays('GB-ENG')('2026-11-30')).toBeUndefined()
  expect(holidays('US-AZ')('2026-03-17')).toBeUndefined()
})

test('a year in England has these days and no others', async () => {
  const closed = (await open())('GB-ENG')
  const inYear = Array.from({ length: 365 }, (_, day) => addDays('2026-01-01', day)).filter(closed)
  expect(inYear).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-26',
    '2026-12-28',
  ])
})

test('a holiday on the night the clocks go back is one day all the same', async () => {
  const closed = (await open())('CZ')
  expect(closed('2018-10-28')).toBe('bank holiday')
  expect(closed('2018-10-29')).toBeUndefined()
})

test('a region nobody knows has no holidays', async () => {
  const holidays = await open()
  for (const region of ['ZZ', '', 'GB-ZZ-1-2'])
    expect(holidays(region)('2026-02-10')).toBeUndefined()
})

test('where the package is not installed there are none, and the doctor says how to get them', async () => {
  expect(await openHolidays(notInstalled)).toBeUndefined()
  expect(await lookAtHolidays(notInstalled)).toMatchObject({
    ok: true,
    says: expect.stringContaining('npm install date-holidays'),
  })
  expect((await lookAtHolidays()).says).toContain('CC BY-SA 3.0')
})
