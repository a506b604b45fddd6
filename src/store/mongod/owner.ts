import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { z } from 'zod'

import { ThroughlineError } from '../../core/errors.ts'
import { startOf, waitUntil } from './processes.ts'

const record = z.object({ id: z.string(), pid: z.int().positive(), started: z.string() })
type Owner = Readonly<z.infer<typeof record>>

export interface Ownership {
  /** Throws when someone else took over at the same moment. */
  confirm(): Promise<void>
  release(): Promise<void>
}

/**
 * Makes this process the one that uses `dataDir`, or says who does. A record left by a process that
 * is gone is taken over. The server's own lock on its files stands behind this one: it also holds
 * between containers, which cannot see each other's processes.
 */
export const takeOwnership = async (dataDir: string): Promise<Ownership> => {
  const path = join(dataDir, 'instance.json')
  const mine: Owner = { id: randomUUID(), pid: process.pid, started: await startOf(process.pid) }
  const draft = `${path}.${mine.id}`
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    await link(draft, path).catch(() => takeOver(draft, path, dataDir, mine))
  } finally {
    await rm(draft, { force: true })
  }
  const isMine = async () => (await readOwner(path))?.id === mine.id
  return {
    confirm: async () => {
      if (!(await isMine())) throw inUse(dataDir)
    },
    release: async () => {
      if (await isMine()) await rm(path, { force: true })
    },
  }
}

/** Of several that take over the same dead record at once, the last one stands. */
const takeOver = async (draft: string, path: string, dataDir: string, mine: Owner) => {
  const other = await readOwner(path)
  // One that was killed this instant takes a moment to be gone.
  if (other !== undefined && !(await waitUntil(async () => !(await lives(other)), 1000)))
    throw inUse(dataDir, other.pid)
  await rename(draft, path)
  await sleep(50)
  const standing = await readOwner(path)
  if (standing?.id !== mine.id) throw inUse(dataDir, standing?.pid)
}

export const inUse = (dataDir: string, pid?: number): ThroughlineError =>
  new ThroughlineError(
    'data-dir-in-use',
    `Another Throughline${pid === undefined ? '' : ` (process ${pid})`} is using ${dataDir}.`,
    'Stop the other one first, or give this one a DATA_DIR of its own.',
  )

const lives = async ({ pid, started }: Owner): Promise<boolean> =>
  started !== '' && (await startOf(pid)) === started

const readOwner = async (path: string): Promise<Owner | undefined> => {
  try {
    return record.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
