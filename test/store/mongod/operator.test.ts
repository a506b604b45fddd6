import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, inject, it } from 'vitest'

import { findMongod } from '../../../src/store/mongod/find.ts'
import { openMongod } from '../../../src/store/mongod/index.ts'
import { freePort } from '../../../src/store/mongod/port.ts'
import {
  type After,
  namedBinary,
  ordinarySearch,
  temporaryFolder,
} from '../../setup/privateMongod.ts'

const open = (uri: string, env = {}) => openMongod({ dataDir: '/nowhere/at/all', uri, env })

describe('a server named in MONGODB_URI', () => {
  it('is used as it is, and still runs after we stopped', async () => {
    const uri = inject('mongoUri')
    const mongod = await open(uri)
    expect(mongod).toMatchObject({ uri, source: `MongoDB ${mongod.version} named by MONGODB_URI` })
    await mongod.stop()
    await open(uri)
  })

  it('is refused when notes would cross the network unencrypted', async () => {
    await expect(open('mongodb://me:secret@db.example.org/?replicaSet=rs0')).rejects.toMatchObject({
      code: 'config-invalid',
      message: 'MONGODB_URI would send everything to db.example.org unencrypted.',
      hint: expect.stringContaining('tls=true'),
    })
  })

  it('is refused when only one of its machines is named as allowed', async () => {
    const refused = open('mongodb://one.internal,two.internal/?replicaSet=rs0', {
      MONGODB_ALLOW_PLAINTEXT: 'one.internal',
    })
    await expect(refused).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('two.internal'),
    })
  })

  it('may be unencrypted on a network that is named as private, or on this machine', async () => {
    const port = await freePort()
    const allowed = { MONGODB_ALLOW_PLAINTEXT: 'one.invalid, two.invalid' }
    for (const [uri, env] of [
      ['mongodb://one.invalid,two.invalid/', allowed],
      [`mongodb://localhost:${port}/`, {}],
      [`mongodb://[::1]:${port},127.0.0.1:${port}/`, {}],
    ] as const)
      await expect(open(`${uri}?serverSelectionTimeoutMS=50`, env)).rejects.toMatchObject({
        code: 'store-unavailable',
      })
  })

  it('never has its password shown, whatever is wrong', async () => {
    const port = await freePort()
    for (const uri of [
      `mongodb://me:s3cret@127.0.0.1:${port}/?serverSelectionTimeoutMS=50`,
      'mongodb://me:s3cret@db.example.org/',
      'mongodb://me:s3cret@/?replicaSet',
      'me:s3cret@127.0.0.1',
      `${inject('mongoUri').replace(/:[^:@]+@/, ':s3cret@')}`,
    ]) {
      const error = await open(uri).catch((error: unknown) => error)
      expect(error).toHaveProperty('hint')
      expect(JSON.stringify(error) + String(error)).not.toContain('s3cret')
    }
  })

  it('is refused when it is no replica set, which signing needs', async ({
    onTestFinished: after,
  }) => {
    const port = await standalone(after)
    await expect(open(`mongodb://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'config-invalid',
      message: `The MongoDB at 127.0.0.1:${port} is not a replica set, which transactions need.`,
    })
  })
})

/** A server such as `apt-get install` gives. */
const standalone = async (after: After): Promise<number> => {
  const folder = await temporaryFolder(after)
  const port = await freePort()
  const { path } = await findMongod(ordinarySearch, undefined, namedBinary.binary)
  const dbPath = join(folder, 'db')
  await mkdir(dbPath)
  const server = spawn(path, ['--dbpath', dbPath, '--port', String(port)], { stdio: 'ignore' })
  after(() => void server.kill('SIGKILL'))
  return port
}
