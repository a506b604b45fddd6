import { type FileHandle, open, readFile } from 'node:fs/promises'

import * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'

/** Lines outside the database that it cannot take back: how far each trail had come, who was erased, what was restored. */
const line = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('head'),
    tenant: z.string(),
    seq: z.int(),
    hash: z.string(),
    at: z.number(),
  }),
  z.object({
    is: z.literal('erased'),
    tenant: z.string(),
    kind: z.enum(['person', 'relationship', 'tenant']),
    id: z.string(),
    at: z.number(),
  }),
  /** A trail went back to this number (0 = to its start), and goes on from there. */
  z.object({
    is: z.literal('restored'),
    tenant: z.string(),
    seq: z.int(),
    hash: z.string(),
    at: z.number(),
  }),
])
export type AnchorLine = z.infer<typeof line>

export interface Anchor {
  append(lines: readonly AnchorLine[]): Promise<void>
  read(): Promise<readonly AnchorLine[]>
}

const damaged = (path: string, cause?: unknown): ThroughlineError =>
  new ThroughlineError(
    'tampered',
    `The audit anchor ${path} cannot be read.`,
    'Put a copy of it back. It is only ever added to, so the longest one is the right one.',
    cause,
  )

const parse = (path: string, text: string): AnchorLine => {
  try {
    return line.parse(JSON.parse(text))
  } catch (error) {
    throw damaged(path, error)
  }
}

/** What an append left behind that was cut off by a crash. */
const dropHalfLine = async (file: FileHandle): Promise<void> => {
  const text = await file.readFile('utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole))
}

/** A file with one JSON object a line; made when it is first added to (mode 0600). */
export const anchorFile = (path: string): Anchor => ({
  append: async lines => {
    if (lines.length === 0) return
    const file = await open(path, 'a+', 0o600)
    try {
      await dropHalfLine(file)
      await file.appendFile(lines.map(each => `${JSON.stringify(each)}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
  },
  read: async () => {
    const text = await readFile(path, 'utf8').catch(error => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
      throw damaged(path, error)
    })
    // The last line of an append that was cut off says nothing yet.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    return whole
      .split('\n')
      .filter(each => each !== '')
      .map(each => parse(path, each))
  },
})

/** For runs without a place outside the database: nothing is anchored, and the check says so. */
export const noAnchor: Anchor = { append: async () => {}, read: async () => [] }
