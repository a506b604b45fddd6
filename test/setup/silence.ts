import type { Outside } from '../../src/bot/bot.ts'
import type { Log } from '../../src/log.ts'

export const quietLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  failed: () => {},
  rotate: () => {},
}

/** What is sent goes nowhere; what fails is told to `report`. */
export const intoNothing = (report: Outside['report']): Outside => ({
  send: async () => {},
  present: () => true,
  refresh: () => {},
  wake: () => {},
  report,
})
