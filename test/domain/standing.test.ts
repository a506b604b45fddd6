import { describe, expect, test } from 'vitest'

import { exampleRecord } from '../../src/bot/demo/records.ts'
import { demoRelationships } from '../../src/bot/demo/team.ts'
import { type Stance, type StanceKind, UNDO_MS } from '../../src/domain/stance.ts'
import { inForce, mayTakeStance, standingOf } from '../../src/domain/standing.ts'

const [pair, triad] = demoRelationships('2026-07-01')
if (pair === undefined || triad === undefined) throw new Error('the example team has both')
const record = exampleRecord({
  id: 'r',
  kind: 'R03',
  relationship: triad,
  audience: 'tri',
  dialog: 'coaching-agreement',
  author: 'coach',
  on: '2026-11-25',
  at: 0,
  scenes: {},
})

const stance = (
  role: string,
  kind: StanceKind,
  at: number,
  more: Partial<Stance> = {},
): Stance => ({
  id: `${role}${at}`,
  tenant: 't',
  record: 'r',
  version: 1,
  person: role,
  role,
  kind,
  at,
  ...more,
})
const all = (kind: StanceKind): readonly Stance[] =>
  ['learner', 'coach', 'sponsor'].map(role => stance(role, kind, 5))

describe('a record with three parties', () => {
  test('waits for whoever has not answered, in any order', () => {
    expect(standingOf(record, [stance('sponsor', 'agree', 1)])).toEqual({
      is: 'waiting',
      for: ['learner', 'coach'],
    })
  })

  test('is signed when all have answered, and says from when it cannot be undone', () => {
    expect(standingOf(record, all('agree'))).toEqual({
      is: 'signed',
      from: 5 + UNDO_MS,
      differently: false,
    })
  })

  test('is in force only when all three agree, with or without a comment', () => {
    expect(inForce(record, all('agree with a comment'))).toBe(true)
    expect(inForce(record, all('seen'))).toBe(false)
    expect(inForce(record, all('agree').slice(1))).toBe(false)
  })

  test('keeps a disagreement as an answer of its own', () => {
    const stances = [...all('agree').slice(1), stance('learner', 'disagree with a comment', 9)]
    expect(standingOf(record, stances)).toMatchObject({ is: 'signed', differently: true })
    expect(inForce(record, stances)).toBe(false)
  })

  test('goes back when one asks for a change, whatever the others said', () => {
    expect(standingOf(record, [...all('agree'), stance('learner', 'ask for a change', 9)])).toEqual(
      { is: 'change asked' },
    )
  })

  test('counts neither what was undone nor what was said of another version', () => {
    const undone = stance('learner', 'agree', 6, { undoneAt: 7 })
    const older = stance('coach', 'agree', 6, { version: 2 })
    expect(standingOf(record, [undone, older])).toMatchObject({
      is: 'waiting',
      for: ['learner', 'coach', 'sponsor'],
    })
  })
})

describe('answering', () => {
  test('is possible once, again within ten minutes, and after “seen” at any time', () => {
    const agreed = [stance('learner', 'agree', 1000)]
    expect(mayTakeStance(record, [], 'learner', 0)).toBe(true)
    expect(mayTakeStance(record, agreed, 'learner', 1000 + UNDO_MS - 1)).toBe(true)
    expect(mayTakeStance(record, agreed, 'learner', 1000 + UNDO_MS)).toBe(false)
    expect(mayTakeStance(record, [stance('learner', 'seen', 1000)], 'learner', 1e12)).toBe(true)
  })

  test('is for its parties only, and only for the version that stands', () => {
    expect(mayTakeStance(record, [], 'worker', 0)).toBe(false)
    expect(mayTakeStance({ ...record, state: 'superseded' }, [], 'learner', 0)).toBe(false)
    expect(mayTakeStance({ ...record, state: 'recalled' }, [], 'learner', 0)).toBe(false)
  })
})
