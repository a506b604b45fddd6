import { dateAt } from '../core/time.ts'
import type { Address } from '../core/turn.ts'
import type { Person, Tenant } from '../domain/people.ts'
import type { Context, House } from './context.ts'

export interface Who {
  readonly tenant: string
  readonly person: string
}

/** How long identities, people and a tenant's settings are believed without asking again, ms. */
const FRESH_MS = 30_000

interface Kept<T> {
  readonly value: T
  readonly until: number
}

/** Who is who, kept for half a minute so that an ordinary turn costs no reading. */
export interface Household {
  whoIs(address: Address): Promise<Who | undefined>
  context(who: Who, address: Address): Promise<Context | undefined>
  /** Epoch ms on this tenant's clock. */
  now(tenant: Tenant): number
  tenant(id: string): Promise<Tenant | undefined>
  /** Everybody of an organisation by id, as one of them may know them. */
  byId(who: Who): Promise<ReadonlyMap<string, Person>>
  /** Forgets what is kept: a demo clock was moved, somebody was added. */
  forget(): void
}

const addressKey = ({ platform, installation, user }: Address): string =>
  JSON.stringify([platform, installation, user])

export const createHousehold = (house: House): Household => {
  const identities = new Map<string, Kept<Who>>()
  const tenants = new Map<string, Kept<Tenant>>()
  const people = new Map<string, Kept<readonly Person[]>>()

  /** Made once for as long as the people are kept: a batch after the other asks for it. */
  const maps = new WeakMap<readonly Person[], ReadonlyMap<string, Person>>()

  const cached = async <T>(
    kept: Map<string, Kept<T>>,
    key: string,
    find: () => Promise<T | undefined>,
  ): Promise<T | undefined> => {
    const now = house.clock.now()
    const known = kept.get(key)
    if (known !== undefined && now < known.until) return known.value
    const value = await find()
    if (kept.size > 5000) kept.clear()
    if (value !== undefined) kept.set(key, { value, until: now + FRESH_MS })
    return value
  }

  const now = (tenant: Tenant): number => house.clock.now() + (tenant.demo ? tenant.offset : 0)
  const tenant = (id: string): Promise<Tenant | undefined> =>
    cached(tenants, id, () => house.store.tenant(id))

  const everyone = ({ tenant, person }: Who): Promise<readonly Person[] | undefined> =>
    cached(people, tenant, () => house.store.people({ tenant, actor: person }))

  return {
    now,
    tenant,
    byId: async who => {
      const known = (await everyone(who)) ?? []
      const made = maps.get(known) ?? new Map(known.map(each => [each.id, each]))
      maps.set(known, made)
      return made
    },
    whoIs: address => cached(identities, addressKey(address), () => house.store.whoIs(address)),
    context: async (who, address) => {
      const scope = { tenant: who.tenant, actor: who.person }
      const found = await tenant(who.tenant)
      const known = await everyone(who)
      const person = known?.find(({ id }) => id === who.person)
      if (found === undefined || person === undefined || known === undefined) return undefined
      const at = now(found)
      const moment = { now: at, today: dateAt(at, person.works.zone), ids: house.ids }
      return { house, tenant: found, person, people: known, scope, address, moment }
    },
    forget: () => {
      identities.clear()
      tenants.clear()
      people.clear()
    },
  }
}
