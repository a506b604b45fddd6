import * as z from 'zod'

import { isThroughlineError } from '../../src/core/errors.ts'
import type { Clients } from './client.ts'
import { toOurs } from './errors.ts'
import type { Report } from './report.ts'
import type { Fixed } from './tokens.ts'

const answer = z.object({
  team_id: z.string(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: z.boolean().optional(),
  user_id: z.string(),
  bot_id: z.string(),
})

/** Throws ours when Slack does not take the token, or cannot be asked. */
const whoAmI = async (clients: Clients, botToken: string): Promise<Fixed> => {
  try {
    const found = answer.parse(await clients.clientFor(botToken).auth.test())
    const { team_id, enterprise_id, is_enterprise_install, user_id, bot_id } = found
    const place = is_enterprise_install ? (enterprise_id ?? team_id) : team_id
    return { place, botToken, botId: bot_id, botUserId: user_id }
  } catch (error) {
    throw toOurs(error, 'asking Slack which workspace the bot token is for')
  }
}

/** Which workspace the token of the configuration is for, as far as Slack has told. */
export interface Introduction {
  /** Over once Slack was asked for the first time; fails when it does not take the token. */
  readonly asked: Promise<void>
  is(): Fixed | undefined
  stop(): void
}

/** Between two attempts to ask, ms. */
const AGAIN_MS = 15_000

/** Throughline starts though Slack cannot be reached, and asks again until it can. */
export const introduce = (clients: Clients, botToken: string, report: Report): Introduction => {
  let found: Fixed | undefined
  let timer: NodeJS.Timeout | undefined
  const ask = async (): Promise<void> => {
    try {
      found = await whoAmI(clients, botToken)
    } catch (error) {
      if (isThroughlineError(error, 'delivery-refused')) throw error
      report('Slack cannot be reached', error)
      timer = setTimeout(() => {
        ask().catch((refused: unknown) => report('Slack does not take the bot token', refused))
      }, AGAIN_MS).unref()
    }
  }
  return {
    asked: ask(),
    is: () => found,
    stop: () => clearTimeout(timer),
  }
}
