import { type Connection, Mongoose } from 'mongoose'

/** A typo in a filter must be an error and never "everything"; a value must never be taken for an operator. */
const options = {
  strict: 'throw',
  strictQuery: 'throw',
  sanitizeFilter: true,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  runValidators: true,
} as const

/** With these a frozen network is noticed within ten seconds instead of a minute. */
const settings = {
  appName: 'throughline',
  maxPoolSize: 20,
  waitQueueTimeoutMS: 2000,
  serverSelectionTimeoutMS: 4000,
  connectTimeoutMS: 3000,
  socketTimeoutMS: 5000,
  heartbeatFrequencyMS: 2000,
  // The server keeps a copy for every write it may be asked to repeat; what bears repeating is repeated in again.ts.
  retryWrites: false,
  retryReads: true,
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  ignoreUndefined: true,
  promoteBuffers: true,
} as const

/** One command sent to the database, for metrics. */
export interface Command {
  readonly name: string
  readonly ms: number
  readonly ok: boolean
}

export interface ConnectOptions {
  readonly onCommand?: (command: Command) => void
  /** Waits as long as a command takes. */
  readonly patient?: boolean
}

/** A connection of our own, so that nothing else in the process can change its settings. */
export const connect = async (
  uri: string,
  database: string,
  { onCommand, patient = false }: ConnectOptions = {},
): Promise<Connection> => {
  const mongoose = new Mongoose(options)
  const connection = mongoose.createConnection(uri, {
    ...settings,
    ...(patient && { socketTimeoutMS: 0 }),
    dbName: database,
    monitorCommands: onCommand !== undefined,
  })
  if (onCommand !== undefined) {
    const client = connection.getClient()
    client.on('commandSucceeded', ({ commandName, duration }) =>
      onCommand({ name: commandName, ms: duration, ok: true }),
    )
    client.on('commandFailed', ({ commandName, duration }) =>
      onCommand({ name: commandName, ms: duration, ok: false }),
    )
  }
  try {
    return await connection.asPromise()
  } catch (error) {
    await connection.close()
    throw error
  }
}
