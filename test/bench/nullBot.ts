import mongoose from 'mongoose'

import { turn as turnSchema } from '../../src/core/turn.ts'
import { addressOf } from './team.ts'

const { MongoClient } = mongoose.mongo

export interface NullBot {
  turn(person: string): Promise<void>
  close(): Promise<void>
}

/** The least a bot can do that keeps what it is told: parse, read a document of 2 KB, write it durably. */
export const openNullBot = async (uri: string): Promise<NullBot> => {
  const client = new MongoClient(uri, { maxPoolSize: 20 })
  const write = { writeConcern: { w: 'majority', journal: true } } as const
  const table = client.db('null').collection<{ _id: string; body: Buffer; n: number }>('people')
  const body = Buffer.alloc(2048, 'x')
  let count = 0
  return {
    turn: async person => {
      count += 1
      const did = { kind: 'text', text: 'The small room on the second floor' }
      turnSchema.parse({ id: `event${count}`, at: Date.now(), address: addressOf(person), did })
      const found = await table.findOne({ _id: person })
      await table.updateOne(
        { _id: person },
        { $set: { body, n: (found?.n ?? 0) + 1 } },
        { ...write, upsert: true },
      )
    },
    close: () => client.close(),
  }
}
