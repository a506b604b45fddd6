import { execFile } from 'node:child_process'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, inject, it } from 'vitest'

import { type After, temporaryFolder } from './setup/privateMongod.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** A checkout of the scripts alone, beside a node_modules of our making. */
const checkout = async (after: After, installed: object | undefined): Promise<string> => {
  const folder = await temporaryFolder(after)
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true })
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-system': { version: '1.0.0', optional: true },
    },
  }
  await writeFile(join(folder, 'package.json'), '{"engines":{"node":">=20.19"}}')
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
  await mkdir(join(folder, 'node_modules'))
  if (installed !== undefined) {
    const path = join(folder, 'node_modules', '.package-lock.json')
    await writeFile(path, JSON.stringify({ packages: installed }))
  }
  return folder
}

/** Sets up with an npm that only says what it was asked to do. */
const setUp = async (folder: string) => {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'npm'), '#!/bin/sh\necho "npm $*" >&2\nexit 1\n', { mode: 0o755 })
  const script = `import('${join(folder, 'scripts', 'setup.mjs')}').then(m => m.setUp())`
  const env = { PATH: `${bin}:/usr/bin:/bin` }
  return run(process.execPath, ['-e', script], { env }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

describe.skipIf(process.platform === 'win32')('setting up', () => {
  it('does nothing, and says nothing, when the packages are those of the lock file', async ({
    onTestFinished: after,
  }) => {
    const folder = await checkout(after, { 'node_modules/a': { version: '1.0.0' } })
    expect(await setUp(folder)).toMatchObject({ code: 0, stdout: '' })
  })

  it.for<[string, object | undefined]>([
    ['were never installed', undefined],
    ['are another version', { 'node_modules/a': { version: '0.9.0' } }],
    ['are incomplete', {}],
  ])(
    'installs the packages when they %s, and says plainly when that fails',
    async ([, installed], { onTestFinished: after }) => {
      const folder = await checkout(after, installed)
      const { code, stdout, stderr } = await setUp(folder)
      expect(code).toBe(1)
      expect(stdout).toContain('Installing the packages')
      expect(stderr).toContain('npm ci')
      expect(stderr).toContain('Check the network, then try again.')
    },
  )
})

describe('npm test', () => {
  it('fails when a filter leaves no test to run, and says so last', async () => {
    const args = ['scripts/test.mjs', 'no-such-test']
    const result = await run(process.execPath, args, { cwd: root }).catch(error => error)
    expect(result.code).toBe(1)
    expect(result.stdout.trimEnd().split('\n').slice(-2)).toEqual([
      'No test ran.',
      '0 passed, 0 failed, 0 skipped',
    ])
  })
})

describe('the program that is started', () => {
  it('is one file, made of what stands in the repository', async () => {
    expect(inject('program').at(-1)).toMatch(/main\.mjs$/)
    const asked = ['-rl', 'import.meta', 'src', 'adapters', 'dialogs']
    // In one file they would all be told the same place.
    const { stdout } = await run('grep', asked, { cwd: root })
    expect(stdout.trim().split('\n')).toEqual(['adapters/web/bundle.ts'])
  })

  it('is run file by file where it cannot be put together', async ({ onTestFinished: after }) => {
    const folder = await checkout(after, undefined)
    const { stdout } = await run(process.execPath, [join(folder, 'scripts', 'program.mjs')])
    expect(stdout).toContain('"tsx"')
    expect(stdout).toContain(join(folder, 'src', 'main.ts'))
  })
})
