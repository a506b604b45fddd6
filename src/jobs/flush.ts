import type { Bot } from '../bot/bot.ts'
import type { Clock } from '../core/time.ts'

const LONGEST_MS = 30_000

/** Confirms what was sent; while the store is away, less and less often. */
export const createFlush = ({
  bot,
  clock,
}: {
  readonly bot: Pick<Bot, 'flush'>
  readonly clock: Clock
}) => {
  let failures = 0
  let notBefore = 0
  return async (): Promise<void> => {
    if (clock.now() < notBefore) return
    try {
      await bot.flush()
      failures = 0
    } catch (error) {
      failures += 1
      notBefore = clock.now() + Math.min(LONGEST_MS, 1000 * 2 ** failures)
      throw error
    }
  }
}
