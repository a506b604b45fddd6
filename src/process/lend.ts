import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Given } from '../cli/index.ts'
import { type Environment, readConfig } from '../config.ts'
import { type Clock, systemClock } from '../core/time.ts'
import { restore } from '../store/index.ts'
import { openHolidays } from './holidays.ts'
import type { Lifecycle } from './lifecycle.ts'
import { openBeside, openDatabase, openGround, storeOptions } from './open.ts'

interface Lending {
  readonly lifecycle: Lifecycle
  /** What the platforms say about themselves. */
  readonly checks: Given['checks']
  readonly env: Environment
  readonly print: Given['print']
  readonly clock?: Clock
}

/** What a command may use. */
export const lend = ({ lifecycle, checks, env, print, clock = systemClock }: Lending): Given => {
  const opening = {
    clock,
    lifecycle,
    onLine: (line: string) => console.error(line),
  }
  return {
    print,
    config: () => readConfig(env),
    open: (config, how) =>
      // Who is alone came to finish what the warnings are about.
      how === 'alone'
        ? openGround(config, { ...opening, onWarning: () => {} })
        : openBeside(config, opening),
    restore: async (config, path) => {
      const { uri } = await openDatabase(config, opening)
      const report = await restore({ ...storeOptions(config, uri, opening), path })
      // Who was signed in before is not any more.
      await rm(join(config.dataDir, 'web.secret'), { force: true })
      return report
    },
    checks,
    clock,
    holidays: () => openHolidays(),
  }
}
