import * as z from 'zod'

import type { Clients } from './client.ts'
import { toOurs } from './errors.ts'
import type { Fixed } from './tokens.ts'

const answer = z.object({
  team_id: z.string(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: z.boolean().optional(),
  user_id: z.string(),
  bot_id: z.string(),
})

/** Which workspace a token of the configuration is for; throws ours when Slack does not take it. */
export const whoAmI = async (clients: Clients, botToken: string): Promise<Fixed> => {
  try {
    const found = answer.parse(await clients.clientFor(botToken).auth.test())
    const { team_id, enterprise_id, is_enterprise_install, user_id, bot_id } = found
    const place = is_enterprise_install ? (enterprise_id ?? team_id) : team_id
    return { place, botToken, botId: bot_id, botUserId: user_id }
  } catch (error) {
    throw toOurs(error, 'asking Slack which workspace the bot token is for')
  }
}
