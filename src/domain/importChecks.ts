import { type Existing, leftOn, personByKey } from './importContext.ts'
import type { PersonRow } from './importRow.ts'
import { personAs } from './relationship.ts'

type Rows = ReadonlyMap<string, PersonRow>

const nobody = (column: string, key: string): string =>
  `${column}: Nobody has the key “${key}”, in this file or from before. Correct it, or add a line for them.`

const referenceFaults = (
  existing: Existing,
  rows: Rows,
  inFile: ReadonlySet<string>,
  row: PersonRow,
  column: 'manager' | 'supervisor',
): readonly string[] => {
  const key = row[column]
  if (key === undefined || leftOn({ existing, rows }, row.key) !== undefined) return []
  if (key === row.key)
    return [`${column}: Nobody is their own ${column}. Name somebody else, or leave it empty.`]
  if (!inFile.has(key) && existing.keys[key] === undefined) return [nobody(column, key)]
  const left = leftOn({ existing, rows }, key)
  if (left === undefined || row.ends !== undefined) return []
  return [`${column}: “${key}” has left on ${left}. Name who it is now, or leave it empty.`]
}

/** What is wrong with the people a line names; `inFile` has the keys of all lines, also of those that cannot stand. */
export const namedFaults = (
  existing: Existing,
  rows: Rows,
  inFile: ReadonlySet<string>,
  row: PersonRow,
): readonly string[] => [
  ...referenceFaults(existing, rows, inFile, row, 'manager'),
  ...referenceFaults(existing, rows, inFile, row, 'supervisor'),
]

/** Whom a key reports to once the file is in: the line of the file first, else the one from before. */
const managerOf = (existing: Existing, rows: Rows, key: string): string | undefined => {
  const row = rows.get(key)
  if (row?.left !== undefined) return undefined
  if (row?.manager !== undefined) return row.manager
  const id = personByKey(existing, key)?.id
  const line = existing.relationships.find(
    each => each.kind === 'line' && each.state === 'confirmed' && personAs(each, 'worker') === id,
  )
  const manager = line === undefined ? undefined : personAs(line, 'supervisor')
  return Object.entries(existing.keys).find(([, person]) => person === manager)?.[0]
}

/** The way up from a key until it comes back to itself; undefined when it does not. */
const circleFrom = (existing: Existing, rows: Rows, key: string): readonly string[] | undefined => {
  const way = [key]
  const seen = new Set(way)
  for (let at = managerOf(existing, rows, key); at !== undefined; ) {
    way.push(at)
    if (at === key) return way
    if (seen.has(at)) return undefined
    seen.add(at)
    at = managerOf(existing, rows, at)
  }
  return undefined
}

/** A reporting line that runs in a circle. */
export const circleFault = (
  existing: Existing,
  rows: Rows,
  { key, manager }: PersonRow,
): readonly string[] => {
  const circle = manager === undefined ? undefined : circleFrom(existing, rows, key)
  return circle === undefined
    ? []
    : [
        `manager: The reporting line runs in a circle: ${circle.join(' → ')}. Correct one of these managers.`,
      ]
}
