import type { Claim } from '../domain/store.ts'
import type { SendWork } from './nudges/sending.ts'

/** Everybody of an organisation by id, or undefined when that cannot be read. */
const peopleFor = async ({ house, report }: SendWork, tenant: string, actor: string) => {
  try {
    return await house.store.people({ tenant, actor })
  } catch (error) {
    report('look', error)
    return undefined
  }
}

/** Of those about whom nothing could be read: who has left or was erased. With the others something is wrong. */
export const goneAmong = async (
  work: SendWork,
  claims: readonly Claim[],
): Promise<ReadonlySet<Claim>> => {
  const gone = new Set<Claim>()
  for (const tenant of new Set(claims.map(claim => claim.tenant))) {
    const here = claims.filter(claim => claim.tenant === tenant)
    const [first] = here
    const people = first && (await peopleFor(work, tenant, first.person))
    const stays = new Set(people?.filter(({ left }) => left === undefined).map(({ id }) => id))
    if (people === undefined) continue
    for (const claim of here) if (!stays.has(claim.person)) gone.add(claim)
  }
  return gone
}
