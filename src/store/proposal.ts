import { ThroughlineError } from '../core/errors.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { conflict, notFound } from './errors.ts'
import { findPerson, findTenant } from './people.ts'
import { findRelationship, linesAbove, relationshipsAmong, stillOn } from './relationships.ts'
import { dayOf } from './tenantClock.ts'

/** Who makes one of a kind; the last ones may be missing. Reporting lines are the organisation's to set. */
const casts: Readonly<Record<Relationship['kind'], readonly (readonly string[])[]>> = {
  supervision: [['supervisor', 'worker']],
  coaching: [
    ['coach', 'learner'],
    ['coach', 'learner', 'sponsor'],
  ],
  line: [],
}

const malformed = (): ThroughlineError =>
  new ThroughlineError(
    'input-refused',
    'This is neither a supervision of two people, nor a cover with a last day, nor a coaching.',
    'Name each person once, and for a cover its last day.',
  )

const checkShape = ({ kind, parties, from, until, covers, follows, rhythm }: Relationship) => {
  const roles = parties.map(({ role }) => role).sort()
  const isCast = casts[kind].some(cast => cast.join() === roles.join())
  const isOnceEach = new Set(parties.map(({ person }) => person)).size === parties.length
  const isInOrder = until === undefined || until >= from
  const isOther = covers !== undefined || follows !== undefined
  const isOneThing = covers === undefined || (follows === undefined && rhythm === undefined)
  if (!isCast || !isOnceEach || !isInOrder || !isOneThing) throw malformed()
  if (isOther && kind !== 'supervision') throw malformed()
  if (covers !== undefined && until === undefined) throw malformed()
}

/** All of them are people of the organisation whose last day has not passed, and who were not erased. */
export const checkPresent = async (base: Base, { tenant, parties }: Relationship) => {
  const today = dayOf(await base.tenantNow(tenant))
  for (const { person: id } of parties) {
    const found = await findPerson(base, tenant, id)
    const ring = found && (await base.rings.find({ tenant, kind: 'person', id }))
    const isHere = found?.left === undefined || found.left >= today
    if (found === undefined || ring === undefined || !isHere) throw notFound('person')
  }
}

/** The supervision that this one covers or follows; throws 'not-found' unless it is one of the same worker. */
export const earlierOf = async (
  base: Base,
  next: Relationship,
): Promise<Relationship | undefined> => {
  const id = next.covers ?? next.follows
  if (id === undefined) return undefined
  const earlier = await findRelationship(base, next.tenant, id)
  const isSupervision = earlier?.kind === 'supervision' && earlier.covers === undefined
  if (earlier === undefined || !isSupervision) throw notFound('relationship')
  const isSameWorker = personAs(earlier, 'worker') === personAs(next, 'worker')
  const isSameSupervisor = personAs(earlier, 'supervisor') === personAs(next, 'supervisor')
  const [live] = await stillOn(base, next.tenant, earlier.state === 'confirmed' ? [earlier] : [])
  const mayBeOver = next.follows !== undefined && earlier.state !== 'proposed'
  if (!isSameWorker || isSameSupervisor || (live === undefined && !mayBeOver)) {
    throw notFound('relationship')
  }
  return earlier
}

/** Whoever leaves a supervision, for a while or for good, sees to it themselves; so does their manager. */
const leaves = async (base: Base, earlier: Relationship, actor: string): Promise<boolean> =>
  personAs(earlier, 'supervisor') === actor ||
  (await linesAbove(base, earlier)).some(line => personAs(line, 'supervisor') === actor)

const mayPropose = async (
  base: Base,
  { tenant, actor }: Scope,
  next: Relationship,
  earlier: Relationship | undefined,
): Promise<boolean> =>
  next.parties.some(({ person }) => person === actor) ||
  (earlier !== undefined && (await leaves(base, earlier, actor))) ||
  ((await findTenant(base, tenant))?.admins ?? []).includes(actor)

const overlap = (one: Relationship, other: Relationship): boolean =>
  (one.until ?? other.from) >= other.from && (other.until ?? one.from) >= one.from

const isSame = (one: Relationship, other: Relationship): boolean =>
  one.kind === other.kind &&
  one.covers === other.covers &&
  personAs(one, 'worker') === personAs(other, 'worker')

/** Throws 'store-conflict' when the same two have, or were offered, a supervision like this one. */
const checkNew = async (base: Base, next: Relationship): Promise<void> => {
  if (next.kind !== 'supervision') return
  const people = next.parties.map(({ person }) => person)
  const known = await relationshipsAmong(base, next.tenant, people)
  const others = known.filter(each => each.state !== 'ended' && isSame(each, next))
  if (others.some(each => overlap(each, next))) throw conflict('supervision of these two people')
}

/** Throws 'input-refused', 'not-found' or 'store-conflict' unless the actor may propose it. */
export const checkProposal = async (base: Base, scope: Scope, next: Relationship) => {
  if (next.tenant !== scope.tenant || next.state !== 'proposed') throw notFound('relationship')
  checkShape(next)
  const earlier = await earlierOf(base, next)
  if (!(await mayPropose(base, scope, next, earlier))) throw notFound('relationship')
  await checkPresent(base, next)
  await checkNew(base, next)
}

/** Nobody confirms what they proposed. A cover is for the one who covers to take on, a new supervisor for the worker to accept. */
export const mayConfirm = (proposed: Relationship, actor: string): boolean => {
  const { proposedBy, covers, follows } = proposed
  if (proposedBy === actor || !proposed.parties.some(({ person }) => person === actor)) return false
  const role = covers === undefined ? follows && ('worker' as const) : ('supervisor' as const)
  const wanted = role && personAs(proposed, role)
  return wanted === undefined || wanted === proposedBy || wanted === actor
}
