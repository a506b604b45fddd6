import mongoose from 'mongoose'
import { expect, it } from 'vitest'

import { freshDatabase } from '../../setup/database.ts'

it('keeps what a person wrote in a real MongoDB that understands transactions', async () => {
  const { uri, name } = freshDatabase()
  const client = new mongoose.mongo.MongoClient(uri)
  try {
    await client.withSession(session =>
      session.withTransaction(() =>
        client.db().collection('notes').insertOne({ a: 1 }, { session }),
      ),
    )
    expect(client.db().databaseName).toBe(name)
    expect(await client.db().collection('notes').countDocuments()).toBe(1)
  } finally {
    await client.close()
  }
})
