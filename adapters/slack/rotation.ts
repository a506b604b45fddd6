import * as z from 'zod'

import type { Place, Places } from '../../src/core/adapter.ts'
import type { Report } from './report.ts'
import { type Keyring, readTokens, type Tokens, writeTokens } from './tokens.ts'

/** Renewed this long before they expire, ms: Slack’s live for twelve hours. */
const AHEAD_MS = 2 * 3_600_000
/** One instance renews; another may try when it did not come back within this, ms. */
const LEASE_MS = 60_000

const renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
})

export interface Rotation {
  readonly places: Places
  readonly keyring: Keyring
  readonly now: () => number
  readonly report: Report
  /** `oauth.v2.access` with this refresh token, which counts once. */
  readonly renew: (refreshToken: string) => Promise<unknown>
}

const isDue = (
  tokens: Tokens | undefined,
  now: number,
): tokens is Tokens & { refreshToken: string } =>
  tokens?.refreshToken !== undefined &&
  tokens.expiresAt !== undefined &&
  tokens.expiresAt - now < AHEAD_MS

const rotate = async (
  { places, keyring, now, renew }: Rotation,
  { externalId }: Place,
): Promise<void> => {
  if (!(await places.lease(externalId, LEASE_MS))) return
  // Read again under the lease: another instance may just have done it.
  const place = await places.find(externalId)
  const old = place && readTokens(place.secret)
  if (place === undefined || !isDue(old, now())) return
  const { access_token, refresh_token, expires_in } = renewed.parse(await renew(old.refreshToken))
  const next: Tokens = {
    ...old,
    botToken: access_token,
    refreshToken: refresh_token,
    expiresAt: now() + expires_in * 1000,
  }
  await places.change(place, writeTokens(next))
  keyring.forget(externalId)
}

/** Renews what expires soon, wherever we are installed. */
export const rotateAll = async (rotation: Rotation): Promise<void> => {
  const { places, now, report } = rotation
  for (const place of await places.all()) {
    if (!isDue(readTokens(place.secret), now())) continue
    await rotate(rotation, place).catch((error: unknown) =>
      report('renewing a token failed', error),
    )
  }
}
