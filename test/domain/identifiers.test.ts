import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { findIdentifier } from '../../src/domain/identifiers.ts'
import { soundsUnsafe } from '../../src/domain/safety.ts'

const colleagues = ['Ada', 'Ben']

describe('a text that looks as if it identifies a child or family', () => {
  test.each([
    ['child Kayleigh was seen', 'the name of somebody in a family'],
    ['Mum Kayleigh came along', 'the name of somebody in a family'],
    ['we met Kayleigh’s gran', 'the name of somebody in a family'],
    ['the Smith family', 'the name of somebody in a family'],
    ['the boy is Tom', 'the name of somebody in a family'],
    ['dob 3/4/2015', 'a date of birth'],
    ['born on 3 April 2015', 'a date of birth'],
    ['at SW1A 1AA', 'a postcode'],
    ['lives at 12 High Street', 'an address'],
    ['NHS 943 476 5919', 'a health or phone number'],
    ['case no: 4451234', 'a case number'],
    ['St Mary Primary rang', 'the name of a school'],
  ])('“%s” is noticed', (text, what) => {
    expect(findIdentifier(text, colleagues, [])?.what).toBe(what)
  })

  test.each([
    'Mum said she would call',
    'the mother on Monday',
    'Dad I think was fine',
    'Ben’s mum is ill, so he needs cover',
    'Call the clinic - Ben - by 4 Dec',
    'we met 2026-11-25, next on 14/05/2027',
    'three visits of five were written up within 2 days',
    'the older sibling and the grandmother',
  ])('“%s” is left alone', text => {
    expect(findIdentifier(text, colleagues, [])).toBeUndefined()
  })

  test('a word of the organisation’s own list is noticed in any spelling', () => {
    expect(findIdentifier('the case at ROSEHILL again', [], ['Rosehill'])?.certain).toBe(true)
  })

  test('looking never takes long, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
        findIdentifier(text.repeat(20), colleagues, ['x'])
        soundsUnsafe(text.repeat(20))
      }),
      { numRuns: 50 },
    )
  })
})

test.each([
  'she made a disclosure',
  'bruises were seen',
  'not safe at home',
  'somebody hit the baby',
  'he talked of suicide',
])('“%s” brings the quiet line with whom to call', text => {
  expect(soundsUnsafe(text)).toBe(true)
})

test.each([
  'we talked about leave',
  'the safe at the office',
  'a hit with the team',
  'her notes were late',
])('“%s” does not', text => {
  expect(soundsUnsafe(text)).toBe(false)
})
