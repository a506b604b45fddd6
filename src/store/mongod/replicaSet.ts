import mongoose from 'mongoose'
import { z } from 'zod'

import { ThroughlineError } from '../../core/errors.ts'
import { waitUntil } from './processes.ts'

const { MongoClient, MongoServerError } = mongoose.mongo
type Client = InstanceType<typeof MongoClient>
type Database = ReturnType<Client['db']>

const configReply = z.object({
  config: z.looseObject({
    version: z.number(),
    members: z.tuple([z.looseObject({ host: z.string() })]),
  }),
})

const user = 'throughline'
const name = 'rs0'

export const uriFor = (port: number, password: string): string =>
  `mongodb://${user}:${password}@127.0.0.1:${port}/?replicaSet=${name}&authSource=admin`

/** Turns a server on empty files into a set of one, with our user. */
export const foundReplicaSet = async (port: number, password: string): Promise<void> => {
  // While there is no user yet, the server lets this machine in without one.
  await using(connect(port), async admin => {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }]
    await admin.command({ replSetInitiate: { _id: name, members } })
    await untilWritable(admin)
    await admin.command({ createUser: user, pwd: password, roles: ['root'] })
  })
}

/** Makes a server on files of an earlier run writable again, even if its port is a new one. */
export const resumeReplicaSet = async (port: number, password: string): Promise<void> => {
  const auth = { username: user, password }
  await using(connect(port, { auth, authSource: 'admin' }), async admin => {
    const config = await readConfig(admin)
    const [member] = config.members
    const host = `127.0.0.1:${port}`
    if (member.host !== host) {
      // A set remembers its members' addresses and elects nobody under another one.
      const moved = { ...config, version: config.version + 1, members: [{ ...member, host }] }
      await admin.command({ replSetReconfig: moved, force: true })
    }
    await untilWritable(admin)
  })
}

/** The server accepts connections a little before it has read its configuration. */
const readConfig = async (admin: Database): Promise<z.infer<typeof configReply>['config']> => {
  let reply: unknown
  const read = async () => {
    try {
      reply = await admin.command({ replSetGetConfig: 1 })
      return true
    } catch (error) {
      return hasCode(error, 'NotYetInitialized') ? false : explain(error)
    }
  }
  await waitUntil(read, 60_000)
  return configReply.parse(reply).config
}

const connect = (port: number, credentials: object = {}): Client =>
  new MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: 5000,
    ...credentials,
  })

const using = async (client: Client, work: (admin: Database) => Promise<void>): Promise<void> => {
  try {
    await work(client.db('admin'))
  } finally {
    await client.close()
  }
}

const untilWritable = async (admin: Database): Promise<void> => {
  const writable = async () => (await admin.command({ hello: 1 })).isWritablePrimary === true
  if (await waitUntil(writable, 60_000)) return
  throw new ThroughlineError(
    'mongod-failed',
    'The MongoDB server started but did not become writable within 60 s.',
    'Its log, mongod.log in DATA_DIR, says why.',
  )
}

const explain = (error: unknown): never => {
  if (!hasCode(error, 'AuthenticationFailed')) throw error
  throw new ThroughlineError(
    'mongod-failed',
    'The database does not accept the password in DATA_DIR/mongod.password.',
    'Put the file back that belongs to this data, or restore a backup into an empty DATA_DIR.',
    error,
  )
}

const hasCode = (error: unknown, codeName: string): boolean =>
  error instanceof MongoServerError && error.codeName === codeName
