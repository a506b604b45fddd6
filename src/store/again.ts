import { toOurs } from './errors.ts'
import { sessionHere } from './session.ts'

/**
 * Runs `work`, and once more when the database's answer was lost or an election was on. Only for what does the same
 * done twice. Inside a transaction it is the transaction that is repeated.
 */
export const again = async <T>(work: () => Promise<T>, instead = work): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (sessionHere() !== undefined || toOurs(error).code !== 'store-unavailable') throw error
    return instead()
  }
}
