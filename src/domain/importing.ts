import { circleFault, namedFaults } from './importChecks.ts'
import {
  type Existing,
  type Importing,
  leftOn,
  type Planning,
  personByKey,
} from './importContext.ts'
import { type Effects, leaving, reporting, supervision } from './importPairs.ts'
import { type BadRow, type ImportRow, type PersonRow, rowReader } from './importRow.ts'
import { officeHours, type Person } from './people.ts'
import type { Imported } from './peopleStore.ts'

/** What would come of one line, in a sentence for the one who imports. */
export interface PlannedLine {
  readonly line: number
  readonly key: string
  readonly says: string
  readonly is: 'wrong' | 'new' | 'changed' | 'unchanged'
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[]
  readonly imported: Imported
}

const isBad = (row: PersonRow | BadRow): row is BadRow => 'wrong' in row

/** Two lines for one person: which of them is meant, nobody knows. */
const doubles = (rows: readonly (PersonRow | BadRow)[]): ReadonlyMap<number, string> => {
  const lines = new Map<string, readonly number[]>()
  for (const { line, key } of rows) lines.set(key, [...(lines.get(key) ?? []), line])
  const wrong = new Map<number, string>()
  for (const { line, key } of rows) {
    const other = lines.get(key)?.find(each => each !== line)
    if (key !== '' && other !== undefined)
      wrong.set(line, `key: Line ${other} has the key “${key}” too. Keep one of the two.`)
  }
  return wrong
}

interface Sorted {
  readonly rows: ReadonlyMap<string, PersonRow>
  readonly bad: readonly BadRow[]
}

const without = (
  rows: ReadonlyMap<string, PersonRow>,
  faultsOf: (row: PersonRow) => readonly string[],
): Sorted => {
  const bad = [...rows.values()].flatMap((row): readonly BadRow[] => {
    const wrong = faultsOf(row)
    return wrong.length === 0 ? [] : [{ line: row.line, key: row.key, wrong }]
  })
  const gone = new Set(bad.map(({ key }) => key))
  return { rows: new Map([...rows].filter(([key]) => !gone.has(key))), bad }
}

/** Lines that can stand, and those that cannot, each with what is wrong with it. */
const sort = (lines: readonly ImportRow[], existing: Existing, today: string): Sorted => {
  const read = lines.map(rowReader(today))
  const twice = doubles(read)
  const unread = read.flatMap((row): readonly BadRow[] => {
    const double = twice.get(row.line)
    const wrong = [...(isBad(row) ? row.wrong : []), ...(double === undefined ? [] : [double])]
    return wrong.length === 0 ? [] : [{ line: row.line, key: row.key, wrong }]
  })
  const bad = new Set(unread.map(({ line }) => line))
  const rows = new Map(
    read
      .flatMap(row => (isBad(row) || bad.has(row.line) ? [] : [row]))
      .map(row => [row.key, row] as const),
  )
  const inFile = new Set(read.map(({ key }) => key))
  const named = without(rows, row => namedFaults(existing, rows, inFile, row))
  const straight = without(named.rows, row => circleFault(existing, named.rows, row))
  return { rows: straight.rows, bad: [...unread, ...named.bad, ...straight.bad] }
}

/** The person as the line has them; their hours are theirs to set once they are here. */
const personFor = (
  { existing, idOf }: Importing,
  row: PersonRow,
): { readonly person: Person; readonly changes: readonly string[] } => {
  const { tenant } = existing
  const before = personByKey(existing, row.key)
  const { zone, days, from, to } = row
  const left = row.left ?? before?.left
  const rest = left === undefined ? {} : { left }
  if (before !== undefined) {
    const person = { ...before, name: row.name, title: row.title ?? before.title, ...rest }
    const changes = (['name', 'title', 'left'] as const).filter(
      each => person[each] !== before[each],
    )
    return { person, changes }
  }
  const works = {
    zone: zone ?? tenant.zone,
    days: days ?? officeHours.days,
    from: from ?? officeHours.from,
    to: to ?? officeHours.to,
  }
  const id = idOf(row.key) ?? ''
  return {
    person: { id, tenant: tenant.id, name: row.name, title: row.title ?? '', works, ...rest },
    changes: [],
  }
}

interface Planned {
  readonly line: PlannedLine
  readonly people: Imported['people']
  readonly relationships: Effects['relationships']
  readonly ends: Effects['ends']
  readonly admin?: string
}

const refused = ({ line, key, wrong }: BadRow): Planned => ({
  line: { line, key, is: 'wrong', says: wrong.join(' ') },
  people: [],
  relationships: [],
  ends: [],
})

/** Somebody who was never here and has left already. */
const gone = ({ line, key }: PersonRow, left: string): Planned => ({
  line: { line, key, is: 'unchanged', says: `Not added, because the last day was ${left}.` },
  people: [],
  relationships: [],
  ends: [],
})

const effectsOf = (
  importing: Importing,
  row: PersonRow,
  person: Person,
): Effects | { readonly wrong: string } => {
  const left = leftOn(importing, row.key)
  if (left !== undefined) return leaving(importing, row, person.id, left)
  const line = reporting(importing, row, person.id)
  const pair = supervision(importing, row, person.id)
  if ('wrong' in pair) return pair
  return {
    says: [...line.says, ...pair.says],
    relationships: [...line.relationships, ...pair.relationships],
    ends: [...line.ends, ...pair.ends],
  }
}

const planLine = (importing: Importing, row: PersonRow): Planned => {
  const { existing } = importing
  const { person, changes } = personFor(importing, row)
  const effects = effectsOf(importing, row, person)
  if ('wrong' in effects) return refused({ line: row.line, key: row.key, wrong: [effects.wrong] })
  const isNew = personByKey(existing, row.key) === undefined
  if (isNew && person.left !== undefined) return gone(row, person.left)
  const isMade = row.admin === true && !(existing.tenant.admins ?? []).includes(person.id)
  const named = changes.filter(each => each !== 'left')
  const says = [
    ...(isNew ? [`New: ${person.name}`] : []),
    ...(named.length === 0 ? [] : [`${person.name}: ${named.join(' and ')} changes`]),
    ...(isMade ? ['Becomes an admin'] : []),
    ...effects.says,
  ]
  const changed = changes.length + effects.relationships.length + effects.ends.length > 0 || isMade
  const is = isNew ? 'new' : changed ? 'changed' : 'unchanged'
  return {
    line: {
      line: row.line,
      key: row.key,
      is,
      says: says.length === 0 ? 'Unchanged.' : `${says.join('. ')}.`,
    },
    people: isNew || changes.length > 0 ? [{ person, key: row.key }] : [],
    relationships: effects.relationships,
    ends: effects.ends,
    ...(isMade ? { admin: person.id } : {}),
  }
}

const prepare = (existing: Existing, planning: Planning, { rows }: Sorted): Importing => {
  const fresh = new Map<string, string>()
  for (const key of rows.keys())
    if (existing.keys[key] === undefined) fresh.set(key, planning.ids())
  const idOf = (key: string): string | undefined => existing.keys[key] ?? fresh.get(key)
  const nameOf = (key: string): string =>
    rows.get(key)?.name ?? personByKey(existing, key)?.name ?? key
  return { ...planning, existing, rows, idOf, nameOf }
}

const planAll = (existing: Existing, planning: Planning, sorted: Sorted): readonly Planned[] => {
  const importing = prepare(existing, planning, sorted)
  const planned = [...sorted.rows.values()].map(row => planLine(importing, row))
  const wrong = planned.filter(({ line }) => line.is === 'wrong')
  if (wrong.length === 0) return [...sorted.bad.map(refused), ...planned]
  // Whoever is named on other lines is not there after all, so these are planned again without them.
  const rows = new Map(sorted.rows)
  for (const { line } of wrong) rows.delete(line.key)
  const bad = wrong.map(({ line: { line, key, says } }) => ({ line, key, wrong: [says] }))
  return planAll(existing, planning, { rows, bad: [...sorted.bad, ...bad] })
}

/**
 * What an import would do, line by line, and all of it as one thing to store. Matching is by key only; an empty cell
 * changes nothing; a wrong line changes nothing for its person and does not stop the others.
 */
export const planImport = (
  lines: readonly ImportRow[],
  existing: Existing,
  planning: Planning,
): ImportPlan => {
  const planned = planAll(existing, planning, sort(lines, existing, planning.today)).toSorted(
    (a, b) => a.line.line - b.line.line,
  )
  const ends = new Map(planned.flatMap(each => each.ends).map(each => [each.id, each]))
  return {
    lines: planned.map(({ line }) => line),
    imported: {
      tenant: existing.tenant.id,
      people: planned.flatMap(({ people }) => people),
      relationships: planned.flatMap(({ relationships }) => relationships),
      sessions: [],
      ends: [...ends.values()],
      admins: planned.flatMap(({ admin }) => admin ?? []),
    },
  }
}
