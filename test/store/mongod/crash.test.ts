import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { describe, expect, it } from 'vitest'

import { commandOf, startOf, waitUntil } from '../../../src/store/mongod/processes.ts'
import { type After, connectTo, privateMongod, temporaryFolder } from '../../setup/privateMongod.ts'

const pidIn = async (dataDir: string): Promise<number> => {
  const pid = Number(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8'))
  // Signals to process 0 go to this whole test run.
  if (!(pid > 0)) throw new Error(`no server runs on ${dataDir}`)
  return pid
}

const isGone = async (pid: number): Promise<boolean> => (await startOf(pid)) === ''

const write = (after: After, uri: string, text: string) =>
  connectTo(after, uri).db('notes').collection('notes').insertOne({ text })

const texts = async (after: After, uri: string): Promise<readonly unknown[]> => {
  const found = await connectTo(after, uri).db('notes').collection('notes').find().toArray()
  return found.map(({ text }) => text)
}

/** The app in a process of its own, so that it can be killed. */
const startApp = async (after: After, dataDir: string) => {
  const app = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'app.ts'), dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  after(() => void app.kill('SIGKILL'))
  const [uri] = await once(createInterface(app.stdout), 'line')
  const kill = async () => {
    app.kill('SIGKILL')
    await once(app, 'exit')
  }
  return { uri: String(uri), kill }
}

describe.concurrent('a crash at any moment', () => {
  it('keeps every acknowledged note, and serves again, when the database is killed', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const lines: string[] = []
    const { uri } = await privateMongod(after, dataDir, { onLine: line => lines.push(line) })
    await write(after, uri, 'acknowledged')
    process.kill(await pidIn(dataDir), 'SIGKILL')
    expect(await texts(after, uri)).toEqual(['acknowledged'])
    await write(after, uri, 'written afterwards')
    expect(lines).toEqual(['The database was ended by SIGKILL; starting it again.'])
  })

  it('leaves no database running for long when the app is killed', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const app = await startApp(after, dataDir)
    const mongod = await pidIn(dataDir)
    await app.kill()
    expect(await waitUntil(() => isGone(mongod), 15_000)).toBe(true)
  })

  it('starts at once after the app was killed, with every note', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const app = await startApp(after, dataDir)
    await write(after, app.uri, 'before the crash')
    await app.kill()
    const { uri } = await privateMongod(after, dataDir)
    expect(await texts(after, uri)).toEqual(['before the crash'])
  })

  it.runIf(process.platform === 'linux')(
    'ends a database that was left behind on the data, and starts its own',
    async ({ onTestFinished: after }) => {
      const dataDir = await temporaryFolder(after)
      const app = await startApp(after, dataDir)
      await write(after, app.uri, 'kept')
      const leftBehind = await pidIn(dataDir)
      process.kill(await guardOf(leftBehind), 'SIGKILL')
      await app.kill()
      expect(await isGone(leftBehind)).toBe(false)
      const { uri } = await privateMongod(after, dataDir)
      expect(await isGone(leftBehind)).toBe(true)
      expect(await texts(after, uri)).toEqual(['kept'])
    },
  )
})

/** The shell that would end the database after the app. */
const guardOf = async (mongod: number): Promise<number> => {
  for (const name of await readdir('/proc'))
    if (/^\d+$/.test(name) && (await commandOf(Number(name))).endsWith(` sh ${mongod}`))
      return Number(name)
  throw new Error(`nothing guards process ${mongod}`)
}
