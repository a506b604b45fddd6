import { expect, test } from 'vitest'

import { reasonFor } from '../../src/domain/reason.ts'
import { factsOf, goingOn, held, look, pair, rhythmOf, theOne } from './supervision.ts'

const monthly = rhythmOf('postAsye', { trackFrom: '2026-09-30' })
const today = '2026-11-05'

test('a date says its rule and the day of the last session', () => {
  const sessions = [held('2026-10-22')]
  const one = theOne(look(factsOf(monthly, { sessions }), today))
  expect(reasonFor(one, { relationship: pair(monthly), sessions }, today)).toBe(
    'C-04: at least monthly; last held Thursday 22 October',
  )
})

test('where none is known, it says what it is counted from', () => {
  const one = theOne(look(factsOf(monthly), '2026-09-30'))
  expect(reasonFor(one, { relationship: pair(monthly), sessions: [] }, today)).toBe(
    'C-04: at least monthly; counted from Wednesday 30 September',
  )
})

test('the day of a session from before Throughline is a day on which it was held', () => {
  const known = { ...monthly, lastHeld: '2026-09-24' }
  const one = theOne(look(factsOf(known), '2026-09-30'))
  expect(reasonFor(one, { relationship: pair(known), sessions: [] }, today)).toBe(
    'C-04: at least monthly; last held Thursday 24 September',
  )
})

test('what the two agreed stands beside the rule', () => {
  const own = { ...monthly, everyDays: 21 }
  const one = theOne(look(factsOf(own), '2026-09-30'))
  expect(reasonFor(one, { relationship: pair(own), sessions: [] }, today)).toBe(
    'C-04: at least monthly; every 21 days, as you two agreed; counted from Wednesday 30 September',
  )
})

test('nobody’s absence is a reason: after one it is counted from a day', () => {
  const sessions = [held('2026-10-22')]
  const absences = [{ from: '2026-10-26', until: '2026-10-30' }]
  const one = theOne(look(factsOf(monthly, { sessions, absences }), today))
  expect(reasonFor(one, { relationship: pair(monthly), sessions }, today)).toBe(
    'C-04: at least monthly; counted from Monday 2 November',
  )
})

test('an ordinary session was no performance conversation', () => {
  const rhythm = rhythmOf('supportWorker', { trackFrom: '2026-10-22' })
  const sessions = [held('2026-10-22')]
  const [, yearly] = goingOn(look(factsOf(rhythm, { sessions }), today))
  if (yearly === undefined) throw new Error('there are two')
  expect(reasonFor(yearly, { relationship: pair(rhythm), sessions }, today)).toMatch(
    /^C-10: a performance conversation every year, .*; counted from Thursday 22 October$/,
  )
})
