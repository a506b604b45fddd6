/** All that we ask of Slack, and what each thing is for. The manifests say the same; a test compares them. */

export const COMMAND = '/throughline'

/** What may stand behind the command; every word of the conversation may, these are named to people. */
export const SUBCOMMANDS = [
  ...['agenda', 'note', 'session', 'feedback', 'question', 'actions', 'move', 'home', 'help'],
  ...['pause', 'link'],
] as const

interface Shortcut {
  readonly type: 'message' | 'global'
  readonly callback: string
  readonly name: string
  readonly description: string
}

export const SHORTCUTS = [
  {
    type: 'message',
    callback: 'capture',
    name: 'Capture',
    description: 'Keep the words of this message as a private note of yours',
  },
  {
    type: 'global',
    callback: 'note',
    name: 'Write a private note',
    description: 'Only you can read it',
  },
  {
    type: 'global',
    callback: 'agenda',
    name: 'Make an agenda',
    description: 'For your next supervision',
  },
  {
    type: 'global',
    callback: 'session',
    name: 'Record a session',
    description: 'While it is fresh; both of you read it before it is final',
  },
] as const satisfies readonly Shortcut[]

/** Events we listen to. */
export const EVENTS = {
  app_home_opened: 'shows the App Home as it is now',
  'message.im': 'what a person writes to Throughline',
  app_uninstalled: 'forgets the workspace’s tokens and writes to nobody there',
  tokens_revoked: 'the same, when tokens are taken away',
} as const

interface Scope {
  readonly methods: readonly string[]
  readonly events: readonly string[]
  /** What a person can do because of it. */
  readonly serves: string
}

/** Permissions of the bot. No token of a person’s, and no reading of channels. */
export const SCOPES = {
  'chat:write': {
    methods: ['chat.postMessage', 'chat.update'],
    events: [],
    serves: 'writing to a person, and taking the buttons off an answered question',
  },
  commands: {
    methods: [],
    events: [],
    serves: 'the command /throughline and the shortcuts',
  },
  'im:history': {
    methods: [],
    events: ['message.im'],
    serves: 'hearing what a person writes to Throughline in their direct messages with it',
  },
} as const satisfies Readonly<Record<string, Scope>>

export const botScopes: readonly string[] = Object.keys(SCOPES)

/** Methods of the Web API that need no permission of their own. */
export const FREE_METHODS = [
  ...['auth.test', 'auth.revoke', 'oauth.v2.access', 'apps.connections.open'],
  ...['views.open', 'views.push', 'views.update', 'views.publish'],
] as const
