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

/** MongoDB 8 crashes on Linux 6.19 and later unless glibc registers rseq itself. */
export const mongodEnv = (env: Environment): Record<string, string | undefined> => ({
  ...env,
  GLIBC_TUNABLES: 'glibc.pthread.rseq=1',
})

export const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
