import { describe, expect, test } from 'vitest'

import { profileOf, programmeOf, programmes, ruleOf } from '../../src/domain/programmes/index.ts'
import { addSpan } from '../../src/domain/span.ts'

const profiles = programmes.flatMap(({ profiles }) => profiles)
const rules = profiles.flatMap(({ rules }) => rules)

describe('the rules as their documents have them', () => {
  test.each([
    ['C-01', { weeks: 1 }, { weeks: 1 }, 2, { days: 2 }, { days: 7 }],
    ['C-02', { days: 14 }, { days: 14 }, 3, { days: 3 }, { days: 14 }],
    ['C-03', { months: 1 }, { months: 1 }, 7, { workingDays: 5 }, { days: 14 }],
    ['C-04', { months: 1 }, { months: 1 }, 7, { workingDays: 5 }, { days: 14 }],
    ['C-05', { days: 28 }, { days: 42 }, 7, { days: 0 }, { days: 14 }],
    ['C-07', { months: 6 }, { months: 6 }, 30, { days: 14 }, { days: 30 }],
    ['C-10', { months: 12 }, { months: 12 }, 45, { days: 14 }, { days: 30 }],
  ])('%s', (id, target, latest, lead, grace, escalateAfter) => {
    const rule = rules.find(each => each.id === id)
    expect(rule?.shape).toEqual({ kind: 'sinceLast', target, latest })
    expect(rule).toMatchObject({ lead: { days: lead }, grace, escalateAfter })
  })

  test('a postponed session finds its new date within five working days when two meet often, else within ten', () => {
    const moved = { often: { workingDays: 5 }, otherwise: { workingDays: 10 } }
    for (const programme of programmes) expect(programme.moved).toEqual(moved)
  })

  test('a record is shared within five working days and answered within five more', () => {
    const signing = { share: { workingDays: 5 }, answer: { workingDays: 5 } }
    for (const programme of programmes) expect(programme.signing).toEqual(signing)
  })

  test('a performance conversation meets only the yearly rule', () => {
    expect(rules.filter(({ meets }) => meets === 'performance').map(({ id }) => id)).toEqual([
      'C-10',
    ])
  })
})

test('every id is there once, and every rule says what it asks for and where that stands', () => {
  const ids = [...programmes, ...profiles, ...rules].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { says, source } of rules) {
    expect(says).toMatch(/^[a-z]/)
    expect(source).toMatch(/^S[0-4] §/)
  }
})

test('phases of a profile follow each other without a gap and without two at once', () => {
  for (const { rules } of profiles)
    for (const meets of ['session', 'performance'] as const) {
      const days = rules
        .filter(rule => rule.meets === meets)
        .map(({ from, until }) =>
          [from, until].map(span => span && addSpan('2026-01-31', span, [])),
        )
      for (const [index, [from]] of days.entries()) expect(from).toBe(days[index - 1]?.[1])
      expect(days.at(-1)?.[1]).toBeUndefined()
    }
})

test('an unknown programme, profile or rule is none', () => {
  expect(programmeOf('uk')).toBeUndefined()
  expect(profileOf({ programme: 'uk-outreach-support', profile: 'nqsw' })).toBeUndefined()
  expect(ruleOf('uk-outreach-support', 'C-01')).toBeUndefined()
  expect(ruleOf('uk-outreach-support', 'C-07')?.id).toBe('C-07')
})
