import { link, open, rm } from 'node:fs/promises'

import type { ClientSession } from 'mongoose'

import { ThroughlineError } from '../core/errors.ts'
import { beginBackup } from './backupFile.ts'
import type { Base } from './base.ts'
import { SYSTEM_KEPT } from './system.ts'

export interface BackupReport {
  /** Epoch ms, server time. */
  readonly at: number
  /** Documents by table. */
  readonly counts: Readonly<Record<string, number>>
}

/** About this many bytes make one frame, so that memory stays small however much there is. */
const FRAME_BYTES = 1024 * 1024

interface Source {
  readonly name: string
  readonly documents: AsyncIterable<unknown>
}

async function* framesOf({ documents }: Source): AsyncGenerator<Uint8Array[]> {
  let frame: Uint8Array[] = []
  let bytes = 0
  for await (const document of documents) {
    if (!(document instanceof Uint8Array)) throw new TypeError('raw documents are bytes')
    frame.push(document)
    bytes += document.byteLength
    if (bytes < FRAME_BYTES) continue
    yield frame
    frame = []
    bytes = 0
  }
  if (frame.length > 0) yield frame
}

// Said here again, since the connection's own level would win over the session's and let the tables drift apart.
const options = { raw: true, batchSize: 200, readConcern: { level: 'snapshot' } } as const

/** What goes into a backup: everything but leases, and the key's check value last, so that half a restore is no database. */
const sources = ({ connection, tables }: Base, session: ClientSession): readonly Source[] => {
  const database = connection.getClient().db(connection.name)
  const read = (name: string, filter = {}): Source => ({
    name,
    documents: database.collection(name).find(filter, { ...options, session }),
  })
  const kept = { _id: { $in: SYSTEM_KEPT } }
  return [...Object.keys(tables).map(name => read(name)), read('system', kept)]
}

const write = async (path: string, base: Base): Promise<BackupReport> => {
  const at = base.now()
  const file = await open(path, 'wx', 0o600)
  // All tables as they were at one moment; the server keeps that moment for five minutes.
  const session = await base.connection.getClient().startSession({ snapshot: true })
  try {
    const add = await beginBackup(file, base.rings.kek, at)
    const counts: Record<string, number> = {}
    for (const source of sources(base, session)) {
      for await (const documents of framesOf(source)) {
        counts[source.name] = (counts[source.name] ?? 0) + documents.length
        await add({ table: source.name, documents })
      }
    }
    await add({ counts })
    await file.sync()
    return { at, counts }
  } finally {
    await session.endSession()
    await file.close()
  }
}

/** A sealed snapshot of the whole database in one file (0600) that must not be there yet, and is only once it is whole. */
export const backup = async (base: Base, path: string): Promise<BackupReport> => {
  const draft = `${path}.unfinished`
  try {
    await rm(draft, { force: true })
    const report = await write(draft, base)
    await link(draft, path)
    return report
  } catch (error) {
    throw fromDisk(path, error)
  } finally {
    await rm(draft, { force: true })
  }
}

/** What the disk refused, in words; anything else as it is. */
const fromDisk = (path: string, error: unknown): unknown => {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  return error.code === 'EEXIST'
    ? new ThroughlineError(
        'input-refused',
        `There is a file at ${path} already.`,
        'Give the backup another name: none is ever overwritten.',
      )
    : new ThroughlineError(
        'data-dir-unusable',
        `The backup cannot be written to ${path}.`,
        'Name a folder that exists, has room and may be written to.',
        error,
      )
}
