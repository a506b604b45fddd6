import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { commandOf, endProcess } from './processes.ts'

/**
 * Ends a server that a killed app left on these files. Starting afresh costs half a second and
 * leaves one way in which a server can be running: with today's flags, as a child that we notice
 * dying. To be called by the owner of the data directory only.
 */
export const endLeftover = async (
  dbPath: string,
  patience: number,
): Promise<number | undefined> => {
  const pid = Number(await readFile(join(dbPath, 'mongod.lock'), 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  // The id in the file may by now belong to something else.
  if (!`${await commandOf(pid)} `.includes(`--dbpath ${dbPath} `)) return undefined
  await endProcess(pid, patience)
  return pid
}
