import { expect, test } from 'vitest'

import { profileOf } from '../../src/domain/programmes/index.ts'
import { mostDays, sessionRule } from '../../src/domain/rhythmLimit.ts'

const ruleOn = (programme: string, profile: string, startedOn: string, today: string) => {
  const found = profileOf({ programme, profile })
  const rule = found === undefined ? undefined : sessionRule(found, startedOn, today)
  return rule === undefined ? undefined : [rule.id, mostDays(rule)]
}

test.each([
  ['in her second week', '2026-11-18', 'C-01', 7],
  ['before her first day, by the rule of her first day', '2027-02-01', 'C-01', 7],
  ['in her fourth month', '2026-08-20', 'C-02', 14],
  ['after a year: no more than the shortest month', '2025-11-01', 'C-03', 28],
])('somebody newly qualified, %s', (_, startedOn, rule, days) => {
  expect(ruleOn('uk-childrens-services', 'nqsw', startedOn, '2026-11-25')).toEqual([rule, days])
})

test('a support worker is met at least every half-year, however its months fall', () => {
  const [rule, days] =
    ruleOn('uk-outreach-support', 'supportWorker', '2024-01-08', '2026-11-25') ?? []
  expect([rule, days]).toEqual(['C-07', 181])
})
