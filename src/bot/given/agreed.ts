import type { Item } from '../../core/part.ts'
import type { RecordKind, Row } from '../../domain/record.ts'
import { newest, type Read, type Reading, rowsOf, sharedRows } from './reading.ts'

/** What these people agreed: expectations, purpose, goals, the plan that goes on. */

const lines = (rows: readonly Row[], ...keys: readonly string[]): readonly string[] =>
  rows.filter(({ key }) => keys.includes(key)).flatMap(({ shown }) => shown)

export const expectations = async (reading: Reading): Promise<Read> => {
  const rows = [...(await rowsOf(reading, 'R01')), ...(await rowsOf(reading, 'R02'))]
  return [...lines(rows, 'expectS', 'expectations', 'expectW')].slice(0, 12)
}

export const purpose = async (reading: Reading): Promise<Read> =>
  lines(await rowsOf(reading, 'R01'), 'purpose').join(' ')

/** Goals of a plan (`goals`, or one by one `goals/1/goal`), each with an id that later dialogs and records name. */
export const goals = async (reading: Reading, kind: RecordKind): Promise<Read> =>
  (await rowsOf(reading, kind))
    .filter(({ key }) => key === 'goals' || /(^|\/)goals\/\d+\/goal$/.test(key))
    .flatMap(({ shown }) => shown)
    .slice(0, 6)
    .map((text, index): Item => ({ id: `g${index + 1}`, text, goal: text }))

/** A plan whose closing was filed, and not extended by it, is over. */
const isOver = (rows: readonly Row[]): boolean => {
  const last = rows.findLast(({ key }) => /\/(outcome|extendTo)$/.test(key))
  return last?.key.endsWith('/outcome') === true
}

export const livePlan = async (reading: Reading): Promise<Read> => {
  const record = await newest(reading, 'R12')
  return record === undefined || isOver(sharedRows(record, reading.relationship)) ? '' : record.id
}

export const extensions = async (reading: Reading): Promise<Read> =>
  (await rowsOf(reading, 'R12'))
    .filter(({ key }) => key.endsWith('/extendTo'))
    .flatMap(({ shown }) => shown)

export const recordId = async (reading: Reading, kind: RecordKind): Promise<Read> =>
  (await newest(reading, kind))?.id ?? ''
