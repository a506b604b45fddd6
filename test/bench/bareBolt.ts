import bolt from '@slack/bolt'
import mongoose from 'mongoose'

import { orchard, SIGNING_SECRET } from '../adapters/slack/fakeSlack/index.ts'

const { App, HTTPReceiver } = bolt
const { MongoClient } = mongoose.mongo

/** The least a Slack bot can do that keeps what it is told: one read, one durable write of 2 KB, one answer. */
export const openBareBolt = async (uri: string, slackApiUrl: string) => {
  const client = new MongoClient(uri, { maxPoolSize: 20 })
  const write = { writeConcern: { w: 'majority', journal: true } } as const
  const table = client.db('null').collection<{ _id: string; body: Buffer; n: number }>('slack')
  const body = Buffer.alloc(2048, 'x')
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET })
  const app = new App({
    receiver,
    convoStore: false,
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl },
    authorize: async () => ({
      botToken: orchard.botToken,
      botId: orchard.bot,
      botUserId: orchard.botUser,
    }),
  })
  app.message(async ({ message, client: slack }) => {
    const user = 'user' in message && typeof message.user === 'string' ? message.user : ''
    const found = await table.findOne({ _id: user })
    await table.updateOne(
      { _id: user },
      { $set: { body, n: (found?.n ?? 0) + 1 } },
      { ...write, upsert: true },
    )
    await slack.chat.postMessage({ channel: user, text: 'I have that.' })
  })
  const server = await app.start(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    close: async () => {
      await app.stop()
      await client.close()
    },
  }
}
