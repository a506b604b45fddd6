import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  actions,
  choice,
  count,
  dateOr,
  list,
  long,
  pastDate,
  scale,
  several,
  time,
} from '../../src/core/answers.ts'
import { read } from '../../src/core/read.ts'
import { typed } from '../../src/core/typed.ts'

const reading = { today: '2026-11-25', options: [], people: ['Ada', 'Ben'] }

describe('an action on one line', () => {
  test.each([
    ['Call the clinic', { what: 'Call the clinic' }],
    ['Call the clinic - Ben - by 4 Dec', { what: 'Call the clinic', who: 'Ben', by: '2026-12-04' }],
    ['- Book the room - me', { what: 'Book the room', who: 'Ada' }],
    [
      'Write the plan by Friday, so that Ben can start',
      { what: 'Write the plan', by: '2026-11-27', why: 'so that Ben can start' },
    ],
    [
      '2. Ask about leave – @ben – next week',
      { what: 'Ask about leave', who: 'Ben', by: '2026-12-02' },
    ],
    ['Sort the follow-up list - again', { what: 'Sort the follow-up list - again' }],
    ['Stand by the family', { what: 'Stand by the family' }],
  ])('“%s”', (line, expected) => {
    expect(read(actions, line, reading)).toEqual({ ok: true, value: [expected] })
  })

  test('“none” is an answer too', () => {
    expect(read(actions, 'None.', reading)).toEqual({ ok: true, value: [] })
  })

  test('what is shown for editing is read back as the same', () => {
    const phrase = fc.stringMatching(/^[A-Z][a-z]{2,8} [a-z]{3,8}$/)
    const thing = fc.record(
      {
        what: phrase,
        who: fc.constantFrom('Ada', 'Ben'),
        by: fc
          .date({ min: new Date('2026-12-01'), max: new Date('2027-06-01'), noInvalidDate: true })
          .map(day => day.toISOString().slice(0, 10)),
        why: phrase.map(words => `so that ${words}`),
      },
      { requiredKeys: ['what'] },
    )
    fc.assert(
      fc.property(fc.array(thing, { minLength: 1, maxLength: 5 }), things => {
        const again = typed(things)
        expect(
          read(actions, typeof again === 'string' ? again : [...(again ?? [])], reading),
        ).toEqual({ ok: true, value: things })
      }),
    )
  })
})

describe('an answer that does not fit is refused in the schema’s own words', () => {
  test.each([
    [choice(['Yes', 'No']), 'perhaps', 'Please choose one of these'],
    [several(['Skill', 'Time']), 'Skill, money', 'Please choose from the list'],
    [scale, '11', 'from 0 to 10'],
    [scale, 'quite good', 'from 0 to 10'],
    [count, '0', 'above zero'],
    [dateOr('To follow'), 'some day', 'or choose “To follow”'],
    [dateOr('To follow'), 'yesterday', 'has passed already'],
    [pastDate, 'tomorrow', 'still to come'],
    [time, 'noonish', '14:30'],
    [long, '   ', 'A few words are enough'],
    [long, 'x'.repeat(8001), 'longer than I can keep'],
    [list, Array.from({ length: 31 }, (_, n) => `line ${n}`).join('\n'), 'more than 30 lines'],
  ])('%#', (schema, raw, words) => {
    const found = read(schema, raw, reading)
    expect(found.ok ? '' : found.says).toContain(words)
  })
})

test.each([
  [choice(['In person', 'Phone or video']), 'PHONE', 'Phone or video'],
  [choice(['In person', 'Phone or video']), '1', 'In person'],
  [several(['Skill', 'Time and place']), 'time and place', ['Time and place']],
  [several(['Skill', 'Time']), 'skill and time', ['Skill', 'Time']],
  [several(['Skills and tools', 'Time']), 'time, skills and tools', ['Skills and tools', 'Time']],
  [scale, '7/10', 7],
  [count, '45 minutes', 45],
  [time, '2.30pm', '14:30'],
  [time, '9', '09:00'],
  [dateOr('To follow'), 'to follow', 'To follow'],
  [list, '• one\n\n- two', ['one', 'two']],
])('%# what people type is understood', (schema, raw, value) => {
  expect(read(schema, raw, reading)).toEqual({ ok: true, value })
})

test('whatever is typed, reading it never breaks', () => {
  const schemas = [
    choice(['Yes', 'No']),
    several(['Yes', 'No']),
    scale,
    count,
    long,
    list,
    actions,
    dateOr('Later'),
    time,
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...schemas),
      fc.string({ unit: 'binary', maxLength: 400 }),
      (schema, raw) => {
        expect(typeof read(schema, raw, reading).ok).toBe('boolean')
      },
    ),
  )
})
