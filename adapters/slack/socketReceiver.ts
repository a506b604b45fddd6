import { setTimeout as after } from 'node:timers/promises'

import type { App, Receiver } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { WebClientOptions } from '@slack/web-api'
import * as z from 'zod'
import { process } from './fate.ts'
import type { Report } from './report.ts'
import { silentLogger } from './silentLogger.ts'

interface SocketOptions {
  readonly appToken: string
  readonly clientOptions: () => WebClientOptions
  readonly report: Report
}

const envelope = z.object({
  body: z.record(z.string(), z.unknown()),
  ack: z.custom<(answer?: unknown) => Promise<void>>(value => typeof value === 'function'),
  retry_num: z.int().optional(),
})

/** Between two attempts to connect, ms: Slack may be away at the start, and comes back. */
const [FIRST_MS, LONGEST_MS] = [1000, 60_000]

/** Slack over a connection that we open: nothing has to be reachable from outside. */
export const createSocketReceiver = (options: SocketOptions): Receiver => {
  const { appToken, clientOptions, report } = options
  const ending = new AbortController()
  let app: App | undefined
  let client: SocketModeClient | undefined

  const take = async (given: unknown): Promise<void> => {
    const { body, ack, retry_num: retryNum } = envelope.parse(given)
    if (app === undefined || ending.signal.aborted) return
    let answered = false
    const once = async (answer?: unknown): Promise<void> => {
      if (answered) return
      answered = true
      await (answer === undefined ? ack() : ack(answer))
    }
    const saved = await process(app, { body, ack: once, ...(retryNum && { retryNum }) })
    // Without an acknowledgement Slack brings it again, perhaps to another of our connections.
    if (saved) await once()
  }

  const connect = async (): Promise<void> => {
    for (let wait = FIRST_MS; !ending.signal.aborted; wait = Math.min(2 * wait, LONGEST_MS)) {
      try {
        await client?.start()
        return
      } catch (error) {
        report('connecting to Slack failed', error)
        await after(wait, undefined, { signal: ending.signal }).catch(() => undefined)
      }
    }
  }

  return {
    init: given => {
      app = given
    },
    start: async () => {
      // The client changes the options it is given, so it gets a set of its own.
      client = new SocketModeClient({
        appToken,
        logger: silentLogger,
        clientOptions: clientOptions(),
      })
      client.on('slack_event', given => {
        take(given).catch((error: unknown) => report('event failed', error))
      })
      client.on('error', error => report('the connection to Slack failed', error))
      // Throughline starts though Slack cannot be reached; it keeps trying.
      void connect()
    },
    stop: async () => {
      ending.abort()
      await Promise.race([client?.disconnect(), after(500, undefined, { ref: false })])
    },
  }
}
