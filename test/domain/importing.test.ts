import { describe, expect, it } from 'vitest'

import type { Existing } from '../../src/domain/importContext.ts'
import { planImport } from '../../src/domain/importing.ts'
import type { ImportRow } from '../../src/domain/importRow.ts'
import type { Programme, Rule } from '../../src/domain/programmes/programme.ts'

const TODAY = '2026-11-25'

const rule = (id: string, latest: Rule['shape']['latest'], phase: Partial<Rule> = {}): Rule => ({
  id,
  says: 'often',
  source: 'a test',
  meets: 'session',
  shape: { kind: 'sinceLast', target: latest, latest },
  lead: { days: 7 },
  grace: { days: 5 },
  ...phase,
})

const programmes: readonly Programme[] = [
  {
    id: 'children',
    title: 'Children’s services',
    moved: { often: { days: 7 }, otherwise: { days: 14 } },
    signing: { share: { days: 5 }, answer: { days: 5 } },
    profiles: [
      {
        id: 'new',
        title: 'Newly qualified',
        rules: [
          rule('C-01', { weeks: 1 }, { until: { weeks: 6 } }),
          rule('C-04', { months: 1 }, { from: { weeks: 6 } }),
        ],
      },
      { id: 'experienced', title: 'Experienced', rules: [rule('C-04', { months: 1 })] },
    ],
  },
]

const empty: Existing = {
  tenant: {
    id: 'north',
    name: 'North',
    demo: false,
    offset: 0,
    zone: 'Europe/London',
    safetyContacts: [],
    stopWords: [],
  },
  people: [],
  keys: {},
  relationships: [],
}

let count = 0
const ids = (): string => {
  count += 1
  return `id${count}`
}

const plan = (lines: readonly ImportRow[], existing = empty, today = TODAY) =>
  planImport(lines, existing, { today, programmes, ids })

const row = (line: number, cells: Readonly<Record<string, string>>): ImportRow => ({ line, cells })

const rowsOf = (...people: readonly Readonly<Record<string, string>>[]): readonly ImportRow[] =>
  people.map((cells, index) => row(index + 2, cells))

/** What is there after an import, as the next one finds it. */
const done = ({ imported }: ReturnType<typeof plan>, before = empty): Existing => {
  const changed = new Set(imported.people.map(({ person }) => person.id))
  const ended = new Set(imported.ends.map(({ id }) => id))
  const rewritten = new Set(imported.relationships.map(({ id }) => id))
  return {
    tenant: {
      ...before.tenant,
      admins: [...(before.tenant.admins ?? []), ...(imported.admins ?? [])],
    },
    people: [
      ...before.people.filter(({ id }) => !changed.has(id)),
      ...imported.people.map(({ person }) => person),
    ],
    keys: {
      ...before.keys,
      ...Object.fromEntries(imported.people.map(({ key, person }) => [key, person.id])),
    },
    relationships: [
      ...before.relationships.filter(({ id }) => !rewritten.has(id)),
      ...imported.relationships,
    ].filter(({ id }) => !ended.has(id)),
  }
}

const ada = { key: 'A1', name: 'Ada Brook', admin: 'yes' }
const cleo = { key: 'C1', name: 'Cleo Hart' }
const ben = {
  key: 'B1',
  name: 'Ben Okafor',
  title: 'Social worker',
  supervisor: 'a1',
  manager: 'A1',
  programme: 'children',
  profile: 'experienced',
  started: '2024-09-02',
  last_held: '30/10/2026',
  every_days: '28',
}
const says = (planned: ReturnType<typeof plan>) => planned.lines.map(line => line.says)

describe('an import into an empty organisation', () => {
  it('makes people, their reporting line and their supervision, and says so line by line', () => {
    const planned = plan(rowsOf(ada, ben))
    expect(says(planned)).toEqual([
      'New: Ada Brook. Becomes an admin.',
      'New: Ben Okafor. Reports to Ada Brook from 2026-11-25. New supervision with Ada Brook from 2026-11-25.',
    ])
    const [, pair] = planned.imported.relationships
    expect(pair).toMatchObject({
      kind: 'supervision',
      state: 'confirmed',
      rhythm: {
        programme: 'children',
        profile: 'experienced',
        startedOn: '2024-09-02',
        trackFrom: TODAY,
        lastHeld: '2026-10-30',
        everyDays: 28,
      },
    })
  })

  it('changes nothing when the same file comes again, also on a later day', () => {
    const again = plan(rowsOf(ada, ben), done(plan(rowsOf(ada, ben))), '2027-01-11')
    expect(says(again)).toEqual(['Unchanged.', 'Unchanged.'])
    expect(again.imported).toEqual({
      tenant: 'north',
      people: [],
      relationships: [],
      sessions: [],
      ends: [],
      admins: [],
    })
  })

  it('knows a person by their key, and never by their name', () => {
    const before = done(plan(rowsOf(ada, ben)))
    const planned = plan(
      rowsOf({ key: 'b1', name: 'Ben Okafor-Lind' }, { key: 'B2', name: ben.name }),
      before,
    )
    expect(says(planned)).toEqual(['Ben Okafor-Lind: name changes.', 'New: Ben Okafor.'])
  })

  it('leaves the hours of somebody who is here already to themselves', () => {
    const hours = { ...ben, zone: 'Europe/Dublin', days: 'Mon-Thu', from: '8', to: '16.30' }
    const first = plan(rowsOf(ada, hours))
    expect(first.imported.people[1]?.person.works).toEqual({
      zone: 'Europe/Dublin',
      days: [1, 2, 3, 4],
      from: '08:00',
      to: '16:30',
    })
    const again = plan(rowsOf(ada, { ...hours, days: 'Tue' }), done(first))
    expect(says(again)[1]).toBe('Unchanged.')
  })
})

describe('what changes', () => {
  const before = done(plan(rowsOf(ada, cleo, ben)))

  it('ends what a leaver is part of on their last day, and names nobody to blame', () => {
    const planned = plan(rowsOf({ ...ben, left: '2026-11-20' }), before)
    expect(says(planned)).toEqual([
      'Leaves on 2026-11-20; what was shared stays with the others. Ends on 2026-11-20: 1 supervision and 1 reporting line.',
    ])
    // Both began today, so that is the first day on which they can end.
    expect(planned.imported.ends.map(({ on }) => on)).toEqual([TODAY, TODAY])
    const again = plan(rowsOf({ ...ben, left: '2026-11-20' }), done(planned, before))
    expect(says(again)).toEqual(['Unchanged.'])
  })

  it('asks the worker what goes over when somebody else supervises them', () => {
    const change = rowsOf({ ...ben, supervisor: 'C1' })
    const planned = plan(change, before)
    expect(says(planned)).toEqual([
      'Cleo Hart takes the supervision over: Ben Okafor is asked what goes over, and until then it stays as it is.',
    ])
    const [old] = before.relationships.filter(({ kind }) => kind === 'supervision')
    expect(planned.imported.relationships).toMatchObject([{ state: 'proposed', follows: old?.id }])
    expect(planned.imported.ends).toEqual([])
    expect(says(plan(change, done(planned, before)))).toEqual(['Unchanged.'])
  })

  it('lets a supervision follow at once on that of a supervisor who leaves', () => {
    const planned = plan(
      rowsOf({ ...ada, left: '2026-11-24' }, { ...ben, supervisor: 'C1', manager: 'C1' }),
      before,
    )
    const [old] = before.relationships.filter(({ kind }) => kind === 'supervision')
    expect(planned.imported.relationships.find(({ kind }) => kind === 'supervision')).toMatchObject(
      { state: 'confirmed', follows: old?.id },
    )
    expect(planned.imported.ends.map(({ id }) => id)).toContain(old?.id)
  })

  it('ends a supervision by itself, and does not begin it again', () => {
    const planned = plan(rowsOf({ ...ben, ends: '2026-11-25' }), before)
    expect(says(planned)).toEqual(['The supervision ends on 2026-11-25.'])
    const again = plan(rowsOf({ ...ben, ends: '2026-11-25' }), done(planned, before))
    expect(says(again)).toEqual(['Unchanged.'])
  })

  it('leaves everything that a line does not mention', () => {
    expect(says(plan(rowsOf({ key: 'b1', name: ben.name }), before))).toEqual(['Unchanged.'])
  })

  it('waits with a supervision whose other line is not right yet', () => {
    const file = rowsOf({ ...ada, admin: 'perhaps' }, ben)
    const planned = plan(file)
    expect(planned.lines.map(({ is }) => is)).toEqual(['wrong', 'new'])
    expect(says(planned)[1]).toBe(
      'New: Ben Okafor. Reports to “a1” once the line of that person is right. Supervision with “a1” once the line of that person is right.',
    )
    const next = plan(rowsOf(ada, ben), done(planned))
    expect(says(next)[1]).toBe(
      'Reports to Ada Brook from 2026-11-25. New supervision with Ada Brook from 2026-11-25.',
    )
  })
})

const good = (index: number): Readonly<Record<string, string>> => ({
  key: `w${index}`,
  name: `Worker ${index}`,
  supervisor: `s${index % 20}`,
  manager: `s${index % 20}`,
  programme: 'children',
  profile: 'experienced',
  started: '2020-01-06',
})

/** Each kind of mistake, and the words by which somebody knows what to do. */
const mistakes: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [{ manager: 'nobody' }, 'manager: Nobody has the key “nobody”'],
  [{ supervisor: 'w10' }, 'Nobody is their own supervisor'],
  [{ supervisor: 's1 and s2' }, 'names two supervisors'],
  [{ programme: 'adults' }, 'programme: “adults” is not known. Write one of: children.'],
  [{ profile: 'wizard' }, 'profile: “wizard” is not known. Write one of: new, experienced.'],
  [{ profile: '' }, 'has several kinds of worker'],
  [
    { every_days: '60' },
    'every_days: 60 days is longer than the programme allows. Write 28 or less',
  ],
  [{ every_days: 'often' }, 'every_days: “often” is not a number of days from 1 to 366.'],
  [{ started: '2026-02-30' }, 'started: There is no such day as 2026-02-30.'],
  [{ started: '03/04/2026' }, 'can be 3 April or 4 March'],
  [{ started: 'last May' }, 'started: “last May” is not a date. Write it as year-month-day'],
  [{ last_held: '2027-01-05' }, 'last_held: 2027-01-05 has not come yet.'],
  [{ zone: 'Londn' }, 'zone: “Londn” is not a time zone. Write it like Europe/London.'],
  [{ days: 'Mon-Xyz' }, 'are not days of the week'],
  [{ from: '17:00', to: '09:00' }, 'Work ends at 09:00, before it begins at 17:00.'],
  [{ from: '25:00' }, 'from: “25:00” is not a time of day. Write it like 09:00.'],
  [{ name: '' }, 'name: There is no name.'],
  [{ key: '' }, 'key: There is no key.'],
  [
    { left: '2027-03-01' },
    'left: 2027-03-01 has not come yet. Leave it empty until the day is there',
  ],
  [{ profile: 'new', started: '' }, 'started: The first day in this job is needed'],
]

const filled = (cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))

describe('three hundred people, of whom twenty lines are wrong', () => {
  const supervisors = Array.from({ length: 20 }, (_, index) => ({
    key: `s${index}`,
    name: `Supervisor ${index}`,
  }))
  const workers = Array.from({ length: 280 }, (_, index) => {
    const at = index / 9
    const [change] = Number.isInteger(at) ? (mistakes[at] ?? []) : []
    // The one who supervises themselves has to name their own key.
    const own = change?.supervisor === 'w10' ? { supervisor: `w${index}` } : {}
    return filled({ ...good(index), ...change, ...own })
  })
  const file = rowsOf(...supervisors, ...workers)
  const planned = plan(file)
  const wrong = planned.lines.filter(({ is }) => is === 'wrong')

  it('are told what is wrong with each of the twenty, and what to do', () => {
    expect(file).toHaveLength(300)
    expect(wrong).toHaveLength(20)
    for (const [index, [, words]] of mistakes.entries()) expect(wrong[index]?.says).toContain(words)
  })

  it('are all there but the twenty, each with their supervision', () => {
    expect(planned.imported.people).toHaveLength(280)
    expect(planned.imported.relationships).toHaveLength(2 * 260)
  })

  it('change nothing when the file comes a second time', () => {
    const again = plan(file, done(planned))
    expect(new Set(again.lines.map(({ is }) => is))).toEqual(new Set(['wrong', 'unchanged']))
    expect(again.imported).toMatchObject({ people: [], relationships: [], ends: [] })
  })
})

describe('lines that are wrong together', () => {
  it('are two lines for one key: neither counts', () => {
    const planned = plan(rowsOf(cleo, { ...cleo, name: 'Clea Hart' }))
    expect(says(planned)).toEqual([
      'key: Line 3 has the key “c1” too. Keep one of the two.',
      'key: Line 2 has the key “c1” too. Keep one of the two.',
    ])
    expect(planned.imported.people).toEqual([])
  })

  it('are a reporting line that runs in a circle, also through what was there before', () => {
    const before = done(plan(rowsOf(ada, { ...cleo, manager: 'A1' })))
    expect(says(plan(rowsOf({ ...ada, manager: 'C1' }), before))).toEqual([
      'manager: The reporting line runs in a circle: a1 → c1 → a1. Correct one of these managers.',
    ])
    const both = plan(rowsOf({ ...ada, manager: 'C1' }, { ...cleo, manager: 'A1' }))
    expect(both.lines.map(({ is }) => is)).toEqual(['wrong', 'wrong'])
  })

  it('are lines that name somebody who has left', () => {
    const planned = plan(rowsOf({ ...ada, left: '2026-11-01' }, ben))
    expect(says(planned)[1]).toContain(
      'supervisor: “a1” has left on 2026-11-01. Name who it is now, or leave it empty.',
    )
  })

  it('never let one wrong line add somebody through another', () => {
    const planned = plan(rowsOf({ ...ada, supervisor: 'C1', programme: 'adults' }, cleo, ben))
    const known = new Set(planned.imported.people.map(({ person }) => person.id))
    for (const { parties } of planned.imported.relationships)
      for (const { person } of parties) expect(known).toContain(person)
  })
})
