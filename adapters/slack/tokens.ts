import { AuthorizationError } from '@slack/bolt'
import * as z from 'zod'

import type { Places } from '../../src/core/adapter.ts'

/** What we hold for one workspace, or for a whole organisation of workspaces. */
const tokens = z.object({
  botToken: z.string().min(1),
  botId: z.string(),
  botUserId: z.string(),
  refreshToken: z.string().optional(),
  /** Epoch ms. */
  expiresAt: z.number().optional(),
})
export type Tokens = Readonly<z.infer<typeof tokens>>

/** How long tokens are believed without asking, ms: every payload asks for them. */
const FRESH_MS = 60_000

export const readTokens = (secret: string): Tokens | undefined => {
  try {
    return tokens.safeParse(JSON.parse(secret)).data
  } catch {
    return undefined
  }
}

export const writeTokens = (given: Tokens): string => JSON.stringify(given)

/** A workspace whose token stands in the configuration. */
export interface Fixed extends Tokens {
  readonly place: string
}

/** A payload from a place that is none of ours: it is acknowledged, and nothing comes of it. */
export class NotInstalled extends Error {
  constructor() {
    super('not installed there')
    this.name = 'NotInstalled'
  }
}

/** Bolt hands it on as the cause of an error of its own. */
export const isNotInstalled = (error: unknown): boolean =>
  error instanceof NotInstalled ||
  (error instanceof AuthorizationError && error.original instanceof NotInstalled)

export interface Keyring {
  /** Undefined: we are not installed there (any more). */
  of(place: string): Promise<Tokens | undefined>
  forget(place: string): void
}

/** The tokens by place; one that stands in the configuration counts for its own place alone. */
export const createKeyring = (
  places: Places,
  fixed: () => Fixed | undefined,
  now: () => number,
): Keyring => {
  const kept = new Map<string, { readonly until: number; readonly found: Tokens | undefined }>()
  const find = async (place: string): Promise<Tokens | undefined> => {
    const own = fixed()
    const known = await places.find(place)
    if (known === undefined) return undefined
    return own?.place === place ? own : readTokens(known.secret)
  }
  /** While the store is away, what was known last is as good as it gets: a window can still open. */
  const findOrRemember = async (place: string): Promise<Tokens | undefined> => {
    try {
      return await find(place)
    } catch (error) {
      const known = kept.get(place)
      if (known === undefined) throw error
      return known.found
    }
  }
  const asking = new Map<string, Promise<Tokens | undefined>>()
  const ask = async (place: string): Promise<Tokens | undefined> => {
    try {
      const found = await findOrRemember(place)
      if (kept.size > 5000) kept.clear()
      if (found !== undefined) kept.set(place, { found, until: now() + FRESH_MS })
      return found
    } finally {
      asking.delete(place)
    }
  }
  return {
    of: async place => {
      const known = kept.get(place)
      if (known !== undefined && now() < known.until) return known.found
      // Many messages to one place at once ask for its tokens once.
      const asked = asking.get(place) ?? ask(place)
      asking.set(place, asked)
      return asked
    },
    forget: place => {
      kept.delete(place)
    },
  }
}
