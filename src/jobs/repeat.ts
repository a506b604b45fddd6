import { type ScheduledTask, schedule } from 'node-cron'

import type { Log } from '../log.ts'

export interface Repeated {
  readonly name: string
  /** Six fields, seconds first, in UTC: local zones have hours that never come. */
  readonly when: string
  readonly run: () => Promise<void>
}

/**
 * The only use of node-cron: a pulse. What is due stands in the database, so a beat that is missed
 * loses nothing, and a beat that comes while the one before still runs is not needed.
 */
export const repeat = (job: Repeated, log: Log): ScheduledTask =>
  schedule(
    job.when,
    async () => {
      try {
        await job.run()
      } catch (error) {
        log.failed('job failed', error, { part: job.name })
      }
    },
    {
      name: job.name,
      timezone: 'UTC',
      noOverlap: true,
      missedExecutionTolerance: 10_000,
      suppressMissedWarning: true,
      // node-cron's own words would go to the terminal.
      logger: { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} },
    },
  )
