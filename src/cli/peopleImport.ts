import { readFile } from 'node:fs/promises'

import { dateAt } from '../core/time.ts'
import type { Existing } from '../domain/importContext.ts'
import { type ImportPlan, planImport } from '../domain/importing.ts'
import { type ImportRow, importColumns } from '../domain/importRow.ts'
import type { Tenant } from '../domain/people.ts'
import { programmes } from '../domain/programmes/index.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Store } from '../domain/store.ts'
import { type Given, many, pathOf } from './command.ts'
import { type CsvRow, readCsv } from './csv.ts'
import { tellAll } from './peopleTold.ts'

export interface ImportAsked {
  readonly file: string
  /** False: only say what would happen. */
  readonly go: boolean
  readonly organisation: string | undefined
  /** Epoch ms. */
  readonly now: number
}

export type Read<T> = { readonly value: T } | { readonly wrong: readonly string[] }

export const textOf = async (file: string): Promise<Read<string>> => {
  const path = pathOf(file)
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return { wrong: [`${path} cannot be read. Is it there, and a file?`] }
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { wrong: ['This file is not UTF-8. In Excel, save it as “CSV UTF-8”.'] }
  }
}

const columnName = (cell: string): string => cell.toLowerCase().replace(/[\s-]+/g, '_')

const toRow = (heading: readonly string[], { line, cells, wrong }: CsvRow): ImportRow => {
  const few =
    cells.length < heading.length
      ? `This line has ${many(cells.length, 'cell')}, the heading has ${heading.length}. Is a separator gone?`
      : cells.length > heading.length
        ? `This line has ${many(cells.length, 'cell')}, the heading has ${heading.length}. Put cells with a separator in them in quotation marks.`
        : undefined
  const amiss = wrong ?? few
  const filled = heading.flatMap((name, at) => {
    const cell = cells[at] ?? ''
    return cell === '' ? [] : [[name, cell] as const]
  })
  return { line, cells: Object.fromEntries(filled), ...(amiss !== undefined && { wrong: amiss }) }
}

/** The lines of the table, once its heading can be understood. */
const rowsOf = (text: string): Read<readonly ImportRow[]> => {
  const [first, ...rest] = readCsv(text)
  if (first === undefined) return { wrong: ['There is nothing in this file.'] }
  const heading = first.cells.map(columnName)
  const wrong = [
    ...heading
      .filter(name => !importColumns.includes(name))
      .map(
        name =>
          `“${name}” is no column that is known here. Known are: ${importColumns.join(', ')}.`,
      ),
    ...heading
      .filter((name, at) => heading.indexOf(name) < at)
      .map(name => `The column “${name}” is there twice. Keep one.`),
    ...['key', 'name']
      .filter(name => !heading.includes(name))
      .map(
        name => `The column “${name}” is not there. The first line of the file names the columns.`,
      ),
    ...(first.wrong === undefined ? [] : [first.wrong]),
  ]
  return wrong.length > 0 ? { wrong } : { value: rest.map(row => toRow(heading, row)) }
}

export const tenantFor = (all: readonly Tenant[], id: string | undefined): Read<Tenant> => {
  const real = all.filter(({ demo }) => !demo)
  const [only, another] = real
  const named = all.find(each => each.id === id)
  if (named?.demo === true)
    return {
      wrong: ['That is the example team. Real people belong into an organisation of their own.'],
    }
  if (named !== undefined) return { value: named }
  if (id === undefined && only !== undefined && another === undefined) return { value: only }
  if (only === undefined)
    return { wrong: ['There is no organisation yet. First: npm run people -- organisation NAME'] }
  return {
    wrong: [
      id === undefined ? 'Say which one: --organisation ID' : `There is no organisation “${id}”.`,
      ...real.map(each => `  ${each.id.padEnd(24)}${each.name}`),
    ],
  }
}

const AT_ONCE = 50

const existingIn = async (store: Store, tenant: Tenant): Promise<Existing> => {
  const keys = await store.keys(tenant.id)
  const everybody = Object.values(keys)
  const [actor] = everybody
  const people = actor === undefined ? [] : await store.people({ tenant: tenant.id, actor })
  const found = new Map<string, Relationship>()
  for (let at = 0; at < everybody.length; at += AT_ONCE) {
    const some = everybody.slice(at, at + AT_ONCE).map(each => ({ tenant: tenant.id, actor: each }))
    const lists = await Promise.all(
      some.flatMap(scope => [store.relationships(scope), store.proposals(scope)]),
    )
    for (const relationship of lists.flat()) found.set(relationship.id, relationship)
  }
  return { tenant, people, keys, relationships: [...found.values()] }
}

const printPlan = ({ lines }: ImportPlan, print: Given['print']): void => {
  for (const { line, key, says, is } of lines)
    print(
      `${is === 'wrong' ? 'WRONG ' : '      '}line ${String(line).padEnd(6)}${key.padEnd(20)} ${says}`,
    )
  const count = (is: string): number => lines.filter(each => each.is === is).length
  print('')
  print(
    `${many(lines.length, 'line')}: ${count('new')} new, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('wrong')} wrong.`,
  )
  if (count('wrong') > 0)
    print('Nothing changes for the wrong ones; put them right and import the file again.')
}

const isNothing = ({ people, relationships, ends, admins }: ImportPlan['imported']): boolean =>
  people.length + relationships.length + ends.length + (admins?.length ?? 0) === 0

/** Says what a table of people would change, and does it when it was told to. Answers the exit code. */
export const importPeople = async (asked: ImportAsked, given: Given): Promise<number> => {
  const { print, config, open } = given
  const refuse = (wrong: readonly string[]): number => {
    for (const line of wrong) print(line)
    return 1
  }
  const text = await textOf(asked.file)
  if ('wrong' in text) return refuse(text.wrong)
  const rows = rowsOf(text.value)
  if ('wrong' in rows) return refuse(rows.wrong)
  const { store } = await open(config(), 'beside')
  const tenant = tenantFor(await store.tenants(), asked.organisation)
  if ('wrong' in tenant) return refuse(tenant.wrong)
  const today = dateAt(asked.now, tenant.value.zone)
  const ids = (): string => crypto.randomUUID()
  const existing = await existingIn(store, tenant.value)
  const plan = planImport(rows.value, existing, { today, programmes, ids })
  printPlan(plan, print)
  const wrong = plan.lines.some(({ is }) => is === 'wrong')
  if (isNothing(plan.imported)) print('There is nothing to do.')
  else if (asked.go) {
    await store.importAll(plan.imported)
    await tellAll(store, existing, plan.imported, asked.now)
    print('Done.')
  } else print('Nothing has been changed yet. Run it again with --yes to do it.')
  return wrong ? 1 : 0
}
