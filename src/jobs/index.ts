import type { ScheduledTask } from 'node-cron'

import { createFlush } from './flush.ts'
import { type Repeated, repeat } from './repeat.ts'
import { createSealer } from './sealer.ts'
import { sweep, UNSETTLED_MS } from './sweep.ts'
import { createTick, type Work } from './tick.ts'

export { createServerClock, isSkewed, type ServerClock } from './serverClock.ts'
export type { Work } from './tick.ts'

export interface Jobs {
  /** `alone`: no other instance can be at work, so what a crash left need not grow old first. */
  start(alone?: boolean): void
  /** Sends what is due now and waits for it. */
  tick(): Promise<void>
  /** Something may be due: looks soon, without waiting. */
  wake(): void
  /** When the last tick ended, epoch ms. */
  lastTick(): number | undefined
  stop(): Promise<void>
}

/** Brings our clock to the database's. */
export const readClock = async ({
  store,
  clock,
  metrics,
}: Pick<Work, 'store' | 'clock' | 'metrics'>): Promise<void> => {
  clock.correct(await store.clockOffset())
  metrics.clockOffset.set(clock.offset() / 1000)
}

export const createJobs = (work: Work): Jobs => {
  const tick = createTick(work)
  const timetable: readonly Repeated[] = [
    { name: 'tick', when: '*/5 * * * * *', run: tick.run },
    { name: 'flush', when: '* * * * * *', run: createFlush(work) },
    { name: 'sweep', when: '*/15 * * * * *', run: () => sweep(work) },
    { name: 'sealer', when: '*/10 * * * * *', run: createSealer(work) },
    { name: 'clock', when: '30 * * * * *', run: () => readClock(work) },
    { name: 'log', when: '0 0 * * * *', run: async () => work.log.rotate() },
  ]
  let tasks: readonly ScheduledTask[] = []
  const inBackground = (part: string, run: () => Promise<void>): void => {
    run().catch(error => work.log.failed('job failed', error, { part }))
  }
  return {
    start: (alone = false) => {
      tasks = timetable.map(job => repeat(job, work.log))
      inBackground('sweep', () => sweep(work, alone ? 0 : UNSETTLED_MS))
      inBackground('tick', tick.run)
    },
    tick: tick.run,
    wake: () => inBackground('tick', tick.run),
    lastTick: tick.lastRun,
    stop: async () => {
      await Promise.all(tasks.map(task => task.destroy()))
      await tick.stop()
    },
  }
}
