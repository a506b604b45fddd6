import { expect, test } from 'vitest'

import { readZone } from '../../src/core/zone.ts'

test.each([
  ['Europe/London', 'Europe/London'],
  ['europe/london', 'Europe/London'],
  [' phoenix ', 'America/Phoenix'],
  ['new york', 'America/New_York'],
  ['utc', 'UTC'],
])('somebody who types “%s” means %s', (typed, zone) => {
  expect(readZone(typed)).toBe(zone)
})

test.each(['', 'Atlantis', 'Europe', '/'])('“%s” is no clock that anybody lives by', typed => {
  expect(readZone(typed)).toBeUndefined()
})
