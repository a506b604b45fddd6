import { rm } from 'node:fs/promises'

import type { TestProject } from 'vitest/node'

import { openMongod } from '../../src/store/mongod/index.ts'
import { namedBinary, newFolder } from './privateMongod.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that all test files of a run share, each with a database of its own. */
    mongoUri: string
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
  return async () => {
    await mongod.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
