import { addDays } from '../core/time.ts'
import type { Base } from './base.ts'
import { endNow } from './ending.ts'
import { lookAt } from './looks.ts'
import { keyOf, ofTenant } from './query.ts'
import { putRelationship, relationshipsAmong } from './relationships.ts'

/** Whoever is forgotten leaves on this day: what they were part of ends, what they were offered never was. */
export const leave = async (
  base: Base,
  tenant: string,
  person: string,
  on: string,
): Promise<void> => {
  const theirs = await relationshipsAmong(base, tenant, [person])
  const going = theirs.filter(({ state }) => state !== 'ended')
  for (const each of going) {
    const { state, from, until = on } = each
    if (state === 'confirmed') await endNow(base, each, until < on ? until : on)
    else await putRelationship(base, { ...each, state: 'ended', until: addDays(from, -1) })
  }
  const document = await base.tables.people.one(ofTenant(tenant, { _id: keyOf(tenant, person) }))
  if (document !== undefined && (document.left ?? on) >= on) {
    await base.tables.people.change(ofTenant(tenant, { _id: document._id }), { $set: { left: on } })
  }
  const others = going.flatMap(({ parties }) => parties.map(each => each.person))
  await lookAt(
    base,
    tenant,
    others.filter(each => each !== person),
  )
}
