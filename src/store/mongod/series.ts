import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

import { ThroughlineError } from '../../core/errors.ts'

/** What DATA_DIR remembers about the server that wrote it. */
const record = z.object({
  series: z.string().regex(/^\d+\.\d+$/),
  port: z.int(),
  /** False until the first start is complete: nothing can have been stored before. */
  ready: z.boolean(),
})
export type ServerRecord = Readonly<z.infer<typeof record>>

const fileIn = (dataDir: string): string => join(dataDir, 'mongod.json')

/** Undefined for a data directory that holds nothing yet. */
export const readRecord = async (
  dataDir: string,
  dbPath: string,
): Promise<ServerRecord | undefined> => {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined)
  if (text !== undefined) {
    const parsed = record.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
  } else if ((await readdir(dbPath).catch(() => [])).length === 0) return undefined
  throw new ThroughlineError(
    'series-mismatch',
    `${fileIn(dataDir)}, which says which MongoDB wrote the data, is missing or unreadable.`,
    `If you know the series, write it there, as in {"series":"6.0","port":27117,"ready":true}. Otherwise restore a backup into an empty DATA_DIR.`,
  )
}

export const writeRecord = async (dataDir: string, value: ServerRecord): Promise<void> => {
  const path = fileIn(dataDir)
  await writeFile(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
