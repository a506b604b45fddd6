import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { sha256 } from '../../../src/store/mongod/binary.ts'
import { findMongod } from '../../../src/store/mongod/find.ts'
import { openMongod } from '../../../src/store/mongod/index.ts'
import {
  fakeMongod,
  namedBinary,
  ordinarySearch,
  privateMongod,
  temporaryFolder,
} from '../../setup/privateMongod.ts'

/** As after an update of the machine: another mongod is first on PATH, and nothing may be fetched. */
const openWith = async (dataDir: string, folder: string, version: string) => {
  await fakeMongod(folder, version)
  const env = { PATH: folder, MONGOD_DOWNLOAD: 'off' }
  return openMongod({ dataDir, cacheDir: join(folder, 'cache'), env })
}

describe.skipIf(process.platform === 'win32').concurrent('data written by one MongoDB', () => {
  for (const [what, version] of [
    ['a newer', '99.0.1'],
    ['an older', '5.0.2'],
  ] as const)
    it(`is not opened by ${what} one: a person is told what to do`, async ({
      onTestFinished: after,
    }) => {
      const dataDir = await temporaryFolder(after)
      const { series, stop } = await privateMongod(after, dataDir)
      await stop()
      const refused = openWith(dataDir, await temporaryFolder(after), version)
      await expect(refused).rejects.toMatchObject({
        code: 'series-mismatch',
        message: expect.stringMatching(`written by MongoDB ${series}.*MongoDB ${version}`),
        hint: expect.stringMatching(/MONGOD_BINARY.*backup/),
      })
      await privateMongod(after, dataDir)
    })

  it('is opened by its own kind from the cache when another kind is installed', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const first = await privateMongod(after, dataDir)
    await first.stop()
    const folder = await temporaryFolder(after)
    await fakeMongod(folder, '99.0.1')
    const cacheDir = join(folder, 'cache')
    const { path } = await findMongod(ordinarySearch, undefined, namedBinary.binary)
    await mkdir(join(cacheDir, first.version), { recursive: true })
    const cached = join(cacheDir, first.version, 'mongod')
    await symlink(path, cached)
    await writeFile(`${cached}.sha256`, await sha256(path))
    const again = await openMongod({ dataDir, cacheDir, env: { PATH: folder } })
    after(() => again.stop())
    expect(again.series).toBe(first.series)
  })

  it('is not opened by a guess when the note of its kind is lost', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    await (await privateMongod(after, dataDir)).stop()
    await rm(join(dataDir, 'mongod.json'))
    await expect(openMongod({ dataDir, ...namedBinary })).rejects.toMatchObject({
      code: 'series-mismatch',
      message: expect.stringContaining('mongod.json'),
    })
  })
})
