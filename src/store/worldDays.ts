import { addDays, dateAt } from '../core/time.ts'
import type { Tenant } from '../domain/people.ts'
import type { Base } from './base.ts'

/** How far back a world reaches. */
const WORLD_DAYS = 400
const DAY_MS = 24 * 60 * 60_000

/** The days of each organisation. */
export interface Days {
  /** Epoch ms on the tenant's clock. */
  now(tenant: string): number
  /** The ISO date so many days ago, there. */
  ago(tenant: string, days: number): string
  /** Since when what was matters still: ISO date and epoch ms. */
  since(tenant: string): { readonly on: string; readonly at: number }
}

export const daysOf = (base: Base, tenants: ReadonlyMap<string, Tenant>): Days => {
  const at = base.now()
  const now = (tenant: string): number => {
    const found = tenants.get(tenant)
    return at + (found?.demo === true ? found.offset : 0)
  }
  const today = new Map([...tenants].map(([id, { zone }]) => [id, dateAt(now(id), zone)] as const))
  const ago = (tenant: string, days: number) =>
    addDays(today.get(tenant) ?? dateAt(at, 'UTC'), -days)
  const since = (tenant: string) => ({
    on: ago(tenant, WORLD_DAYS),
    at: now(tenant) - WORLD_DAYS * DAY_MS,
  })
  return { now, ago, since }
}
