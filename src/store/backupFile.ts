import { createSecretKey, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

import mongoose from 'mongoose'
import * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'
import { sha256 } from './canonical.ts'
import type { Kek } from './kek.ts'
import { type Bound, KEY_ID_BYTES, type Key, openBytes, sealBytes } from './seal.ts'

/**
 * A backup file: one line in the clear, then frames. A frame is its length (4 bytes, big-endian) and as many sealed bytes;
 * its number is part of what binds it, and the last one says how many documents there are, so that nothing can be cut out.
 */
const header = z.object({
  throughline: z.literal('backup'),
  version: z.literal(1),
  /** Epoch ms. */
  at: z.number(),
  /** Version of the key that wraps the file's own. */
  kek: z.string(),
  key: z.base64url(),
})
export type BackupHeader = z.infer<typeof header>

const { BSON } = mongoose.mongo
const MAX_HEADER = 4096
const MAX_FRAME = 64 * 1024 * 1024

/** Documents as BSON, exactly as the database holds them. */
const documents = z.object({
  table: z.string(),
  documents: z.array(z.custom<Uint8Array>(value => value instanceof Uint8Array)),
})
const end = z.object({ counts: z.record(z.string(), z.number()) })
const frame = z.union([documents, end])
export type Frame = z.infer<typeof frame>

const keyBound = (at: number): Bound => ({ tenant: '', kind: 'backup key', id: String(at) })
const frameBound = (id: string, index: number): Bound => ({
  tenant: '',
  kind: 'backup',
  id,
  rev: index,
})

const keyFrom = (raw: Uint8Array): Key => ({
  id: raw.subarray(0, KEY_ID_BYTES),
  secret: createSecretKey(raw.subarray(KEY_ID_BYTES)),
})

/** Writes the first line; answers what adds a frame. */
export const beginBackup = async (file: FileHandle, kek: Kek, at: number) => {
  const raw = randomBytes(KEY_ID_BYTES + 32)
  const key = sealBytes(kek, keyBound(at), raw).toString('base64url')
  const first: BackupHeader = { throughline: 'backup', version: 1, at, kek: kek.name, key }
  const line = `${JSON.stringify(first)}\n`
  await file.appendFile(line)
  const id = sha256(line).toString('base64url')
  let index = 0
  return async (next: Frame): Promise<void> => {
    const sealed = sealBytes(keyFrom(raw), frameBound(id, index), BSON.serialize(next))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    await file.appendFile(Buffer.concat([length, sealed]))
    index += 1
  }
}

export const unreadable = (why: string, cause?: unknown): ThroughlineError =>
  new ThroughlineError(
    'backup-unreadable',
    `The backup cannot be read: ${why}.`,
    'Use another copy of it, or another backup. Nothing was changed.',
    cause,
  )

const exactly = async (file: FileHandle, length: number, at: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead < length) throw unreadable('it ends too early')
  return bytes
}

const readHeader = async (file: FileHandle) => {
  const start = Buffer.alloc(MAX_HEADER)
  const { bytesRead } = await file.read(start, 0, MAX_HEADER, 0)
  const length = start.subarray(0, bytesRead).indexOf('\n') + 1
  try {
    const line = start.subarray(0, length).toString('utf8')
    return { line, length, first: header.parse(JSON.parse(line)) }
  } catch (error) {
    throw unreadable('it does not begin as one', error)
  }
}

const unwrap = ({ kek, key, at }: BackupHeader, keks: readonly Kek[]): Buffer => {
  const mine = keks.find(({ name }) => name === kek)
  if (mine !== undefined) return openBytes(mine, keyBound(at), Buffer.from(key, 'base64url'))
  throw new ThroughlineError(
    'key-wrong',
    `The backup was sealed with version ${kek} of the key, which is not at hand.`,
    'Set THROUGHLINE_KEY to the key of the time of the backup.',
  )
}

/** The frames of a backup, one at a time; throws unless the file is whole and unchanged to its end. */
export async function* readBackup(file: FileHandle, keks: readonly Kek[]): AsyncGenerator<Frame> {
  const { line, length, first } = await readHeader(file)
  const key = keyFrom(unwrap(first, keks))
  const id = sha256(line).toString('base64url')
  const counts: Record<string, number> = {}
  for (let at = length, index = 0; ; index += 1) {
    const size = (await exactly(file, 4, at)).readUInt32BE()
    if (size > MAX_FRAME) throw unreadable('a part of it is too large')
    const sealed = await exactly(file, size, at + 4)
    const bytes = openFrame(key, frameBound(id, index), sealed)
    const next = frame.parse(BSON.deserialize(bytes, { promoteBuffers: true }))
    at += 4 + size
    if ('counts' in next) {
      if (JSON.stringify(counts) !== JSON.stringify(next.counts))
        throw unreadable('it is not whole')
      return
    }
    counts[next.table] = (counts[next.table] ?? 0) + next.documents.length
    yield next
  }
}

const openFrame = (key: Key, bound: Bound, sealed: Buffer): Buffer => {
  try {
    return openBytes(key, bound, sealed)
  } catch (error) {
    throw unreadable('a part of it was changed', error)
  }
}
