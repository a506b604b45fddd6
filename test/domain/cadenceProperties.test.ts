import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { addDays, addMonths, daysBetween, isWorkday } from '../../src/core/time.ts'
import { reconcile } from '../../src/domain/cadence.ts'
import type { CadenceFacts } from '../../src/domain/chain.ts'
import type { Obligation } from '../../src/domain/obligation.ts'
import { countFrom } from '../../src/domain/phases.ts'
import { profileOf } from '../../src/domain/programmes/index.ts'
import type { Rhythm } from '../../src/domain/rhythm.ts'
import { addSpan, minus } from '../../src/domain/span.ts'
import { factsOf, goingOn, held, pair, rhythmOf, weekdays, write } from './supervision.ts'

const START = '2026-01-05'
const day = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map(count => addDays(START, count))
const anyDay = day(-2000, 4000)
const profile = fc.constantFrom('nqsw', 'postAsye', 'groupCasework', 'supportWorker')
const rhythm: fc.Arbitrary<Rhythm> = fc
  .record(
    {
      profile,
      startedOn: day(-300, 60),
      trackFrom: day(0, 60),
      lastHeld: day(-200, 0),
      everyDays: fc.integer({ min: 1, max: 90 }),
    },
    { requiredKeys: ['profile', 'startedOn', 'trackFrom'] },
  )
  .map(({ profile, ...more }) => rhythmOf(profile, more))

/** What happens to a pair, day after day. */
type Event =
  | { readonly kind: 'held'; readonly daysAgo: number; readonly performance: boolean }
  | { readonly kind: 'away'; readonly from: number; readonly length: number | undefined }
  | { readonly kind: 'back' | 'waived' | 'nothing' }
  | { readonly kind: 'agreed'; readonly rhythm: Rhythm }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'nothing' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('held' as const),
      daysAgo: fc.constantFrom(0, 0, 0, 1, 5, 40),
      performance: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('away' as const),
      from: fc.integer({ min: -10, max: 10 }),
      length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'back' } as const, { kind: 'waived' } as const) },
  { weight: 1, arbitrary: rhythm.map(rhythm => ({ kind: 'agreed' as const, rhythm })) },
)
const life = fc.record({
  rhythm,
  hasReviewer: fc.boolean(),
  steps: fc.array(fc.record({ after: fc.integer({ min: 0, max: 30 }), event }), { maxLength: 20 }),
})

const waive = (rows: readonly Obligation[], on: string): readonly Obligation[] => {
  const [one] = goingOn(rows)
  const waived = { by: 'ada', reason: 'not needed' as const }
  return one === undefined ? rows : write(rows, [{ ...one, state: 'waived', closedOn: on, waived }])
}

const after = (facts: CadenceFacts, event: Event, today: string): CadenceFacts => {
  const { sessions, absences, obligations } = facts
  if (event.kind === 'held') {
    const on = addDays(today, -event.daysAgo)
    const more = held(on, event.performance ? { performance: true } : {})
    return { ...facts, sessions: [...sessions, more] }
  }
  if (event.kind === 'away') {
    const from = addDays(today, event.from)
    const until = event.length === undefined ? {} : { until: addDays(from, event.length) }
    return { ...facts, absences: [...absences, { from, ...until }] }
  }
  if (event.kind === 'back')
    return {
      ...facts,
      absences: absences.map(({ from, until }) => ({ from, until: until ?? today })),
    }
  if (event.kind === 'waived') return { ...facts, obligations: waive(obligations, today) }
  if (event.kind === 'agreed') return { ...facts, relationship: pair(event.rhythm) }
  return facts
}

/** Lives it; `see` gets what was kept before and after each look. */
const live = (
  { rhythm, hasReviewer, steps }: typeof life extends fc.Arbitrary<infer T> ? T : never,
  see: (before: CadenceFacts, after: readonly Obligation[], today: string, event: Event) => void,
): void => {
  let facts = factsOf(rhythm, { hasReviewer })
  let today = rhythm.trackFrom
  for (const { after: days, event } of steps) {
    today = addDays(today, days)
    const before = after(facts, event, today)
    const kept = write(before.obligations, reconcile(before, today))
    see(before, kept, today, event)
    facts = { ...before, obligations: kept }
  }
}

const isOver = ({ state }: Obligation): boolean => state !== 'open' && state !== 'paused'

/** Each is twenty days in the life of a pair. */
const lives = { numRuns: 40 }

describe('whatever happens to a pair', () => {
  test('a second look on the same facts changes nothing', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, (facts, kept, today) => {
          expect(reconcile({ ...facts, obligations: kept }, today)).toEqual([])
        })
      }),
      lives,
    )
  })

  test('there is one open date for the next session, and at most one for the yearly conversation', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, (_facts, kept) => {
          const rules = goingOn(kept).map(({ rule }) => rule)
          expect(rules.filter(rule => rule !== 'C-10')).toHaveLength(1)
          expect(rules.filter(rule => rule === 'C-10').length).toBeLessThanOrEqual(1)
          expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)
        })
      }),
      lives,
    )
  })

  test('a date’s days follow each other and none lies before the day it is counted from', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, (_facts, kept) => {
          for (const { since, soonOn, dueOn, graceUntil, escalateOn } of kept) {
            const days = [since, soonOn, dueOn, graceUntil, escalateOn ?? '9999-12-31']
            expect(days).toEqual(days.toSorted())
            expect(dueOn > since).toBe(true)
          }
        })
      }),
      lives,
    )
  })

  test('what was settled stays as it is; what had ended is only ever begun again', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, ({ obligations }, kept) => {
          for (const row of obligations.filter(isOver)) {
            const now = kept.find(({ id }) => id === row.id)
            if (row.state === 'ended' && now?.state !== 'ended') expect(now?.state).toBeDefined()
            else expect(now).toEqual(row)
          }
        })
      }),
      lives,
    )
  })

  test('by absences and the passing of days an open date never comes nearer', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, ({ obligations }, kept, _today, { kind }) => {
          if (kind !== 'nothing' && kind !== 'away' && kind !== 'back') return
          const before = Object.fromEntries(goingOn(obligations).map(row => [row.id, row.dueOn]))
          for (const { id, dueOn } of goingOn(kept)) expect(dueOn >= (before[id] ?? '')).toBe(true)
        })
      }),
      lives,
    )
  })

  test('no agreement makes anybody late on the day it is made', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, ({ obligations }, kept, today, { kind }) => {
          const before = goingOn(obligations)
          if (kind !== 'agreed' || before.some(({ dueOn }) => dueOn < today)) return
          const isYearly = ({ rule }: Obligation) => rule === 'C-10'
          for (const row of goingOn(kept))
            if (before.some(each => isYearly(each) === isYearly(row)))
              expect(row.dueOn >= today).toBe(true)
        })
      }),
      lives,
    )
  })

  test('the first date of a pair is never told upwards, and none where nobody stands above', () => {
    fc.assert(
      fc.property(life, lived => {
        live(lived, ({ hasReviewer }, kept) => {
          const told = kept.filter(({ escalateOn }) => escalateOn !== undefined)
          expect(hasReviewer || told.length === 0).toBe(true)
          const isSettled = (row: Obligation) => isOver(row) && row.state !== 'ended'
          if (!kept.some(isSettled)) expect(told).toEqual([])
        })
      }),
      lives,
    )
  })
})

describe('counting', () => {
  test('a later session never makes the next one due earlier, over every change of phase', () => {
    fc.assert(
      fc.property(rhythm, day(-100, 600), fc.nat({ max: 60 }), (agreed, since, more) => {
        const profile = profileOf(agreed)
        if (profile === undefined) throw new Error('every profile ships')
        const calendar = { days: weekdays }
        const due = (from: string) =>
          countFrom(from, { rhythm: agreed, profile, meets: 'session', calendar })?.dueOn ?? ''
        expect(due(since) > since || due(since) === agreed.startedOn).toBe(true)
        expect(due(addDays(since, more)) >= due(since)).toBe(true)
      }),
    )
  })

  test('a month later is the same day, or the last of a shorter month; twelve are a year', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, months) => {
        const to = addMonths(from, months)
        const [before, now] = [Number(from.slice(8)), Number(to.slice(8))]
        expect(now === before || (now < before && addDays(to, 1).endsWith('-01'))).toBe(true)
        expect(addMonths(from, 12).slice(0, 4)).toBe(String(Number(from.slice(0, 4)) + 1))
      }),
    )
  })

  test('so many working days later there are so many working days between, and back again', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (from, workingDays) => {
        const to = addSpan(from, { workingDays }, weekdays)
        const all = Array.from({ length: daysBetween(from, to) }, (_, n) => addDays(from, n + 1))
        expect(all.filter(each => isWorkday(each, weekdays))).toHaveLength(workingDays)
        const start = addSpan(to, minus({ workingDays }), weekdays)
        expect(all.includes(start)).toBe(false)
        if (isWorkday(from, weekdays)) expect(start).toBe(from)
      }),
    )
  })
})
