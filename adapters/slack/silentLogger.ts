import { type Logger, LogLevel } from '@slack/bolt'

const nothing = (): void => {}

/** The SDK writes what it was given into its log; what people said must not stand there. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
}
