import { setTimeout as after } from 'node:timers/promises'

import type { Log } from '../log.ts'

/** All of the end has to fit into this, ms, and no part may keep the next ones waiting for longer than its share. */
const TOTAL_MS = 4500
const PART_MS = 1500

export interface Lifecycle {
  /** `stop` is called at the end, the last one added first; at once when the end has begun already. */
  add(part: string, stop: () => Promise<void> | void): void
  readonly ending: boolean
  /** Stops everything, once; true when all of it was stopped in time. */
  end(): Promise<boolean>
}

/** What was begun is ended in the reverse order, each part in what is left of the time. */
export const createLifecycle = (log: () => Log | undefined): Lifecycle => {
  const parts: { readonly part: string; readonly stop: () => Promise<void> | void }[] = []
  let ended: Promise<boolean> | undefined

  const stopOne = async (part: string, stop: () => Promise<void> | void): Promise<void> => {
    try {
      const late = await Promise.race([stop(), after(PART_MS, 'late', { ref: false })])
      if (late === 'late') log()?.warn('stopping takes too long', { part })
    } catch (error) {
      log()?.failed('stopping failed', error, { part })
    }
  }
  const stopAll = async (): Promise<boolean> => {
    for (let next = parts.pop(); next !== undefined; next = parts.pop())
      await stopOne(next.part, next.stop)
    return true
  }

  return {
    add: (part, stop) => {
      if (ended === undefined) parts.push({ part, stop })
      else void stopOne(part, stop)
    },
    get ending() {
      return ended !== undefined
    },
    end: () => {
      ended ??= Promise.race([stopAll(), after(TOTAL_MS, false, { ref: false })])
      return ended
    },
  }
}
