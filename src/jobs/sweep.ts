import { inLanes } from './lanes.ts'
import type { Work } from './tick.ts'

const LANES = 4
/** What is younger, ms, is most likely still in somebody's hands. */
export const UNSETTLED_MS = 30_000

/** Goes on with what a crash or an outage left: inputs not yet handled, replies not confirmed. */
export const sweep = async (
  { store, bot, clock, log }: Pick<Work, 'store' | 'bot' | 'clock' | 'log'>,
  olderThan = UNSETTLED_MS,
): Promise<void> => {
  const left = await store.unsettled(clock.now() - olderThan)
  if (left.length === 0) return
  log.info('going on with what was left', { count: left.length })
  const key = ({ tenant, person }: (typeof left)[number]) => `${tenant}:${person}`
  await inLanes(left, LANES, key, who => bot.recover(who))
}
