import { describe, expect, it } from 'vitest'

import { nudges } from '../../dialogs/nudges.ts'
import { tone } from '../../dialogs/tone.ts'
import { checkNudges, fillIn } from '../../src/domain/nudgeWords.ts'

describe('the words of the nudges', () => {
  it('are short, kind and carry nothing that anybody wrote', () => {
    expect(checkNudges(nudges, tone)).toEqual([])
  })

  it('are looked at as closely as those of a dialog', () => {
    const spoilt = {
      ...nudges,
      'N-09': {
        ...nudges['N-09'],
        name: 'You missed it!',
        why: `{text} ${'long '.repeat(60)}`,
      },
    }
    const wrong = checkNudges(spoilt, tone).map(each => each.wrong)
    expect(wrong).toEqual([
      expect.stringContaining('“missed”'),
      expect.stringContaining('“!”'),
      expect.stringContaining('{text}'),
      expect.stringContaining('characters long'),
    ])
  })

  it('leave out what is not known rather than showing a placeholder', () => {
    expect(fillIn('With {other} on {day}, {text}.', { other: 'Ada' })).toBe('With Ada on , .')
  })

  it('say the same to both where both may act', () => {
    for (const id of ['N-01', 'N-03', 'N-09'] as const) {
      const of = (as: string) =>
        nudges[id].sayings.find(each => each.as === as && each.variant === undefined)?.says
      expect(of('worker')).toBe(of('supervisor'))
    }
  })
})
