import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type Config, readConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { type Listener, listenLocally } from '../http.ts'
import { createServerClock, type ServerClock } from '../jobs/index.ts'
import { type Log, openLog } from '../log.ts'
import { createMetrics, type Metrics } from '../metrics.ts'
import { ensureWritable } from '../store/mongod/index.ts'
import { addHealth, watchLag } from './health.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Life } from './process.ts'
import { conditionsOf, type Started } from './readiness.ts'

/** What is there before anything is ready: whoever watches is answered from the first moment. */
export interface Front {
  readonly config: Config
  readonly log: Log
  readonly lifecycle: Lifecycle
  readonly metrics: Metrics
  readonly clock: ServerClock
  readonly listener: Listener
  /** Filled in as the start goes on. */
  readonly started: Started
}

export const openFront = async ({ lifecycle, logTo }: Life): Promise<Front> => {
  const config = readConfig()
  await ensureWritable(config.dataDir)
  const log = openLog(config.log)
  logTo(log)
  const metrics = createMetrics()
  const clock = createServerClock(systemClock)
  const listener = await listenLocally(config.port, error => log.failed('request failed', error))
  lifecycle.add('listener', listener.close)
  const started: Started = {}
  addHealth(listener.lend(), {
    conditions: conditionsOf(started, clock, lifecycle),
    metrics,
    lag: watchLag().now,
    measure: async () => metrics.count((await started.store?.deliveryCounts()) ?? {}),
  })
  return { config, log, lifecycle, metrics, clock, listener, started }
}

/** For the doctor, who comes in a process of its own. Only whoever has the data directory may call it. */
export const noteListener = ({ config, listener }: Front): Promise<void> => {
  const text = `${JSON.stringify({ port: listener.port })}\n`
  return writeFile(join(config.dataDir, 'listener.json'), text, { mode: 0o600 })
}
