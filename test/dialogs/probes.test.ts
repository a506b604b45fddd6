import { describe, expect, it } from 'vitest'

import { type Probe, probes } from '../../src/domain/probes.ts'

describe('a gentle second question is asked', () => {
  it.each<readonly [Probe, unknown]>([
    ['short', 'Fine'],
    ['empty', undefined],
    ['fewerThan2', ['Only one']],
    ['traitWords', 'She has a great attitude'],
    ['generic', 'Well done, keep it up'],
    ['onlyNegative', 'It went badly, I didn’t say a word'],
    ['noWhy', [{ what: 'Call the clinic' }]],
    ['dontKnow', ['I don’t know']],
    ['dontKnow', ['No idea']],
    ['noMoment', [{ what: 'Ask one question' }]],
    ['vague', 'Do it properly'],
    ['hearsay', 'People say it was late'],
    ['onlyPolicy', 'The policy says so'],
    ['notMeasurable', 'Notes come sooner'],
  ])('%s: %j', (probe, answer) => {
    expect(probes[probe](answer)).toBe(true)
  })
})

describe('nothing more is asked', () => {
  it.each<readonly [Probe, unknown]>([
    ['short', 'It went quite well'],
    ['empty', 'Something'],
    ['fewerThan2', ['One', 'Two']],
    ['traitWords', 'She asked the older sibling first'],
    [
      'generic',
      'You did an excellent work-around: you rang before nine, and the clinic held the slot for us',
    ],
    ['onlyNegative', 'I stayed calm and listened'],
    ['noWhy', [{ what: 'Call the clinic', why: 'so that they know' }]],
    ['noWhy', []],
    ['dontKnow', ['I don’t know why it works, but ringing first does']],
    ['noMoment', [{ what: 'When the huddle opens, I will ask one question' }]],
    ['vague', 'Each visit has a note within two days'],
    ['hearsay', 'File audit of November'],
    ['onlyPolicy', 'The duty worker has to guess on a Saturday, and the policy is there for that'],
    ['notMeasurable', 'Nine of nine within 2 days'],
  ])('%s: %j', (probe, answer) => {
    expect(probes[probe](answer)).toBe(false)
  })
})
