import type { Closed } from '../core/time.ts'
import type { Tenant } from '../domain/people.ts'
import type { House } from './context.ts'

/** Days on which nobody works in this organisation: its own closures, and the bank holidays of its region. */
export const closedFor = ({ holidays }: Pick<House, 'holidays'>, tenant: Tenant): Closed => {
  const closures = new Set(tenant.closures ?? [])
  const bank = tenant.region === undefined ? undefined : holidays?.(tenant.region)
  return day => (closures.has(day) ? 'closed' : bank?.(day))
}
