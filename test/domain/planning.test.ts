import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { dateAt, isWorking, timeAt } from '../../src/core/time.ts'
import { plusDays } from '../../src/domain/days.ts'
import { nudgeIds } from '../../src/domain/nudge.ts'
import { officeHours } from '../../src/domain/people.ts'
import { plan } from '../../src/domain/planning.ts'
import { awayOn } from '../../src/domain/preference.ts'
import type { PairWorld, World } from '../../src/domain/world.ts'
import {
  actionOf,
  DAY_MS,
  NINE,
  obligationOf,
  open,
  personOf,
  preferenceOf,
  sessionOf,
  supervisionOf,
  TODAY,
  tenant,
  told,
  worldOf,
} from './worlds.ts'

const HOUR = 3_600_000
const FORTNIGHT = 14

/** `13 09:00 N-01` for each bundle. */
const read = (
  world: World,
  now = NINE - HOUR,
  days = FORTNIGHT,
  closed = open,
): readonly string[] =>
  plan(world, now, days, closed).map(({ at, occurrences }) =>
    [
      dateAt(at, world.person.works.zone).slice(8),
      timeAt(at, world.person.works.zone),
      ...occurrences.map(({ nudge }) => nudge),
    ].join(' '),
  )

describe('what will go in the next days', () => {
  it('goes at the start of work, several as one, the most pressing first', () => {
    const world = worldOf('worker', { obligations: [obligationOf(7)] }, { actions: [actionOf(0)] })
    expect(read(world)).toEqual(['13 09:00 N-13 N-01', '21 09:00 N-08'])
  })

  it('a second one goes on a day only for what is of the day: a session that has just ended', () => {
    const pair = { obligations: [obligationOf(7)], sessions: [sessionOf(0, { at: '10:00' })] }
    expect(read(worldOf('supervisor', { ...pair, obligations: [] }))[0]).toBe('13 13:30 N-04')
    const both = worldOf('supervisor', pair, { actions: [actionOf(0)] })
    expect(read(both).slice(0, 2)).toEqual(['13 09:00 N-13', '13 13:30 N-04'])
  })

  it('after three days of downtime there is one message at the next step, and the older ones are not repeated', () => {
    const world = worldOf(
      'worker',
      { obligations: [obligationOf(4)], sessions: [] },
      { actions: [actionOf(-2), actionOf(0)] },
    )
    expect(read(world, NINE + 70 * 60_000)[0]).toBe('13 11:00 N-13 N-01')
    expect(read(world, NINE + 70 * 60_000)[1]).toBe('18 09:00 N-08')
  })

  it('goes in the evening to nobody: what comes up after work waits for the morning', () => {
    expect(read(worldOf('worker', { obligations: [obligationOf(7)] }), NINE + 9 * HOUR)[0]).toBe(
      '14 09:00 N-01',
    )
  })

  it('says why it did not go earlier', () => {
    const absences = [{ from: TODAY, until: plusDays(TODAY, 1) }]
    const closed = (day: string) => (day === plusDays(TODAY, 2) ? 'bank holiday' : undefined)
    const world = worldOf(
      'worker',
      { obligations: [obligationOf(7)] },
      { preference: preferenceOf('ben', { absences }) },
    )
    const [first] = plan(world, NINE - HOUR, FORTNIGHT, closed)
    expect(dateAt(first?.at ?? 0, 'Europe/London')).toBe('2026-05-18')
    expect(first?.shifts).toEqual([
      'not on Wednesday 13 May: you are away',
      'not on Friday 15 May: bank holiday',
      'not on Saturday 16 May: not a working day',
    ])
  })

  it('is nothing for somebody who has left or paused', () => {
    const pair = { obligations: [obligationOf(7)] }
    expect(read(worldOf('worker', pair, { person: personOf('ben', { left: TODAY }) }))).toEqual([])
    const pausedUntil = plusDays(TODAY, 30)
    expect(
      read(worldOf('worker', pair, { preference: preferenceOf('ben', { pausedUntil }) })),
    ).toEqual([])
  })

  it.each([
    ['2026-03-28', 'Europe/London'],
    ['2026-10-24', 'Europe/London'],
    ['2026-03-07', 'America/New_York'],
    ['2026-10-31', 'America/New_York'],
  ])('comes at nine on the wall around a change of clocks (%s, %s)', (day, zone) => {
    const works = { ...officeHours, zone, days: [1, 2, 3, 4, 5, 6, 7] }
    const pair = {
      obligations: [obligationOf(0, { since: day, soonOn: day, dueOn: plusDays(day, 20) })],
    }
    const world = worldOf('worker', pair, { person: personOf('ben', { works }) })
    const now = Date.parse(`${day}T00:00:00Z`)
    const times = plan(world, now, 4, open).map(({ at }) => timeAt(at, zone))
    expect(times).toEqual(['09:00'])
  })

  it('is spread over ten minutes, each person always at their own', () => {
    const pair = { obligations: [obligationOf(7)] }
    const at = (id: string): number => {
      const world = worldOf('worker', pair, {
        tenant: { ...tenant, demo: false },
        person: personOf(id),
        pairs: worldOf('worker', {
          ...pair,
          relationship: {
            ...supervisionOf(),
            parties: [
              { role: 'supervisor', person: 'ana' },
              { role: 'worker', person: id },
            ],
          },
        }).pairs,
      })
      return plan(world, NINE - HOUR, 1, open)[0]?.at ?? 0
    }
    const times = ['p1', 'p2', 'p3', 'p4', 'p5'].map(at)
    expect(times.every(each => each >= NINE && each < NINE + 600_000)).toBe(true)
    expect(new Set(times).size).toBeGreaterThan(1)
    expect(at('p1')).toBe(times[0])
  })
})

const ahead = (from: number, to: number) => fc.integer({ min: from, max: to })

const works = fc.record({
  zone: fc.constantFrom('Europe/London', 'America/Phoenix', 'Asia/Kolkata', 'America/New_York'),
  days: fc.uniqueArray(ahead(1, 7), { minLength: 1 }),
  from: fc.constantFrom('07:30', '09:00', '11:00'),
  to: fc.constantFrom('12:00', '17:00', '20:00'),
})

const absences = fc.array(
  fc.record({ start: ahead(-5, 20), length: ahead(0, 9) }).map(({ start, length }) => ({
    from: plusDays(TODAY, start),
    until: plusDays(TODAY, start + length),
  })),
  { maxLength: 2 },
)

const sessions = fc
  .array(
    fc.record({
      ahead: ahead(-20, 20),
      at: fc.constantFrom(undefined, '09:30', '14:00'),
      moved: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map(all =>
    all
      .toSorted((a, b) => a.ahead - b.ahead)
      .map((each, index) =>
        sessionOf(each.ahead, {
          id: `s${index}`,
          ...(each.at === undefined ? {} : { at: each.at }),
          ...(each.moved
            ? {
                state: 'moved' as const,
                moves: [
                  {
                    from: plusDays(TODAY, each.ahead),
                    by: index % 2 === 0 ? 'ana' : 'ben',
                    at: NINE - (index + 1) * DAY_MS,
                    reason: 'workload' as const,
                  },
                ],
              }
            : {}),
        }),
      ),
  )

const worlds = fc
  .record({
    as: fc.constantFrom<PairWorld['as'][]>('worker', 'supervisor', 'reviewer'),
    works,
    absences,
    othersAbsences: absences,
    due: fc.array(ahead(-40, 30), { maxLength: 2 }),
    sessions,
    actions: fc.array(fc.record({ by: ahead(-10, 20), carried: ahead(0, 3) }), { maxLength: 5 }),
    records: fc.array(ahead(0, 20), { maxLength: 2 }),
    paused: fc.option(ahead(-3, 10), { nil: undefined }),
    fewer: fc.dictionary(fc.constantFrom(...nudgeIds), fc.constantFrom('half', 'off'), {
      maxKeys: 2,
    }),
    reviewer: fc.boolean(),
  })
  .map(({ as, works, absences, othersAbsences, due, sessions, actions, records, ...rest }) => {
    const me = { worker: 'ben', supervisor: 'ana', reviewer: 'mia' }[as]
    const other = as === 'worker' ? 'ana' : 'ben'
    const obligations = due.map((days, index) => obligationOf(days, { id: `o${index}` }))
    const pausedUntil =
      rest.paused === undefined ? {} : { pausedUntil: plusDays(TODAY, rest.paused) }
    return worldOf(
      as,
      {
        obligations,
        sessions,
        away: { [other]: othersAbsences, [me]: absences },
        ...(rest.reviewer ? { reviewer: 'mia' } : {}),
      },
      {
        tenant: { ...tenant, demo: false },
        person: personOf(me, { works }),
        preference: preferenceOf(me, { absences, fewer: rest.fewer, ...pausedUntil }),
        actions: actions.map(({ by, carried }, index) =>
          actionOf(by, { id: `a${index}`, carried }),
        ),
        records: records.map((days, index) => ({
          record: `r${index}`,
          version: 1,
          relationship: 'ana-ben',
          kind: 'R04',
          filedAt: NINE - days * DAY_MS,
          waitsFor: as === 'supervisor' ? 'worker' : 'me',
        })),
      },
    )
  })

const closed = (day: string) => (day.endsWith('5') ? 'bank holiday' : undefined)
const instants = ahead(-24, 24).map(hours => NINE + hours * HOUR)

describe('whatever the world, a plan', () => {
  it('keeps to working hours, days off, pauses and two a day, and always says why', () => {
    fc.assert(
      fc.property(worlds, instants, (world, now) => {
        const planned = plan(world, now, FORTNIGHT, closed)
        for (const { at, day, occurrences, id, number } of planned) {
          const { works } = world.person
          expect(isWorking(at, works)).toBe(true)
          expect(dateAt(at, works.zone)).toBe(day)
          expect(awayOn(world.preference, day)).toBeUndefined()
          expect(closed(day)).toBeUndefined()
          expect(day >= (world.preference.pausedUntil ?? '')).toBe(true)
          expect(id).toBe(`nudges:${world.person.id}:${day}:${number}`)
          expect(occurrences.length).toBeGreaterThan(0)
          for (const each of occurrences) {
            expect(each.because).not.toBe('')
            expect(each.from <= day && day <= each.until).toBe(true)
            expect(world.preference.fewer[each.nudge]).not.toBe('off')
            if (each.after !== undefined && each.from === day)
              expect(timeAt(at, works.zone) >= each.after).toBe(true)
          }
        }
        const slots = planned.map(({ id }) => id)
        expect(new Set(slots).size).toBe(slots.length)
        const told = planned.flatMap(({ occurrences }) => occurrences.map(({ id }) => id))
        expect(new Set(told).size).toBe(told.length)
        const times = planned.map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
      { numRuns: 300 },
    )
  })

  it('is what the tick will do: told back one by one, each comes at its instant as it was foreseen', () => {
    fc.assert(
      fc.property(worlds, instants, (before, begun) => {
        let [world, now] = [before, begun]
        const foreseen = plan(world, now, FORTNIGHT, closed)
        const last = plusDays(dateAt(now, world.person.works.zone), FORTNIGHT)
        const came = []
        for (let steps = 0; steps < 60; steps += 1) {
          const [next] = plan(world, now, FORTNIGHT, closed)
          if (next === undefined || next.day > last) break
          if (next.at <= now) {
            came.push(next)
            world = told(world, next)
          } else now = next.at
        }
        const bare = (all: typeof foreseen) =>
          all.map(({ id, at, occurrences }) => [id, at, occurrences.map(each => each.id)])
        expect(bare(came)).toEqual(bare(foreseen))
      }),
      { numRuns: 200 },
    )
  })
})
