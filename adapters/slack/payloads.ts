import * as z from 'zod'

/** Of what Slack sends, only what is used; everything else is dropped at the door. */

const id = z.string().min(1).max(200)
const user = z.object({ id })
const values = z.record(z.string(), z.unknown())

/** A direct message to us; other kinds of message and other people's bots do not parse. */
export const directMessage = z.object({
  channel_type: z.literal('im'),
  subtype: z.enum(['file_share']).optional(),
  bot_id: z.undefined().optional(),
  user: id,
  channel: id,
  text: z.string().max(100_000).default(''),
  files: z.array(z.unknown()).optional(),
})

export const eventBody = z.object({ event_id: id, event: z.unknown() })

export const homeOpened = z.object({ user: id, tab: z.enum(['home', 'messages']) })

export const revokedTokens = z.object({
  tokens: z.object({ bot: z.array(z.string()).nullish() }).optional(),
})

export const commandBody = z.object({
  user_id: id,
  channel_id: id,
  text: z.string().max(100_000).default(''),
  trigger_id: id,
  response_url: z.string().optional(),
})

export const shortcutBody = z.object({
  callback_id: id,
  trigger_id: id,
  user,
  message: z.object({ text: z.string().max(100_000).default('') }).optional(),
})

const view = z.object({
  id,
  root_view_id: id.nullish(),
  hash: z.string().optional(),
  callback_id: z.string().optional(),
  private_metadata: z.string().max(3000).default(''),
  state: z.object({ values }).nullish(),
})
export type SlackView = z.infer<typeof view>

export const actionsBody = z.object({
  user,
  trigger_id: id,
  actions: z.array(z.unknown()).min(1),
  container: z.object({ channel_id: id.optional(), message_ts: id.optional() }).optional(),
  message: z.object({ blocks: z.unknown() }).optional(),
  state: z.object({ values }).nullish(),
  view: view.optional(),
})
export type ActionsBody = z.infer<typeof actionsBody>

/** `trigger_id` names one sending of a view; closing one has none. */
export const viewBody = z.object({ user, view, trigger_id: id.optional() })
export type ViewBody = z.infer<typeof viewBody>
