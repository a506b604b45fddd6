import { setTimeout as sleep } from 'node:timers/promises'

import type { Running } from './process.ts'

/** Starts the server again whenever it ends by itself, at the same address, until stopped. */
export const keepRunning = (
  first: Running,
  start: () => Promise<Running>,
  onLine: (line: string) => void,
): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  let current = first
  const watch = async (): Promise<void> => {
    for (let tries = 0; ; ) {
      const startedAt = performance.now()
      const how = await current.ended
      if (stopping.signal.aborted) return
      tries = performance.now() - startedAt > 60_000 ? 0 : tries
      onLine(`The database ${how}; starting it again.`)
      while (!stopping.signal.aborted) {
        await sleep(pause(tries++), undefined, { signal: stopping.signal }).catch(() => {})
        try {
          current = await start()
          break
        } catch (error) {
          onLine(`It did not start: ${error instanceof Error ? error.message : error}`)
        }
      }
      if (stopping.signal.aborted) return current.stop()
    }
  }
  const watching = watch()
  return {
    stop: async () => {
      stopping.abort()
      await current.stop()
      await watching
    },
  }
}

/** ms before the next try: none at first, then up to half a minute. */
const pause = (tries: number): number => (tries === 0 ? 0 : Math.min(30_000, 500 * 2 ** tries))
