import { openApi } from './api.ts'
import type { Validate } from './methods.ts'
import { personIn, type Where } from './person.ts'
import { type Deliver, overHttp, overSocket } from './transport.ts'
import { createWorld, type Workspace } from './world.ts'

export const SIGNING_SECRET = 'a-signing-secret-of-nobody'
export const APP_TOKEN = 'xapp-1-A0APP-0-0'

export const orchard: Workspace = {
  team: 'T0ORCHARD',
  botToken: 'xoxb-orchard',
  botUser: 'U0BOT',
  bot: 'B0BOT',
}

interface FakeOptions {
  readonly transport: 'http' | 'socket'
  /** Where the app takes requests; read anew each time. */
  readonly url?: () => string
  readonly validate?: Validate
}

/** The far side of the wire: Slack’s Web API, its deliveries, and people who use it. */
export const openFakeSlack = async ({ transport, url, validate = () => [] }: FakeOptions) => {
  const world = createWorld()
  world.workspaces.set(orchard.botToken, { ...orchard })
  let socketUrl = ''
  const api = await openApi(world, validate, () => socketUrl)
  socketUrl = api.apiUrl.replace('http:', 'ws:').replace('/api/', '/socket')
  const socket = overSocket(api.server)
  const deliver: Deliver =
    transport === 'socket' ? socket.deliver : overHttp(url ?? (() => ''), SIGNING_SECRET)
  return {
    world,
    apiUrl: api.apiUrl,
    calls: api.calls,
    trouble: api.trouble,
    scopes: api.scopes,
    deliver,
    drop: socket.drop,
    person: (user: string, where: Where = orchard) => personIn(world, deliver, where, user),
    close: async () => {
      socket.close()
      await api.close()
    },
  }
}
export type FakeSlack = Awaited<ReturnType<typeof openFakeSlack>>
