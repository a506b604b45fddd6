import { randomBytes } from 'node:crypto'

import { channelOf, newTs, type OpenView, useTrigger, type Workspace, type World } from './world.ts'

type Args = Readonly<Record<string, unknown>>
type Answer = Readonly<Record<string, unknown>>
export type Surface = 'message' | 'modal' | 'home'
/** Says what is wrong with a payload, as Slack would. */
export type Validate = (surface: Surface, payload: unknown) => readonly string[]

export interface Calling {
  readonly world: World
  readonly workspace: Workspace
  readonly args: Args
  readonly validate: Validate
}
type Method = (calling: Calling) => Answer

const wrong = (error: string): Answer => ({ ok: false, error })

const asRecord = (given: unknown): Record<string, unknown> =>
  typeof given === 'object' && given !== null ? { ...given } : {}

const asBlocks = (given: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(given) ? given.map(asRecord) : []

const checked = (calling: Calling, surface: Surface, payload: unknown): Answer | undefined => {
  const found = calling.validate(surface, payload)
  return found.length === 0
    ? undefined
    : { ok: false, error: surface === 'message' ? 'invalid_blocks' : 'invalid_arguments', found }
}

const post: Method = calling => {
  const { world, args } = calling
  const channel = String(args.channel ?? '')
  if (typeof args.text !== 'string' || args.text === '') return wrong('no_text')
  const bad = checked(calling, 'message', args.blocks ?? [])
  if (bad !== undefined) return bad
  const to = channel.startsWith('D') ? channel : channelOf(channel)
  const ts = newTs(world)
  world.messages.push({ ts, channel: to, text: args.text, blocks: asBlocks(args.blocks) })
  return { ok: true, channel: to, ts }
}

const update: Method = calling => {
  const { world, args } = calling
  const found = world.messages.find(({ ts, channel }) => ts === args.ts && channel === args.channel)
  if (found === undefined) return wrong('message_not_found')
  const bad = checked(calling, 'message', args.blocks ?? [])
  if (bad !== undefined) return bad
  found.text = String(args.text)
  found.blocks = asBlocks(args.blocks)
  return { ok: true, channel: found.channel, ts: found.ts }
}

const shown = (world: World, view: unknown, id = `V${world.next()}`): OpenView => ({
  id,
  hash: randomBytes(4).toString('hex'),
  view: asRecord(view),
})

const openOn =
  (deep: boolean): Method =>
  calling => {
    const { world, args } = calling
    const used = useTrigger(world, args.trigger_id)
    if ('error' in used) return wrong(used.error)
    const bad = checked(calling, 'modal', args.view)
    if (bad !== undefined) return bad
    const stack = world.modals.get(used.user) ?? []
    if (deep && stack.length === 0) return wrong('not_found')
    if (deep && stack.length >= 3) return wrong('push_limit_reached')
    const open = shown(world, args.view)
    world.modals.set(used.user, deep ? [...stack, open] : [open])
    return { ok: true, view: { id: open.id, hash: open.hash } }
  }

const updateView: Method = calling => {
  const { world, args } = calling
  const found = [...world.modals.values()].flat().find(({ id }) => id === args.view_id)
  if (found === undefined) return wrong('not_found')
  const bad = checked(calling, 'modal', args.view)
  if (bad !== undefined) return bad
  Object.assign(found, shown(world, args.view, found.id))
  return { ok: true, view: { id: found.id, hash: found.hash } }
}

const publish: Method = calling => {
  const { world, args } = calling
  const bad = checked(calling, 'home', args.view)
  if (bad !== undefined) return bad
  world.homes.set(String(args.user_id), asRecord(args.view))
  return { ok: true, view: { id: `V${world.next()}` } }
}

const authTest: Method = ({ workspace }) => ({
  ok: true,
  team_id: workspace.team,
  team: 'Orchard House',
  user_id: workspace.botUser,
  bot_id: workspace.bot,
  url: 'https://orchard.example.org/',
  ...(workspace.enterprise !== undefined && { enterprise_id: workspace.enterprise }),
})

const revoke: Method = ({ workspace }) => {
  workspace.trouble = 'token_revoked'
  return { ok: true, revoked: true }
}

export const methods: Readonly<Record<string, Method>> = {
  'chat.postMessage': post,
  'chat.update': update,
  'views.open': openOn(false),
  'views.push': openOn(true),
  'views.update': updateView,
  'views.publish': publish,
  'auth.test': authTest,
  'auth.revoke': revoke,
}

/** `oauth.v2.access`: a code or a refresh token, each of which counts once. */
export const oauthAccess = (world: World, args: Args): Answer => {
  const refresh = args.refresh_token
  const fresh = `xoxe-1-${randomBytes(6).toString('hex')}`
  const token = `xoxe.xoxb-${randomBytes(6).toString('hex')}`
  if (args.grant_type === 'refresh_token') {
    if (typeof refresh !== 'string' || !world.refresh.delete(refresh))
      return wrong('invalid_refresh_token')
    const [workspace] = world.workspaces.values()
    if (workspace !== undefined) world.workspaces.set(token, { ...workspace, botToken: token })
    world.refresh.add(fresh)
    return { ok: true, access_token: token, refresh_token: fresh, expires_in: 43_200 }
  }
  const team = world.codes.get(String(args.code))
  if (team === undefined) return wrong('invalid_code')
  world.codes.delete(String(args.code))
  world.refresh.add(fresh)
  const workspace = { team, botToken: token, botUser: 'U0BOT', bot: 'B0BOT' }
  world.workspaces.set(token, workspace)
  return {
    ok: true,
    app_id: 'A0APP',
    authed_user: { id: 'U0ADMIN' },
    scope: 'chat:write,commands,im:history',
    token_type: 'bot',
    access_token: token,
    bot_user_id: workspace.botUser,
    refresh_token: fresh,
    expires_in: 43_200,
    team: { id: team, name: 'Orchard House' },
    enterprise: null,
    is_enterprise_install: false,
  }
}
