import { chmod, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import mongoose from 'mongoose'
import type { TestContext } from 'vitest'

import { defaultCacheDir } from '../../src/store/mongod/cache.ts'
import { type Mongod, type MongodOptions, openMongod } from '../../src/store/mongod/index.ts'

/** A test's own `onTestFinished`, so that tests with a server of their own can run side by side. */
export type After = TestContext['onTestFinished']
type Client = InstanceType<typeof mongoose.mongo.MongoClient>

/** A new folder, in memory where there is room: a server waits for its disk at every durable write. */
export const newFolder = async (): Promise<string> => {
  const memory = '/dev/shm'
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return mkdtemp(join(room > 2 * 1024 ** 3 ? memory : tmpdir(), 'throughline-'))
}

/** A folder that is gone when the test is over. */
export const temporaryFolder = async (after: After): Promise<string> => {
  const path = await newFolder()
  after(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A server for one test alone, stopped when the test is over; several may follow each other on one folder. */
export const privateMongod = async (
  after: After,
  dataDir: string,
  options: Partial<MongodOptions> = {},
): Promise<Mongod> => {
  const mongod = await openMongod({ dataDir, testCommands: true, ...namedBinary, ...options })
  after(() => mongod.stop())
  return mongod
}

const binary = process.env.MONGOD_BINARY
/** What `npm test` found, so that it need not be looked for and hashed at every start. */
export const namedBinary = binary === undefined ? {} : { binary }

export const ordinarySearch = {
  env: process.env,
  cacheDir: defaultCacheDir(process.env),
  onLine: () => {},
}

/** A connection that is closed when the test is over. */
export const connectTo = (after: After, uri: string): Client => {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 15_000 })
  after(() => client.close())
  return client
}

/** An executable that claims, to `--version`, to be this version of mongod; it does nothing else. */
export const fakeMongod = async (folder: string, version: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'mongod')
  await writeFile(path, `#!/bin/sh\necho 'db version v${version}'\n`)
  await chmod(path, 0o755)
  return path
}
