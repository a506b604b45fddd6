import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { DEMO_TENANT } from '../../src/bot/demo/team.ts'
import type { TenantExport } from '../../src/domain/store.ts'
import { type After, connectTo } from '../setup/privateMongod.ts'
import { disguises } from './canaries.ts'
import { scopeOf, type World } from './world.ts'

/** What is open to a person while a dialog is under way: home, conversation, runs. */
export const glance = async (world: World, person: string, run: string): Promise<string> => {
  const { host, store } = world.house
  const scope = scopeOf(person)
  const seen = [
    await host.view(world.address(person), 'home'),
    await host.conversation(world.address(person)),
    await store.run(scope, run),
    await store.openRuns(scope),
    await store.records(scope),
  ]
  return JSON.stringify(seen)
}

/** Everything a person can get at, by any page, any read of the store and any id there is. */
export const reachOf = async (world: World, person: string, all: TenantExport): Promise<string> => {
  const { host, store } = world.house
  const scope = scopeOf(person)
  const address = world.address(person)
  const records = [...new Set(all.records.map(({ id }) => id))]
  const pages = ['home', 'upcoming', ...records.map(id => `record/${id}`)]
  const seen: unknown[] = [
    await host.conversation(address),
    await store.openRuns(scope),
    await store.records(scope),
    await store.actions(scope),
    await store.agendaItems(scope),
    await store.sessions(scope),
    await store.notes(scope),
    await store.deliveries(scope),
  ]
  for (const page of pages) seen.push(await host.view(address, page))
  for (const { id } of all.runs) seen.push(await store.run(scope, id))
  for (const { id, version } of all.records) seen.push(await store.record(scope, id, version))
  for (const id of records) seen.push(await store.stances(scope, id))
  return JSON.stringify(seen)
}

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter(each => each.isFile()).map(each => join(each.parentPath, each.name))
}

/** The files below `folder` in which a canary sings, however disguised. */
export const singingFiles = async (folder: string): Promise<readonly string[]> => {
  const songs = disguises()
  const singing: string[] = []
  for (const path of await filesIn(folder)) {
    const bytes = await readFile(path)
    if (songs.some(song => bytes.includes(song))) singing.push(path)
  }
  return singing
}

/** Names of the collections, and of the oplog, in which a canary sings. */
export const singingTables = async (
  after: After,
  { server }: World,
): Promise<readonly string[]> => {
  const client = connectTo(after, server.uri)
  const songs = disguises()
  const singing = new Set<string>()
  const listen = async (name: string, documents: AsyncIterable<unknown>): Promise<void> => {
    for await (const document of documents) {
      if (!(document instanceof Uint8Array)) throw new TypeError('raw documents are bytes')
      const bytes = Buffer.from(document)
      if (songs.some(song => bytes.includes(song))) singing.add(name)
    }
  }
  const database = client.db('app')
  for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray())
    await listen(name, database.collection(name).find({}, { raw: true }))
  await listen('oplog', client.db('local').collection('oplog.rs').find({}, { raw: true }))
  return [...singing]
}

export const exported = ({ house }: World): Promise<TenantExport> =>
  house.store.exportTenant(DEMO_TENANT)
