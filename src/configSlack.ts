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
      /** https://…, where Slack reaches us. */
      readonly publicUrl: string
    }

const KINDS = [
  ['xoxb-', 'a bot token'],
  ['xoxp-', 'a user token'],
  ['xapp-', 'an app-level token'],
] as const

const kindOf = (text: unknown): string =>
  KINDS.find(([prefix]) => typeof text === 'string' && text.startsWith(prefix))?.[1] ??
  'another kind of text'

/** One kind of Slack's tokens; another kind is named, its value never. */
const tokenOf = (prefix: string, name: string, page: string) =>
  z
    .string()
    // Nobody renews what stands in a setting: it would work until the evening and then fall silent.
    .refine(
      text => !text.startsWith('xoxe'),
      'this one expires after twelve hours. Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead, which renew it, or create the app with token_rotation_enabled: false.',
    )
    .refine(text => text.startsWith(prefix) || text.startsWith('xoxe'), {
      error: ({ input }) =>
        `this is ${kindOf(input)}; copy the ${name}, which begins with ${prefix} (api.slack.com/apps → your app → ${page}).`,
    })
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

export type SlackSecret =
  | 'SLACK_BOT_TOKEN'
  | 'SLACK_APP_TOKEN'
  | 'SLACK_SIGNING_SECRET'
  | 'SLACK_SIGNING_SECRET_BEFORE'
  | 'SLACK_CLIENT_SECRET'

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

const REACH_US = 'Slack has to reach us: write the address, beginning with https://'

const manyWorkspaces = (
  { clientId, clientSecret, signingSecrets, url }: Installing,
  need: (name: string, why: string) => undefined,
): SlackConfig | undefined => {
  if (clientId === undefined) return need('SLACK_CLIENT_ID', 'it belongs to SLACK_CLIENT_SECRET.')
  if (clientSecret === undefined)
    return need('SLACK_CLIENT_SECRET', 'it belongs to SLACK_CLIENT_ID.')
  if (signingSecrets.length === 0)
    return need('SLACK_SIGNING_SECRET', 'without it nobody knows whether a request is Slack’s.')
  if (url === undefined) return need('PUBLIC_URL', REACH_US)
  const publicUrl = new URL(url).origin
  return { mode: 'oauth', clientId, clientSecret, signingSecrets, publicUrl }
}

/** One problem about a setting is enough: what is wrong in itself is not missing as well. */
const needing =
  (problems: string[]) =>
  (name: string, why: string): undefined => {
    const isTold = problems.some(
      told => told.startsWith(`${name}:`) || told.startsWith(`${name}_FILE:`),
    )
    if (!isTold) problems.push(`${name}: ${why}`)
    return undefined
  }

interface Single {
  readonly botToken: string | undefined
  readonly appToken: string | undefined
  readonly signingSecrets: readonly string[]
  readonly url: string | undefined
}

const oneWorkspace = (
  { botToken, appToken, signingSecrets, url }: Single,
  need: (name: string, why: string) => undefined,
): SlackConfig | undefined => {
  const isSigned = signingSecrets.length > 0
  if (botToken === undefined)
    return appToken !== undefined || isSigned
      ? need('SLACK_BOT_TOKEN', 'it is needed beside the other settings of Slack.')
      : undefined
  if (appToken !== undefined) return { mode: 'socket', botToken, appToken }
  if (!isSigned)
    return need('SLACK_APP_TOKEN', 'it is needed for a connection without an address of your own.')
  return url === undefined
    ? need('PUBLIC_URL', REACH_US)
    : { mode: 'http', botToken, signingSecrets }
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
  const signed = secret('SLACK_SIGNING_SECRET')
  const before = secret('SLACK_SIGNING_SECRET_BEFORE')
  const signingSecrets = [signed, before].filter(each => each !== undefined)
  const need = needing(problems)
  if (signed === undefined && before !== undefined)
    return need('SLACK_SIGNING_SECRET', 'it is needed beside the one before.')
  if (clientId === undefined && clientSecret === undefined)
    return oneWorkspace({ botToken, appToken, signingSecrets, url }, need)
  if (botToken !== undefined)
    return need(
      'SLACK_CLIENT_ID',
      'set either this with its secret, for workspaces that install Throughline, or SLACK_BOT_TOKEN, for one.',
    )
  return manyWorkspaces({ clientId, clientSecret, signingSecrets, url }, need)
}
