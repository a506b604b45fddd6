import { WebClient } from '@slack/web-api'

import { silentLogger } from './silentLogger.ts'

export interface Clients {
  /** One client per token; calls without a token (OAuth) take the empty one. */
  clientFor(token: string): WebClient
}

/** Slack may take so long, ms; after that nobody knows whether it took the message. */
const TIMEOUT_MS = 8000
const MOST = 500

/**
 * The SDK’s own way of repeating would send a message twice, and headers among its options would carry
 * one workspace’s token into another’s calls; so nothing is repeated there, and no headers are given.
 */
export const optionsFor = (slackApiUrl: string | undefined) => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: TIMEOUT_MS,
  logger: silentLogger,
  ...(slackApiUrl !== undefined && { slackApiUrl }),
})

export const createClients = ({ slackApiUrl }: { readonly slackApiUrl?: string }): Clients => {
  const kept = new Map<string, WebClient>()
  return {
    clientFor: token => {
      const known = kept.get(token)
      if (known !== undefined) return known
      const made = new WebClient(token === '' ? undefined : token, optionsFor(slackApiUrl))
      if (kept.size >= MOST) kept.clear()
      kept.set(token, made)
      return made
    },
  }
}
