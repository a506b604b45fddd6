import * as z from 'zod'
import type { SlackConfig } from '../../src/config.ts'

import type { Finding } from '../../src/core/adapter.ts'
import { type Clients, createClients } from './client.ts'
import { toOurs, whatItMeans } from './errors.ts'
import { SCOPES } from './surface.ts'

const PART = 'Slack'
const PERMISSIONS = 'api.slack.com/apps → your app → OAuth & Permissions'
const APP_TOKENS = 'api.slack.com/apps → your app → Basic Information → App-Level Tokens'

const fine = (says: string): Finding => ({ part: PART, ok: true, says })
const wrong = (says: string, hint: string): Finding => ({ part: PART, ok: false, says, hint })

const workspace = z.object({
  team_id: z.string(),
  team: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

const refused = (error: unknown, what: string, hint: string): Finding => {
  const trouble = whatItMeans(error)
  if (trouble.is !== 'refused') {
    const { message, hint: next } = toOurs(error, `looking at ${what}`)
    return wrong(message, next)
  }
  return wrong(`Slack does not take ${what} (${trouble.error}).`, hint)
}

/** One finding for each permission that is missing; more than are needed is said too. */
const scopesOf = (granted: readonly string[]): readonly Finding[] => {
  const missing = Object.entries(SCOPES).filter(([scope]) => !granted.includes(scope))
  const more = granted.filter(scope => !Object.hasOwn(SCOPES, scope))
  return [
    ...missing.map(([scope, { serves }]) =>
      wrong(
        `the permission ${scope} is missing: ${serves}`,
        `${PERMISSIONS} → Scopes → Bot Token Scopes → add ${scope}, then Reinstall to Workspace.`,
      ),
    ),
    ...(missing.length === 0 ? [fine('every permission that is needed is there')] : []),
    ...(more.length === 0 ? [] : [fine(`it could do with less: ${more.join(', ')} is not needed`)]),
  ]
}

const lookAtBotToken = async (clients: Clients, token: string): Promise<readonly Finding[]> => {
  try {
    const found = workspace.parse(await clients.clientFor(token).auth.test())
    const { team_id, team = 'a workspace', response_metadata } = found
    return [
      fine(`the bot token is for ${team} (${team_id})`),
      ...scopesOf(response_metadata?.scopes ?? []),
    ]
  } catch (error) {
    const hint = `${PERMISSIONS} → copy the Bot User OAuth Token again into SLACK_BOT_TOKEN.`
    return [refused(error, 'the bot token', hint)]
  }
}

const lookAtAppToken = async (clients: Clients, token: string): Promise<Finding> => {
  try {
    await clients.clientFor(token).apps.connections.open({})
    return fine('the app-level token opens connections')
  } catch (error) {
    const hint = `${APP_TOKENS} → generate one with the scope connections:write, into SLACK_APP_TOKEN. Socket Mode has to be switched on.`
    return refused(error, 'the app-level token', hint)
  }
}

/** What is right and what is wrong with the settings of Slack, asked of Slack itself. */
export const checkSlack = async (
  setting: SlackConfig | undefined,
  slackApiUrl?: string,
): Promise<readonly Finding[]> => {
  if (setting === undefined) return [fine('not configured')]
  const clients = createClients(slackApiUrl === undefined ? {} : { slackApiUrl })
  if (setting.mode === 'oauth')
    return [fine(`workspaces install it at ${setting.publicUrl}/slack/install`)]
  const bot = await lookAtBotToken(clients, setting.botToken)
  if (setting.mode === 'http') return bot
  return [...bot, await lookAtAppToken(clients, setting.appToken)]
}
