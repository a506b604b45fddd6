import { describe, expect, it } from 'vitest'

import { readCsv } from '../../src/cli/csv.ts'

const cells = (text: string) => readCsv(text).map(row => row.cells)

describe('a table that somebody saved', () => {
  it('is read with commas, semicolons or tabs, as the heading has them', () => {
    const people = [
      ['key', 'name'],
      ['1', 'Maya, Lind'],
    ]
    expect(cells('key,name\n1,"Maya, Lind"')).toEqual(people)
    expect(cells('key;name\r\n1;Maya, Lind\r\n')).toEqual(people)
    expect(cells('\uFEFFkey\tname\r1\tMaya, Lind\r')).toEqual(people)
  })

  it('keeps quotation marks, line ends and empty cells inside their cells', () => {
    expect(cells('key,name,title\n1,"Maya ""May"" Lind",\n2,"two\r\nlines", x \n')).toEqual([
      ['key', 'name', 'title'],
      ['1', 'Maya "May" Lind', ''],
      ['2', 'two\r\nlines', 'x'],
    ])
  })

  it('leaves empty lines out, and still knows on which line each row begins', () => {
    const rows = readCsv('key,name\n\n1,"a\nb"\n,\n2,c\n')
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 6])
  })

  it('says where a quotation mark is wrong, and reads on after it', () => {
    const rows = readCsv('key,name\n1,a "b" c\n2,"a" b\n3,c\n4,"never\n5,closed')
    expect(rows.map(({ line, wrong }) => [line, wrong?.split(':')[0]])).toEqual([
      [1, undefined],
      [2, 'A quotation mark stands inside a cell'],
      [3, 'A quotation mark stands inside a cell'],
      [4, undefined],
      [5, 'A quotation mark opens here and never closes, so nothing after it was read'],
    ])
  })

  it('is nothing when there is nothing in it', () => {
    expect(readCsv('')).toEqual([])
    expect(readCsv('\r\n\r\n')).toEqual([])
  })
})
