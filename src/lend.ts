import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Given } from './cli/index.ts'
import { readConfig } from './config.ts'
import { systemClock } from './core/time.ts'
import { openBeside, openDatabase, openGround, storeOptions } from './open.ts'
import type { Life } from './process.ts'
import { restore } from './store/index.ts'

/** What a command may use; `checks` are the platforms' own. */
export const lendTo = ({ lifecycle }: Life, checks: Given['checks']): Given => {
  const opening = {
    clock: systemClock,
    lifecycle,
    onLine: (line: string) => console.error(line),
  }
  return {
    print: line => console.log(line),
    config: () => readConfig(),
    open: (config, how) => (how === 'alone' ? openGround : openBeside)(config, opening),
    restore: async (config, path) => {
      const { uri } = await openDatabase(config, opening)
      const report = await restore({ ...storeOptions(config, uri, opening), path })
      // Who was signed in before is not any more.
      await rm(join(config.dataDir, 'web.secret'), { force: true })
      return report
    },
    checks,
  }
}
