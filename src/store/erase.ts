import type { PeopleStore } from '../domain/peopleStore.ts'
import type { Anchor } from './anchor.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import type { RingDocument } from './documents.ts'
import { notFound } from './errors.ts'
import { leave } from './leaving.ts'
import { removeAdmin } from './people.ts'
import { type Fields, keyOf, ofPerson, ofTenant, type Query } from './query.ts'
import { type Owner, unlessErased } from './rings.ts'
import { atomically } from './session.ts'
import { kekState, type System } from './system.ts'
import { dayOf } from './tenantClock.ts'

/** Who stands in the trail for what is done from the machine itself. */
export const OPERATOR = 'operator'

export interface Erasure {
  readonly owner: Owner
  /** Epoch ms, server time. */
  readonly at: number
  /** True until the key that wrapped it is retired: logs and backups of the database still hold the wrapped one. */
  readonly pending: boolean
}

/** An organisation takes everybody and everything in it along. */
const ringsOf = ({ tenant, kind, id }: Owner): Query =>
  kind === 'tenant' ? ofTenant(tenant) : ofTenant(tenant, { _id: keyOf(tenant, kind, id) })

const DROPPED = {
  $set: { state: 'dropped' },
  $unset: { nextAt: 1, claim: 1 },
  $inc: { fence: 1 },
} as const

const removeTraces = async ({ tables }: Base, { tenant, kind, id }: Owner): Promise<void> => {
  if (kind === 'relationship') return
  const theirs = (wanted: Fields = {}) =>
    kind === 'tenant' ? ofTenant(tenant, wanted) : ofPerson({ tenant, person: id }, wanted)
  await tables.addresses.remove(theirs())
  await tables.codes.remove(theirs())
  if (kind === 'tenant') await tables.installations.remove(theirs())
  await tables.turns.remove(theirs())
  await tables.preferences.remove(theirs())
  await tables.importKeys.remove(theirs())
  await tables.deliveries.change(theirs({ state: 'pending' }), DROPPED)
}

/** By whom, and for a person their last day (ISO). */
interface Wish {
  readonly actor: string
  readonly on: string
}

/**
 * Destroys the key of what this owner said; a tombstone stays, and a person leaves. Repeating it changes nothing.
 * Without a `wish` it is done from the machine itself, today.
 */
export const destroyRing = async (
  base: Base,
  anchor: Anchor,
  owner: Owner,
  wish?: Wish,
): Promise<void> => {
  const { rings } = base.tables
  const { tenant, kind, id } = owner
  const at = base.now()
  let destroyed: readonly Owner[] = []
  const destroy = async (): Promise<void> => {
    const found = await rings.list(ringsOf(owner))
    if (found.length === 0) throw notFound(kind)
    const open = found.filter(({ wrapped }) => wrapped !== undefined)
    if (open.length === 0) return
    const { actor, on } = wish ?? { actor: OPERATOR, on: dayOf(await base.tenantNow(tenant)) }
    const trail = auditTx(base, { tenant, actor })
    await unlessErased(() => trail.audit({ action: 'erased', object: `${kind}/${id}` }))
    if (kind === 'person') {
      await leave(base, tenant, id, on)
      await removeAdmin(base, tenant, id)
    }
    await removeTraces(base, owner)
    for (const { _id } of open) {
      await rings.change(ofTenant(tenant, { _id }), {
        $set: { destroyedAt: at },
        $unset: { wrapped: 1 },
      })
    }
    destroyed = open.map(ownerOf)
  }
  await atomically(base.connection, destroy)
  for (const each of destroyed) base.rings.forget(each)
  await anchor.append([{ is: 'erased', ...owner, at }])
}

const ownerOf = ({ tenant, owner }: RingDocument): Owner => ({ tenant, ...owner })

/** Every erasure, and whether it is complete. */
export const erasures = async (base: Base, system: System): Promise<readonly Erasure[]> => {
  const inUse = new Set((await kekState(system))?.inUse.map(({ name }) => name))
  const found = await base.tables.rings.bare.find({ destroyedAt: { $exists: true } }).toArray()
  return found.map(base.tables.rings.parse).map(each => ({
    owner: ownerOf(each),
    at: each.destroyedAt ?? 0,
    pending: inUse.has(each.kek),
  }))
}

/** One's own wish to be forgotten, with `on` as one's last day. */
export const forgettingStore = (base: Base, anchor: Anchor): Pick<PeopleStore, 'forget'> => ({
  forget: ({ tenant, actor }, on) =>
    destroyRing(base, anchor, { tenant, kind: 'person', id: actor }, { actor, on }),
})
