import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { TestProject } from 'vitest/node'
import * as z from 'zod'

import { openMongod } from '../../src/store/mongod/index.ts'
import { namedBinary, newFolder } from './privateMongod.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that all test files of a run share, each with a database of its own. */
    mongoUri: string
    /** What Node is given to run Throughline. */
    program: readonly string[]
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await newFolder()
  const mongod = await openMongod({
    dataDir,
    testCommands: true,
    onLine: console.log,
    ...namedBinary,
  })
  project.provide('mongoUri', mongod.uri)
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'program.mjs')
  const program: unknown = JSON.parse(
    execFileSync(process.execPath, [script], { encoding: 'utf8' }),
  )
  project.provide('program', z.array(z.string()).parse(program))
  return async () => {
    await mongod.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
