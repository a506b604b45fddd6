import { randomBytes } from 'node:crypto'

/** One message as Slack keeps it. */
export interface Kept {
  readonly ts: string
  readonly channel: string
  text: string
  blocks: readonly Record<string, unknown>[]
}

export interface OpenView {
  readonly id: string
  hash: string
  view: Record<string, unknown>
}

export interface Workspace {
  readonly team: string
  readonly enterprise?: string
  readonly botToken: string
  readonly botUser: string
  readonly bot: string
  /** Why calls with its token fail from now on. */
  trouble?: string
}

/** What Slack knows. */
export interface World {
  readonly workspaces: Map<string, Workspace>
  readonly messages: Kept[]
  /** User → modals, the last one on top. */
  readonly modals: Map<string, OpenView[]>
  readonly homes: Map<string, Record<string, unknown>>
  /** Trigger → who and until when; gone once used. */
  readonly triggers: Map<string, { readonly user: string; readonly until: number }>
  /** Refresh tokens that still count. */
  readonly refresh: Set<string>
  /** Codes of approved installations. */
  readonly codes: Map<string, string>
  next(): number
}

export const createWorld = (): World => {
  let count = 0
  return {
    workspaces: new Map(),
    messages: [],
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    refresh: new Set(),
    codes: new Map(),
    next: () => {
      count += 1
      return count
    },
  }
}

/** The direct messages of this user with the bot. */
export const channelOf = (user: string): string => `D${user.slice(1)}`

const TRIGGER_MS = 3000

export const newTrigger = (world: World, user: string): string => {
  const id = `${world.next()}.${randomBytes(6).toString('hex')}`
  world.triggers.set(id, { user, until: Date.now() + TRIGGER_MS })
  return id
}

export const newTs = (world: World): string => `1764000000.${String(world.next()).padStart(6, '0')}`

/** Ok, or Slack’s name for what was wrong. */
export const useTrigger = (
  world: World,
  id: unknown,
): { readonly user: string } | { readonly error: string } => {
  const found = typeof id === 'string' ? world.triggers.get(id) : undefined
  if (found === undefined) return { error: 'exchanged_trigger_id' }
  world.triggers.delete(String(id))
  return found.until < Date.now() ? { error: 'expired_trigger_id' } : { user: found.user }
}
