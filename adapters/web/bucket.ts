import { LIMITS } from './limits.ts'

interface Level {
  readonly tokens: number
  readonly at: number
}

/** A token bucket per browser. `take` answers false when this one has to wait; `now` is epoch ms. */
export const createBuckets = (now: () => number): { take(browser: string): boolean } => {
  const levels = new Map<string, Level>()
  const forgetOldest = (): void => {
    const [oldest] = levels.keys()
    if (levels.size > LIMITS.browsers && oldest !== undefined) levels.delete(oldest)
  }
  return {
    take: browser => {
      const at = now()
      const last = levels.get(browser) ?? { tokens: LIMITS.burst, at }
      const earned = (Math.max(0, at - last.at) / 1000) * LIMITS.perSecond
      const tokens = Math.min(LIMITS.burst, last.tokens + earned)
      levels.delete(browser)
      levels.set(browser, { tokens: Math.max(0, tokens - 1), at })
      forgetOldest()
      return tokens >= 1
    },
  }
}
