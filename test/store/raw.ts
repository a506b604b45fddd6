import mongoose from 'mongoose'
import { afterAll } from 'vitest'

import type { FreshDatabase } from '../setup/database.ts'

type Client = InstanceType<typeof mongoose.mongo.MongoClient>
type Database = ReturnType<Client['db']>
export type Raw = mongoose.mongo.Collection<mongoose.mongo.Document & { _id: string }>

export interface RawDatabase {
  readonly client: Client
  readonly database: Database
  table(name: string): Raw
}

/** The database as an operator sees it, past everything of ours; closed at the end of the file or block. */
export const rawDatabase = ({ uri, name }: FreshDatabase): RawDatabase => {
  const client = new mongoose.mongo.MongoClient(uri)
  afterAll(() => client.close())
  const database = client.db(name)
  return { client, database, table: table => database.collection(table) }
}

/** Names of the tables, and the log of the server, in whose documents any of these texts stands. */
export const tablesWith = async (
  { client, database }: RawDatabase,
  texts: readonly string[],
): Promise<readonly string[]> => {
  const needles = texts.map(text => Buffer.from(text))
  const found = new Set<string>()
  const look = async (name: string, documents: AsyncIterable<unknown>) => {
    for await (const document of documents) {
      if (!(document instanceof Uint8Array)) throw new TypeError('raw documents are bytes')
      const bytes = Buffer.from(document)
      const hit = needles.findIndex(needle => bytes.includes(needle))
      if (hit >= 0) found.add(`${name}: ${texts[hit]}`)
    }
  }
  for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray()) {
    await look(name, database.collection(name).find({}, { raw: true }))
  }
  const ours = new RegExp(`^${database.databaseName}\\.`)
  const log = client.db('local').collection('oplog.rs')
  const here = { $or: [{ ns: ours }, { 'o.applyOps.ns': ours }] }
  await look('oplog', log.find(here, { raw: true }))
  return [...found]
}
