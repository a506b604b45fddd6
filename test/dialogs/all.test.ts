import { describe, expect, it } from 'vitest'
import { givenReaders } from '../../dialogs/given.ts'
import { dialogs, families, planned } from '../../dialogs/index.ts'
import { bank, question, questions } from '../../dialogs/questions.ts'
import { tone } from '../../dialogs/tone.ts'
import { dialogsCheck, surroundings } from '../../src/cli/dialogsCheck.ts'
import { checkDialog, plannedStarts } from '../../src/core/check.ts'

describe('all dialogs', () => {
  it.each(dialogs.map(dialog => [dialog.title, dialog] as const))(
    'has nothing to mend and no advice to give: %s',
    (_, dialog) => {
      expect(checkDialog(dialog, surroundings)).toEqual([])
    },
  )

  it('are each in one family, under an id of their own', () => {
    expect(new Set(dialogs.map(({ id }) => id)).size).toBe(dialogs.length)
    expect(families.flatMap(family => family.dialogs)).toEqual(dialogs)
  })

  it('say what to do wherever one leads to a dialog that is not built yet, and plan nothing beyond', () => {
    const named = new Set(
      dialogs.flatMap(dialog => plannedStarts(dialog, surroundings)).map(({ start }) => start),
    )
    expect(Object.keys(planned).toSorted()).toEqual([...named].toSorted())
  })

  it('are talked about in the same tone where a dialog is not built yet', () => {
    for (const line of Object.values(planned))
      for (const { words } of tone)
        for (const word of words) expect(line.toLowerCase()).not.toContain(word)
  })

  it('read nothing that nobody can read for them', () => {
    const read = dialogs.flatMap(({ given }) =>
      Object.values(given).filter(source => typeof source === 'string'),
    )
    for (const name of read) expect(Object.keys(givenReaders)).toContain(name)
  })
})

describe('a practitioner who runs the check', () => {
  const run = (...only: readonly string[]): { code: number; lines: readonly string[] } => {
    const lines: string[] = []
    const code = dialogsCheck(line => lines.push(line), only)
    return { code, lines }
  }

  it('reads that all is in order, and what is not built yet', () => {
    const { code, lines } = run()
    expect(code).toBe(0)
    expect(lines.at(-1)).toBe(`${dialogs.length} dialogs checked: all in order.`)
    expect(lines.join('\n')).toContain('If a child may be in danger now, stop typing')
  })

  it('reads what has to be mended, and where', () => {
    const [first] = dialogs
    if (first === undefined) throw new Error('no dialogs')
    const broken = { ...first, id: 'session', about: 'It is overdue for {nobody}.' }
    const lines: string[] = []
    expect(dialogsCheck(line => lines.push(line), ['session'], [broken])).toBe(1)
    expect(lines.join('\n')).toContain(
      '  wrong   the dialog\n          It names {nobody}, which nobody is asked and nothing brings along.\n          → Check the spelling, or ask for it first.',
    )
    expect(lines.at(-1)).toBe('1 dialog checked: 2 to mend.')
  })

  it('is told which dialogs there are when one is misspelt', () => {
    const { code, lines } = run('fedback')
    expect(code).toBe(1)
    expect(lines[0]).toBe('There is no dialog called “fedback”.')
    expect(lines[1]).toContain('feedback')
  })
})

describe('the bank of questions', () => {
  it('has 68, each under its own id, each fit for somewhere', () => {
    expect(questions).toHaveLength(68)
    expect(new Set(questions.map(({ id }) => id)).size).toBe(68)
    for (const { where } of questions) expect(where).toMatch(/^[IUCB]{1,3}$/)
    const sizes = Object.values(bank).map(set => Object.keys(set).length)
    expect(sizes).toEqual([8, 4, 6, 10, 7, 6, 9, 5, 8, 5])
  })

  it('asks one thing at a time, in the tone of the house', () => {
    for (const { text } of questions) {
      expect(text.split('?').length, text).toBeLessThanOrEqual(2)
      for (const { words } of tone)
        for (const word of words) expect(text.toLowerCase()).not.toContain(` ${word} `)
    }
  })

  it('answers a question by its id', () => {
    expect(question('qB5')).toBe('What else?')
  })
})
