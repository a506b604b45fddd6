import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { type After, connectTo, privateMongod, temporaryFolder } from '../../setup/privateMongod.ts'

describe.concurrent('a data directory', () => {
  it('is refused to a second Throughline, which is told what to do', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    await privateMongod(after, dataDir)
    await expect(privateMongod(after, dataDir)).rejects.toMatchObject({
      code: 'data-dir-in-use',
      message: `Another Throughline (process ${process.pid}) is using ${dataDir}.`,
      hint: expect.stringContaining('DATA_DIR'),
    })
  })

  it('is taken over from a process that is gone, even if its id lives on in another', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const gone = { id: 'gone', pid: process.pid, started: 'long ago' }
    await writeFile(join(dataDir, 'instance.json'), JSON.stringify(gone))
    await privateMongod(after, dataDir)
  })

  it('that cannot be written to is named', async ({ onTestFinished: after }) => {
    const file = join(await temporaryFolder(after), 'file')
    await writeFile(file, '')
    await expect(privateMongod(after, join(file, 'data'))).rejects.toMatchObject({
      code: 'data-dir-unusable',
      message: expect.stringContaining(join(file, 'data')),
    })
  })

  it('opens at another port, with every note, when its port was taken meanwhile', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const first = await privateMongod(after, dataDir)
    await connectTo(after, first.uri).db('notes').collection('notes').insertOne({ text: 'kept' })
    await first.stop()
    await occupy(after, Number(new URL(first.uri).port))
    const second = await privateMongod(after, dataDir)
    expect(new URL(second.uri).port).not.toBe(new URL(first.uri).port)
    expect(
      await connectTo(after, second.uri).db('notes').collection('notes').countDocuments(),
    ).toBe(1)
  })

  it('opens at the port it had before when that is free', async ({ onTestFinished: after }) => {
    const dataDir = await temporaryFolder(after)
    const first = await privateMongod(after, dataDir)
    await first.stop()
    expect((await privateMongod(after, dataDir)).uri).toBe(first.uri)
  })

  it('starts over when the very first start was cut off half-way', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    await mkdir(join(dataDir, 'db'))
    await writeFile(join(dataDir, 'db', 'WiredTiger'), 'half a file')
    await writeFile(join(dataDir, 'mongod.json'), '{"series":"6.0","port":1,"ready":false}')
    await privateMongod(after, dataDir)
  })

  it('says so when its password file is lost, and opens again when it is back', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    await (await privateMongod(after, dataDir)).stop()
    const passwordFile = join(dataDir, 'mongod.password')
    const password = await readFile(passwordFile, 'utf8')
    await rm(passwordFile)
    await expect(privateMongod(after, dataDir)).rejects.toMatchObject({
      code: 'mongod-failed',
      message: expect.stringContaining('mongod.password'),
    })
    await writeFile(passwordFile, password)
    await privateMongod(after, dataDir)
  })

  it('with damaged files says where the reason stands and how to go on', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    await (await privateMongod(after, dataDir)).stop()
    await writeFile(join(dataDir, 'db', 'WiredTiger.wt'), 'not what it was')
    await writeFile(join(dataDir, 'db', 'WiredTiger.turtle'), 'neither')
    await expect(privateMongod(after, dataDir)).rejects.toMatchObject({
      code: 'mongod-failed',
      hint: expect.stringMatching(/mongod\.log.*backup/),
    })
  })
})

/** Something else that listens there, and speaks no MongoDB. */
const occupy = async (after: After, port: number): Promise<void> => {
  const server = createServer().listen(port, '127.0.0.1')
  after(() => void server.close())
  await once(server, 'listening')
}
