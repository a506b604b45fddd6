import type { Dialog } from '../core/dialogData.ts'
import type { Given, Item } from '../core/part.ts'
import type { RecordKind, Row, SupervisionRecord } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Scope, Store } from '../domain/store.ts'

interface Reading {
  readonly store: Store
  readonly scope: Scope
  readonly relationship: Relationship
  /** The role of the person who starts. */
  readonly startedBy: string
}
type Read = Given[string]

/** What every party of the relationship may read: nothing one of them reads alone gets into a shared dialog. */
const sharedRows = (record: SupervisionRecord, relationship: Relationship): readonly Row[] =>
  record.sections
    .filter(({ readers }) =>
      relationship.parties.every(party => readers.some(({ person }) => person === party.person)),
    )
    .flatMap(({ rows }) => rows)

const newest = async (
  { store, scope, relationship }: Reading,
  kind: RecordKind,
): Promise<SupervisionRecord | undefined> => {
  const records = await store.records(scope, { relationship: relationship.id, kind })
  return records.find(({ state }) => state === 'shared')
}

const rowsOf = async (reading: Reading, kind: RecordKind): Promise<readonly Row[]> => {
  const record = await newest(reading, kind)
  return record === undefined ? [] : sharedRows(record, reading.relationship)
}

const lines = (rows: readonly Row[], ...keys: readonly string[]): readonly string[] =>
  rows.filter(({ key }) => keys.includes(key)).flatMap(({ shown }) => shown)

const actions = async ({ store, scope, relationship }: Reading): Promise<Read> => {
  const all = await store.actions(scope, relationship.id)
  return all
    .filter(({ state }) => state === 'open' || state === 'partly')
    .toSorted((a, b) => a.by.localeCompare(b.by))
    .slice(0, 12)
    .map(({ id, what, by, carried }): Item => ({ id, what, by, carried }))
}

const agenda = async ({ store, scope, relationship }: Reading): Promise<Read> => {
  const all = await store.agendaItems(scope, relationship.id)
  return all
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 12)
    .map(({ id, topic }): Item => ({ id, topic }))
}

/** Goals of a plan (`goals`, or one by one `goals/1/goal`), each with an id that later dialogs and records name. */
const goals = async (reading: Reading, kind: RecordKind): Promise<Read> =>
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

const livePlan = async (reading: Reading): Promise<Read> => {
  const record = await newest(reading, 'R12')
  return record === undefined || isOver(sharedRows(record, reading.relationship)) ? '' : record.id
}

const recordId = async (reading: Reading, kind: RecordKind): Promise<Read> =>
  (await newest(reading, kind))?.id ?? ''

/** Every name a dialog may use in `given`, with how it is read. */
export const readers: Readonly<Record<string, (reading: Reading) => Promise<Read>>> = {
  'run.startedBy': async ({ startedBy }) => startedBy,
  'actions.open': actions,
  'agenda.items': agenda,
  'agreement.expectations': async reading => {
    const rows = [...(await rowsOf(reading, 'R01')), ...(await rowsOf(reading, 'R02'))]
    return [...lines(rows, 'expectS', 'expectations', 'expectW')].slice(0, 12)
  },
  'agreement.summary': async reading => lines(await rowsOf(reading, 'R01'), 'purpose').join(' '),
  'coaching.goals': reading => goals(reading, 'R14'),
  'improvement.goals': reading => goals(reading, 'R12'),
  'improvement.plan': livePlan,
  'improvement.extensions': async reading =>
    (await rowsOf(reading, 'R12'))
      .filter(({ key }) => key.endsWith('/extendTo'))
      .flatMap(({ shown }) => shown),
  'coaching.agreement': reading => recordId(reading, 'R03'),
}

/** Reads everything a dialog declares, once. Fixed lists stay in the dialog. */
export const readGiven = async (dialog: Dialog, reading: Reading): Promise<Given> => {
  const wanted = Object.entries(dialog.given).flatMap(([name, source]) =>
    typeof source === 'string' ? [[name, readers[source]] as const] : [],
  )
  const found = await Promise.all(
    wanted.map(async ([name, reader]) => [name, (await reader?.(reading)) ?? ''] as const),
  )
  return Object.fromEntries(found)
}
