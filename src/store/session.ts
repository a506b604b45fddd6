import { AsyncLocalStorage } from 'node:async_hooks'

import type { ClientSession, Connection } from 'mongoose'

import { unavailable } from './errors.ts'

const settings = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
  maxCommitTimeMS: 5000,
} as const

/** The driver would try for two minutes; whoever waits for a transaction is told sooner (ms). */
const PATIENCE_MS = 10_000

const current = new AsyncLocalStorage<ClientSession>()

/** The transaction that what runs here belongs to. */
export const sessionHere = (): ClientSession | undefined => current.getStore()

/** `work` and everything it calls belong to the transaction of `session`. */
export const within = <T>(session: ClientSession, work: () => Promise<T>): Promise<T> =>
  current.run(session, work)

/** All that `work` writes, or nothing of it. */
export const atomically = <T>(connection: Connection, work: () => Promise<T>): Promise<T> =>
  inTransaction(connection, session => within(session, work))

/**
 * Runs `work` in a transaction, again whenever the driver asks for it. Only what it puts `within` the session belongs
 * to it: mongoose's own storage would draw in whatever the caller reads meanwhile, several things at once.
 */
export const inTransaction = async <T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> => {
  const session = await connection.startSession()
  const until = performance.now() + PATIENCE_MS
  try {
    return await session.withTransaction(attempted => {
      if (performance.now() > until) throw unavailable()
      return work(attempted)
    }, settings)
  } finally {
    await session.endSession()
  }
}
