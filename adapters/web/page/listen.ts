import { LIMITS } from '../limits.ts'
import type { Live } from '../wire.ts'
import { openStream } from './api.ts'
import { readFrames } from './frames.ts'
import type { Sleeper } from './pause.ts'
import { backoff } from './pause.ts'

/** `refused`: the server is there but does not know this browser or this person (any more). */
export type Connection = 'opening' | 'open' | 'lost' | 'refused'

interface Ears {
  hear(live: Live): void
  /** Asks what is new instead of being told; false when nobody answered. */
  ask(): Promise<boolean>
  connection(state: Connection): void
}

/** Follows one stream until it ends, breaks, or goes silent; answers the status, 0 when nobody answered. */
const follow = async (as: string, stop: AbortSignal, hear: Ears['hear']): Promise<number> => {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), LIMITS.silence)
  const heard = (live: Live): void => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), LIMITS.silence)
    hear(live)
  }
  try {
    const response = await openStream(as, AbortSignal.any([stop, silence.signal]))
    if (response.ok && response.body !== null) await readFrames(response.body, heard)
    return response.status
  } catch {
    return 0
  } finally {
    clearTimeout(timer)
  }
}

/** A browser has few connections: until somebody turns to this tab again, it asks now and then. */
const askNowAndThen = async (stop: AbortSignal, sleeper: Sleeper, ears: Ears): Promise<void> => {
  while (!stop.aborted) {
    const isWanted = await sleeper.pause(LIMITS.ask)
    if (isWanted || !(await ears.ask())) return
  }
}

/** Keeps a stream open for as long as the page lives: whatever breaks it, it comes back by itself. */
export const listen = async (
  as: string,
  stop: AbortSignal,
  sleeper: Sleeper,
  ears: Ears,
): Promise<void> => {
  let failures = 0
  while (!stop.aborted) {
    let last: Live | undefined
    const status = await follow(as, stop, live => {
      failures = 0
      last = live
      ears.hear(live)
    })
    if (stop.aborted) return
    if (last?.kind === 'elsewhere') await askNowAndThen(stop, sleeper, ears)
    else {
      ears.connection(status === 404 ? 'refused' : 'lost')
      await sleeper.pause(backoff(failures))
      failures += 1
    }
  }
}
