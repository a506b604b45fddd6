// Tells test.mjs what became of every test; vitest's own reporters write for people.
import { writeFileSync } from 'node:fs'

export default class CountReporter {
  onTestRunEnd(modules) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      const before = count.failed
      for (const test of module.children.allTests()) count[test.result().state]++
      // A file that could not be read, or whose set-up failed, has no failed test to show for it.
      if (!module.ok() && count.failed === before) count.failed++
    }
    const { passed, failed } = count
    const skipped = count.skipped + count.pending
    writeFileSync(process.env.THROUGHLINE_COUNTS, JSON.stringify({ passed, failed, skipped }))
  }
}
