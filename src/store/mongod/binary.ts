import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

export type Environment = Readonly<Record<string, string | undefined>>

export const run = promisify(execFile)

/** What `--version` answers, as `7.0.31`; undefined when the file is no mongod that runs here. */
export const versionOf = async (path: string, env: Environment): Promise<string | undefined> => {
  try {
    const { stdout } = await run(path, ['--version'], { env: mongodEnv(env), timeout: 10_000 })
    return /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}

/**
 * What the server gets to see of our environment: no secrets, and no locale, since it refuses to
 * start under one that is not installed.
 */
export const mongodEnv = (env: Environment): Record<string, string | undefined> => ({
  ...Object.fromEntries(passedOn.map(name => [name, env[name]])),
  // MongoDB 8 crashes on Linux 6.19 and later unless glibc registers rseq itself.
  GLIBC_TUNABLES: 'glibc.pthread.rseq=1',
})

const passedOn = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot']

export const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
