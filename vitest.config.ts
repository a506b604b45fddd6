import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** They wait the longest, so they begin first; none of them is left alone at the end. */
const slowest = [
  'test/faults/',
  'test/browser/story.',
  'test/start.',
  'test/browser/',
  'test/canary.',
]

const place = ({ moduleId }: TestSpecification): number => {
  const found = slowest.findIndex(part => moduleId.includes(part))
  return found === -1 ? slowest.length : found
}

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/setup/mongo.ts'],
    // Many tests wait: for a process, a database that was killed, a browser.
    maxWorkers: availableParallelism() + 1,
    // Loading everything anew for each file would be a sixth of all the work.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // They end what hangs; a busy machine is only slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
