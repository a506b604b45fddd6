import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ThroughlineError } from '../core/errors.ts'

/** Undefined when there is none. Throws 'key-wrong' when others could read it too. */
export const readKey = async (path: string): Promise<string | undefined> => {
  try {
    const text = await readFile(path, 'utf8')
    if (process.platform === 'win32' || ((await stat(path)).mode & 0o077) === 0) return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw unreadable(path, 'cannot be read', error)
  }
  throw unreadable(path, 'can be read by other accounts of this machine')
}

const unreadable = (path: string, what: string, cause?: unknown): ThroughlineError =>
  new ThroughlineError(
    'key-wrong',
    `The key file ${path} ${what}.`,
    `Give it to the account that runs Throughline and to nobody else: chmod 600 ${path}`,
    cause,
  )

/** On the disk, with its folder, before anything is sealed with it; a second instance gets the first one's. */
export const makeKey = async (path: string): Promise<string | undefined> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch(error => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await rm(draft)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
  return readKey(path)
}
