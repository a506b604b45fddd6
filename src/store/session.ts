import { AsyncLocalStorage } from 'node:async_hooks'

import type { ClientSession, Connection } from 'mongoose'

const settings = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
  maxCommitTimeMS: 5000,
} as const

const current = new AsyncLocalStorage<ClientSession>()

/** The transaction that what runs here belongs to. */
export const sessionHere = (): ClientSession | undefined => current.getStore()

/** `work` and everything it calls belong to the transaction of `session`. */
export const within = <T>(session: ClientSession, work: () => Promise<T>): Promise<T> =>
  current.run(session, work)

/**
 * Runs `work` in a transaction, again whenever the driver asks for it. Only what it puts `within` the session belongs
 * to it: mongoose's own storage would draw in whatever the caller reads meanwhile, several things at once.
 */
export const inTransaction = async <T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> => {
  const session = await connection.startSession()
  try {
    return await session.withTransaction(work, settings)
  } finally {
    await session.endSession()
  }
}
