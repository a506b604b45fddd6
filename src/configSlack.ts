import * as z from 'zod'

/** How this Throughline meets Slack: one workspace with its tokens, or many that install it. */
export type SlackConfig =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecrets: readonly string[] }
  | {
      readonly mode: 'oauth'
      readonly clientId: string
      readonly clientSecret: string
      readonly signingSecrets: readonly string[]
      readonly publicUrl: string
    }

/** One kind of Slack's tokens; another kind is named, its value never. */
const tokenOf = (prefix: string, name: string, page: string) =>
  z
    .string()
    .refine(
      // Where tokens are renewed, the same kind begins with one word more.
      text => text.startsWith(prefix) || text.startsWith(`xoxe.${prefix}`),
      `this is another kind of token; copy the ${name}, which begins with ${prefix} (api.slack.com/apps → your app → ${page}).`,
    )
    .optional()

/** The settings of Slack; `.env.example` explains them. */
export const slackVariables = {
  SLACK_BOT_TOKEN: tokenOf('xoxb-', 'Bot User OAuth Token', 'OAuth & Permissions'),
  SLACK_BOT_TOKEN_FILE: z.string().optional(),
  SLACK_APP_TOKEN: tokenOf('xapp-', 'App-Level Token', 'Basic Information'),
  SLACK_APP_TOKEN_FILE: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_SIGNING_SECRET_FILE: z.string().optional(),
  SLACK_SIGNING_SECRET_BEFORE: z.string().optional(),
  SLACK_SIGNING_SECRET_BEFORE_FILE: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_CLIENT_SECRET_FILE: z.string().optional(),
}

const secretNames = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_SIGNING_SECRET_BEFORE',
  'SLACK_CLIENT_SECRET',
] as const
export type SlackSecret = (typeof secretNames)[number]

interface Settings {
  readonly SLACK_CLIENT_ID?: string | undefined
  readonly PUBLIC_URL?: string | undefined
}

interface Installing {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly signingSecrets: readonly string[]
  readonly url: string | undefined
}

const manyWorkspaces = (
  { clientId, clientSecret, signingSecrets, url }: Installing,
  need: (name: string, why: string) => undefined,
): SlackConfig | undefined => {
  if (clientId === undefined) return need('SLACK_CLIENT_ID', 'it belongs to SLACK_CLIENT_SECRET.')
  if (clientSecret === undefined)
    return need('SLACK_CLIENT_SECRET', 'it belongs to SLACK_CLIENT_ID.')
  if (signingSecrets.length === 0)
    return need('SLACK_SIGNING_SECRET', 'without it nobody knows whether a request is Slack’s.')
  if (url === undefined)
    return need('PUBLIC_URL', 'Slack has to reach us: write the address, beginning with https://')
  const publicUrl = new URL(url).origin
  return { mode: 'oauth', clientId, clientSecret, signingSecrets, publicUrl }
}

/** The combination of settings says which way; half of one is a problem in words. */
export const slackFrom = (
  { SLACK_CLIENT_ID: clientId, PUBLIC_URL: url }: Settings,
  secret: (name: SlackSecret) => string | undefined,
  problems: string[],
): SlackConfig | undefined => {
  const botToken = secret('SLACK_BOT_TOKEN')
  const appToken = secret('SLACK_APP_TOKEN')
  const clientSecret = secret('SLACK_CLIENT_SECRET')
  const signingSecrets = secretNames
    .filter(name => name.startsWith('SLACK_SIGNING'))
    .flatMap(name => secret(name) ?? [])
  const need = (name: string, why: string): undefined => {
    problems.push(`${name}: ${why}`)
    return undefined
  }
  if (clientId !== undefined || clientSecret !== undefined)
    return manyWorkspaces({ clientId, clientSecret, signingSecrets, url }, need)
  const [signed] = signingSecrets
  if (botToken === undefined) {
    if (appToken !== undefined || signed !== undefined)
      return need('SLACK_BOT_TOKEN', 'it is needed beside the other settings of Slack.')
    return undefined
  }
  if (appToken !== undefined) return { mode: 'socket', botToken, appToken }
  return signed === undefined
    ? need('SLACK_APP_TOKEN', 'it is needed for a connection without an address of your own.')
    : { mode: 'http', botToken, signingSecrets }
}
