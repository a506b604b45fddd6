import { randomUUID } from 'node:crypto'

import mongoose from 'mongoose'
import { afterAll, inject } from 'vitest'

export interface FreshDatabase {
  /** Names the database, so that it is the default one of a connection. */
  readonly uri: string
  readonly name: string
}

/** An empty database on the shared server, dropped at the end of the file or block that asked for it. */
export const freshDatabase = (): FreshDatabase => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(inject('mongoUri'))
  url.pathname = `/${name}`
  const uri = url.href
  afterAll(async () => {
    const client = new mongoose.mongo.MongoClient(uri)
    await client.db(name).dropDatabase()
    await client.close()
  })
  return { uri, name }
}
