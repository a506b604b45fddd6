import { createHash } from 'node:crypto'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { findMongod } from '../../../src/store/mongod/find.ts'
import { fakeMongod, temporaryFolder } from '../../setup/privateMongod.ts'

const unreachable = { MONGOD_DOWNLOAD: 'off' }

/** A search in which nothing can be found but what the test puts there. */
const searchIn = (folder: string, env: Record<string, string> = {}) => {
  const lines: string[] = []
  const cacheDir = join(folder, 'cache')
  const search = { env: { ...unreachable, ...env }, cacheDir, onLine: (l: string) => lines.push(l) }
  return { search, lines, cacheDir }
}

const cached = async (cacheDir: string, version: string): Promise<string> => {
  const path = await fakeMongod(join(cacheDir, version), version)
  const sum = createHash('sha256').update(await readFile(path))
  await writeFile(`${path}.sha256`, sum.digest('hex'))
  return path
}

describe.skipIf(process.platform === 'win32')('the server that is used', () => {
  it('is the one that a person named, before any other', async ({ onTestFinished: after }) => {
    const folder = await temporaryFolder(after)
    await fakeMongod(join(folder, 'path'), '6.0.9')
    const named = await fakeMongod(join(folder, 'named'), '7.0.1')
    const { search } = searchIn(folder, { PATH: join(folder, 'path') })
    expect(await findMongod(search, undefined, named)).toEqual({
      path: named,
      version: '7.0.1',
      source: `${named} (MONGOD_BINARY)`,
    })
  })

  it('is the one installed on the machine, before one that was fetched', async ({
    onTestFinished: after,
  }) => {
    const folder = await temporaryFolder(after)
    const installed = await fakeMongod(join(folder, 'path'), '6.0.9')
    await mkdir(join(folder, 'empty'))
    const { search, cacheDir } = searchIn(folder, {
      PATH: [join(folder, 'empty'), join(folder, 'path')].join(delimiter),
    })
    await cached(cacheDir, '7.0.31')
    expect(await findMongod(search, undefined)).toMatchObject({ path: installed })
  })

  it('is the newest one fetched before, when none is installed', async ({
    onTestFinished: after,
  }) => {
    const { search, cacheDir } = searchIn(await temporaryFolder(after))
    await cached(cacheDir, '6.0.5')
    await cached(cacheDir, '6.0.28')
    const newest = await cached(cacheDir, '7.0.31')
    expect(await findMongod(search, undefined)).toMatchObject({ path: newest, version: '7.0.31' })
  })

  it('is not an installed one that is too old', async ({ onTestFinished: after }) => {
    const folder = await temporaryFolder(after)
    await fakeMongod(join(folder, 'path'), '5.0.31')
    const { search, cacheDir } = searchIn(folder, { PATH: join(folder, 'path') })
    const fetched = await cached(cacheDir, '6.0.5')
    expect(await findMongod(search, undefined)).toMatchObject({ path: fetched })
  })

  it('is never a fetched one that was changed since: that one is removed', async ({
    onTestFinished: after,
  }) => {
    const { search, lines, cacheDir } = searchIn(await temporaryFolder(after))
    const path = await cached(cacheDir, '7.0.31')
    await writeFile(path, 'something else')
    await expect(findMongod(search, undefined)).rejects.toMatchObject({ code: 'mongod-missing' })
    await expect(access(path)).rejects.toThrow()
    expect(lines).toEqual([expect.stringContaining('is damaged or was changed')])
  })
})

describe('where no server can be had', () => {
  it('a person reads one paragraph with the three ways out', async ({ onTestFinished: after }) => {
    const { search } = searchIn(await temporaryFolder(after))
    const error = await findMongod(search, undefined).catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'mongod-missing',
      hint: expect.stringMatching(/three ways out.*MONGODB_URI.*MONGOD_BINARY.*fetched/),
    })
    expect(String(error)).toContain('no mongod is on PATH')
    expect(String(error)).not.toContain('\n')
  })

  it('a person who named one that is not there is told which', async ({
    onTestFinished: after,
  }) => {
    const { search } = searchIn(await temporaryFolder(after))
    await expect(findMongod(search, undefined, '/nowhere/mongod')).rejects.toMatchObject({
      code: 'mongod-missing',
      message: expect.stringContaining('/nowhere/mongod'),
      hint: expect.stringContaining('MONGOD_BINARY'),
    })
  })
})
