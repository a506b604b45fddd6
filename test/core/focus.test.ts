import { expect, test } from 'vitest'

import { meaning } from '../../src/core/focus.ts'

const words = { whole: ['feedback', 'record the session'], openers: ['note', 'start'] }
const text = { kind: 'long' } as const
const yesNo = { kind: 'choice', options: ['Yes', 'No'] } as const

test.each([
  ['help', text, { kind: 'control', word: 'help' }],
  ['Later.', text, { kind: 'control', word: 'later' }],
  ['later we talked about leave', text, { kind: 'answer' }],
  ['feedback was hard to hear', text, { kind: 'answer' }],
  ['feedback', text, { kind: 'answer' }],
  ['feedback', undefined, { kind: 'command', name: 'feedback', rest: '' }],
  ['Record the session', undefined, { kind: 'command', name: 'record the session', rest: '' }],
  ['note bring the list', undefined, { kind: 'command', name: 'note', rest: 'bring the list' }],
  ['Note: bring the list', undefined, { kind: 'command', name: 'note', rest: 'bring the list' }],
  ['note bring the list', text, { kind: 'either', name: 'note', rest: 'bring the list' }],
  ['note bring the list', yesNo, { kind: 'command', name: 'note', rest: 'bring the list' }],
  ['noteworthy week', undefined, { kind: 'unknown' }],
  ['hello', undefined, { kind: 'unknown' }],
])('“%s” while %o is asked', (typed, asked, expected) => {
  expect(meaning(typed, asked, words)).toEqual(expected)
})
