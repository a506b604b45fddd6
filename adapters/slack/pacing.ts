/** How fast Slack may be written to. */
export const PACE = {
  /** Messages to one channel at once, and then one in so many ms. */
  burst: 3,
  everyMs: 1000,
  /** After a limit that names no time, ms; doubled each time, up to the longest. */
  limitedMs: 2000,
  longestMs: 30_000,
  /** Times that something certainly not taken is tried in all. */
  tries: 3,
} as const

export interface Pace {
  readonly burst: number
  readonly everyMs: number
}

/** When the last messages went to a channel, as the time at which its allowance is full again (epoch ms). */
export const createPaces = ({ burst, everyMs }: Pace = PACE) => {
  const fullAt = new Map<string, number>()
  return {
    /** The ms to wait for the next message to this channel; counts it as sent then. */
    next: (channel: string, now: number): number => {
      const full = Math.max(fullAt.get(channel) ?? now, now)
      const wait = Math.max(0, full + everyMs - burst * everyMs - now)
      fullAt.set(channel, full + everyMs)
      return wait
    },
    /** Forgets the channels whose allowance is full. */
    tidy: (now: number): void => {
      for (const [channel, full] of fullAt) if (full <= now) fullAt.delete(channel)
    },
    size: (): number => fullAt.size,
  }
}
