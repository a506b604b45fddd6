import { describe, expect, test } from 'vitest'

import { reconcile } from '../../src/domain/cadence.ts'
import { type Obligation, stageOf } from '../../src/domain/obligation.ts'
import { profileOf } from '../../src/domain/programmes/index.ts'
import { addSpan } from '../../src/domain/span.ts'
import { factsOf, goingOn, held, look, pair, rhythmOf, theOne, weekdays } from './supervision.ts'

const monthly = rhythmOf('postAsye', { startedOn: '2025-09-01', trackFrom: '2026-01-30' })
const days = ({ soonOn, dueOn, graceUntil, escalateOn }: Obligation) => [
  soonOn,
  dueOn,
  graceUntil,
  escalateOn,
]

describe('a stretch of time', () => {
  test('months are counted from the anchor, so the 31st comes back after February', () => {
    expect(addSpan('2026-01-31', { months: 1 }, [])).toBe('2026-02-28')
    expect(addSpan('2028-01-31', { months: 1 }, [])).toBe('2028-02-29')
    expect(addSpan('2026-01-31', { months: 2 }, [])).toBe('2026-03-31')
    expect(addSpan('2025-08-31', { months: 6 }, [])).toBe('2026-02-28')
  })

  test('the fourth week is not the calendar month', () => {
    const month = theOne(look(factsOf(monthly), '2026-01-30'))
    const inGroup = { ...monthly, profile: 'groupCasework' }
    const weeks = theOne(look(factsOf(inGroup), '2026-01-30'))
    expect([month.rule, month.dueOn]).toEqual(['C-04', '2026-02-28'])
    expect([weeks.rule, weeks.soonOn]).toEqual(['C-05', '2026-02-27'])
  })

  test('working days skip the weekend and a bank holiday', () => {
    const isClosed = (day: string) => (day === '2026-05-25' ? 'bank holiday' : undefined)
    expect(addSpan('2026-05-21', { workingDays: 3 }, weekdays, isClosed)).toBe('2026-05-27')
  })
})

describe('when a supervision is set up', () => {
  test('the first date is counted from where tracking begins and is never told upwards', () => {
    const one = theOne(look(factsOf(monthly), '2026-01-30'))
    expect(one).toMatchObject({
      id: 'ada-ben:C-04:2026-01-30',
      person: 'ben',
      rule: 'C-04',
      since: '2026-01-30',
      state: 'open',
    })
    expect(days(one)).toEqual(['2026-02-21', '2026-02-28', '2026-03-06', undefined])
  })

  test('a session from before Throughline counts, yet nothing is late on the first day', () => {
    const known = { ...monthly, lastHeld: '2026-01-12' }
    expect(theOne(look(factsOf(known), '2026-01-30')).dueOn).toBe('2026-02-12')
    const long = { ...monthly, lastHeld: '2025-09-12' }
    const one = theOne(look(factsOf(long), '2026-01-30'))
    expect([one.since, one.dueOn, one.escalateOn]).toEqual(['2025-09-12', '2026-01-30', undefined])
  })

  test('a pair that nobody has confirmed, or without a rhythm, has no dates', () => {
    const proposed = pair(monthly, { state: 'proposed' })
    expect(reconcile(factsOf(monthly, { relationship: proposed }), '2026-02-01')).toEqual([])
    const { rhythm: _none, ...without } = pair(monthly)
    expect(reconcile(factsOf(monthly, { relationship: without }), '2026-02-01')).toEqual([])
  })

  test('an unknown programme asks for nothing', () => {
    const unknown = { ...monthly, programme: 'somewhere-else' }
    expect(reconcile(factsOf(unknown), '2026-02-01')).toEqual([])
  })

  test('a support worker has two: the next session, and the yearly conversation', () => {
    const rows = look(factsOf(rhythmOf('supportWorker')), '2026-01-05')
    expect(rows.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([
      ['C-07', '2026-07-05'],
      ['C-10', '2027-01-05'],
    ])
  })
})

describe('when a session was held', () => {
  const first = look(factsOf(monthly), '2026-01-30')

  test('in time it meets the date, and the next one counts from it', () => {
    const facts = factsOf(monthly, { obligations: first, sessions: [held('2026-02-28')] })
    const rows = look(facts, '2026-02-28')
    expect(rows[0]).toMatchObject({ state: 'met', session: 's-2026-02-28', closedOn: '2026-02-28' })
    expect(days(theOne(rows))).toEqual(['2026-03-21', '2026-03-28', '2026-04-03', '2026-04-11'])
  })

  test('a day after the due day it meets it late', () => {
    const facts = factsOf(monthly, { obligations: first, sessions: [held('2026-03-01')] })
    expect(look(facts, '2026-03-02')[0]).toMatchObject({ state: 'metLate' })
  })

  test('with a cover it counts like any other', () => {
    const cover = held('2026-02-20', { relationship: 'cleo-ben' })
    const rows = look(factsOf(monthly, { obligations: first, sessions: [cover] }), '2026-02-20')
    expect(rows[0]).toMatchObject({ state: 'met', session: cover.id })
  })

  test('one that is only planned, was moved, lies ahead or lies before changes nothing', () => {
    const sessions = [
      held('2026-01-20'),
      held('2026-01-30'),
      held('2026-02-10', { state: 'planned' }),
      held('2026-02-11', { state: 'moved' }),
      held('2026-03-20'),
    ]
    expect(reconcile(factsOf(monthly, { obligations: first, sessions }), '2026-02-12')).toEqual([])
  })

  test('two that were entered on one evening are both kept', () => {
    const sessions = [held('2026-03-20'), held('2026-02-20')]
    const rows = look(factsOf(monthly, { obligations: first, sessions }), '2026-03-25')
    expect(rows.map(({ since, state, session }) => [since, state, session])).toEqual([
      ['2026-01-30', 'met', 's-2026-02-20'],
      ['2026-02-20', 'met', 's-2026-03-20'],
      ['2026-03-20', 'open', undefined],
    ])
  })

  test('one from before the last, entered later, rewrites nothing', () => {
    const sessions = [held('2026-02-20')]
    const obligations = look(factsOf(monthly, { obligations: first, sessions }), '2026-02-20')
    const more = [...sessions, held('2026-02-10')]
    expect(reconcile(factsOf(monthly, { obligations, sessions: more }), '2026-02-21')).toEqual([])
  })

  test('only a performance conversation meets the yearly date, and it is a session as well', () => {
    const rhythm = rhythmOf('supportWorker')
    const obligations = look(factsOf(rhythm), '2026-01-05')
    const plain = look(
      factsOf(rhythm, { obligations, sessions: [held('2026-03-02')] }),
      '2026-03-02',
    )
    expect(goingOn(plain).map(({ rule, since }) => [rule, since])).toEqual([
      ['C-10', '2026-01-05'],
      ['C-07', '2026-03-02'],
    ])
    const sessions = [held('2026-03-02', { performance: true })]
    const both = look(factsOf(rhythm, { obligations, sessions }), '2026-03-02')
    expect(goingOn(both).map(({ since }) => since)).toEqual(['2026-03-02', '2026-03-02'])
  })
})

test('a date that was waived stays so, and the next one counts from its due day', () => {
  const [first] = look(factsOf(monthly), '2026-01-30')
  if (first === undefined) throw new Error('there is one')
  const waived: Obligation = {
    ...first,
    state: 'waived',
    closedOn: '2026-02-10',
    waived: { by: 'ada', reason: 'not needed' },
  }
  const rows = look(factsOf(monthly, { obligations: [waived] }), '2026-02-10')
  expect(rows[0]).toEqual(waived)
  expect(theOne(rows)).toMatchObject({ since: '2026-02-28', dueOn: '2026-03-28' })
})

test('when two people no longer meet, what was open ends and a session changes nothing more', () => {
  const obligations = look(factsOf(monthly), '2026-01-30')
  const over = pair(monthly, { state: 'ended', until: '2026-02-15' })
  const sessions = [held('2026-02-10')]
  const rows = look(factsOf(monthly, { relationship: over, obligations, sessions }), '2026-02-16')
  expect(rows).toMatchObject([{ state: 'ended', closedOn: '2026-02-15' }])
  const later = factsOf(monthly, { relationship: over, obligations: rows, sessions })
  expect(reconcile(later, '2026-05-01')).toEqual([])
})

test('nobody is told of a late date where nobody stands above', () => {
  const sessions = [held('2026-02-20')]
  const obligations = look(factsOf(monthly), '2026-01-30')
  const facts = factsOf(monthly, { obligations, sessions, hasReviewer: false })
  expect(theOne(look(facts, '2026-02-20')).escalateOn).toBeUndefined()
})

test('every four to six weeks: soon from day 28, overdue on day 43, told upwards on day 56', () => {
  const rhythm = rhythmOf('groupCasework', { trackFrom: '2026-01-05' })
  const obligations = look(factsOf(rhythm), '2026-01-05')
  const one = theOne(
    look(factsOf(rhythm, { obligations, sessions: [held('2026-02-02')] }), '2026-02-02'),
  )
  const stageOn = (day: number) => stageOf(one, addSpan('2026-02-02', { days: day }, []))
  expect([27, 28, 41, 42, 43, 55, 56].map(stageOn)).toEqual([
    'planned',
    'dueSoon',
    'dueSoon',
    'due',
    'overdue',
    'overdue',
    'escalated',
  ])
})

describe('a rhythm of their own', () => {
  const every = (everyDays: number, profile = 'groupCasework') =>
    theOne(look(factsOf(rhythmOf(profile, { everyDays })), '2026-01-05'))

  test('within the range of the rule it is theirs', () => {
    expect(every(35).dueOn).toBe('2026-02-09')
    expect([every(42).soonOn, every(42).dueOn]).toEqual(['2026-02-09', '2026-02-16'])
  })

  test('more often than the rule asks is theirs to agree, a looser one does not loosen the rule', () => {
    expect(every(21, 'postAsye').dueOn).toBe('2026-01-26')
    expect(every(60, 'postAsye').dueOn).toBe('2026-02-05')
  })

  test('who agrees to meet more often is not told upwards sooner', () => {
    const rhythm = rhythmOf('postAsye', { everyDays: 14 })
    const obligations = look(factsOf(rhythm), '2026-01-05')
    const facts = factsOf(rhythm, { obligations, sessions: [held('2026-01-19')] })
    expect(days(theOne(look(facts, '2026-01-19')))).toEqual([
      '2026-01-29',
      '2026-02-02',
      '2026-02-09',
      '2026-03-05',
    ])
  })

  test('it is no rhythm of the yearly conversation', () => {
    const rows = look(factsOf(rhythmOf('supportWorker', { everyDays: 28 })), '2026-01-05')
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(['2026-02-02', '2027-01-05'])
  })

  test('agreed while one is open, it counts that one anew, and makes nobody late that day', () => {
    const obligations = look(factsOf(monthly), '2026-01-30')
    const tighter = { ...monthly, everyDays: 7 }
    const rows = look(factsOf(tighter, { obligations }), '2026-02-18')
    expect(rows).toHaveLength(1)
    expect(theOne(rows)).toMatchObject({ id: 'ada-ben:C-04:2026-01-30', dueOn: '2026-02-18' })
  })

  test('agreed when one is late already, it does not undo that', () => {
    const obligations = look(factsOf(monthly), '2026-01-30')
    const tighter = { ...monthly, everyDays: 14 }
    expect(theOne(look(factsOf(tighter, { obligations }), '2026-03-05')).dueOn).toBe('2026-02-28')
  })

  test('another profile ends the old date and begins one by its own rule; back again it is as before', () => {
    const obligations = look(factsOf(monthly), '2026-01-30')
    const inGroup = { ...monthly, profile: 'groupCasework' }
    const changed = look(factsOf(inGroup, { obligations }), '2026-02-02')
    expect(changed.map(({ rule, state }) => [rule, state])).toEqual([
      ['C-04', 'ended'],
      ['C-05', 'open'],
    ])
    const back = look(factsOf(monthly, { obligations: changed }), '2026-02-03')
    expect(theOne(back)).toMatchObject({ rule: 'C-04', dueOn: '2026-02-28' })
    expect(theOne(back)).not.toHaveProperty('closedOn')
  })

  test('a last date that is put right moves what is counted from it', () => {
    const obligations = look(factsOf({ ...monthly, lastHeld: '2026-01-12' }), '2026-01-30')
    const right = { ...monthly, lastHeld: '2026-01-20' }
    expect(theOne(look(factsOf(right, { obligations }), '2026-01-31')).dueOn).toBe('2026-02-20')
  })
})

test('a rule that changes later rewrites neither what is closed nor what is open, only what comes next', () => {
  const profile = profileOf(monthly)
  const [rule] = profile?.rules ?? []
  if (profile === undefined || rule === undefined) throw new Error('C-04 is there')
  const fortnight = { days: 14 }
  const changed = {
    ...profile,
    rules: [{ ...rule, shape: { ...rule.shape, target: fortnight, latest: fortnight } }],
  }
  const sessions = [held('2026-02-20')]
  const begun = look(factsOf(monthly), '2026-01-30')
  const obligations = look(factsOf(monthly, { obligations: begun, sessions }), '2026-02-20')
  const facts = { ...factsOf(monthly, { obligations, sessions }), profile: changed }
  expect(reconcile(facts, '2026-02-21')).toEqual([])
  const rows = look({ ...facts, sessions: [...sessions, held('2026-03-02')] }, '2026-03-02')
  expect(rows.slice(0, 1)).toEqual(obligations.slice(0, 1))
  expect(theOne(rows).dueOn).toBe('2026-03-16')
})
