import { addDays } from '../core/time.ts'
import type { PeopleTx } from '../domain/peopleStore.ts'
import { type Relationship, relationship, rolesOf } from '../domain/relationship.ts'
import { type Rhythm, rhythm } from '../domain/rhythm.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { endBy } from './ending.ts'
import { notFound } from './errors.ts'
import { checkPresent, checkProposal, earlierOf, mayConfirm } from './proposal.ts'
import { keyOf, ofTenant } from './query.ts'
import {
  liveRelationship,
  markRelationship,
  ownRelationship,
  putRelationship,
} from './relationships.ts'

/** Two proposals for the same worker at once: one of them is repeated, and then sees the other. */
const takeTurns = async ({ tables }: Base, { tenant, parties }: Relationship): Promise<void> => {
  const whose = parties.find(({ role }) => role === 'worker' || role === 'learner')
  if (whose === undefined) return
  const query = ofTenant(tenant, { _id: keyOf(tenant, whose.person) })
  await tables.people.change(query, { $inc: { proposals: 1 } })
}

const propose = async (base: Base, scope: Scope, whole: Relationship): Promise<void> => {
  const next = relationship.parse({ ...whole, proposedBy: scope.actor })
  await checkProposal(base, scope, next)
  await takeTurns(base, next)
  const owner = { tenant: next.tenant, kind: 'relationship', id: next.id } as const
  const { ring, document } = base.rings.create(owner)
  await base.tables.rings.insert([document])
  await base.tables.relationships.insert([markRelationship(ring, next)])
}

const ownProposal = async (base: Base, scope: Scope, id: string): Promise<Relationship> => {
  const found = await ownRelationship(base, scope, id)
  if (found?.state !== 'proposed') throw notFound('proposal')
  return found
}

const confirm = async (base: Base, scope: Scope, id: string, on: string): Promise<Relationship> => {
  const proposed = await ownProposal(base, scope, id)
  const from = on > proposed.from ? on : proposed.from
  const isPast = proposed.until !== undefined && proposed.until < from
  if (isPast || !mayConfirm(proposed, scope.actor)) throw notFound('proposal')
  await checkPresent(base, proposed)
  const earlier = await earlierOf(base, proposed)
  const confirmed: Relationship = { ...proposed, state: 'confirmed', from }
  await putRelationship(base, confirmed)
  if (confirmed.follows !== undefined && earlier?.state === 'confirmed') {
    const dayBefore = addDays(from, -1)
    const [last = dayBefore] = [dayBefore, earlier.until ?? dayBefore].sort()
    await endBy(base, earlier, last, on)
  }
  return confirmed
}

const decline = async (base: Base, scope: Scope, id: string, on: string): Promise<void> => {
  const proposed = await ownProposal(base, scope, id)
  // It never was: its last day lies before its first one, so that it counts on no day at all.
  const until = on < proposed.from ? on : addDays(proposed.from, -1)
  await putRelationship(base, { ...proposed, state: 'ended', until })
}

const setRhythm = async (base: Base, scope: Scope, id: string, wanted: Rhythm): Promise<void> => {
  const live = await liveRelationship(base, scope, id)
  const isOrdinary = live?.kind === 'supervision' && live.covers === undefined
  const roles = live === undefined ? [] : rolesOf(live, scope.actor)
  const isTheirs = roles.some(role => role === 'supervisor' || role === 'worker')
  if (live === undefined || !isOrdinary || !isTheirs) throw notFound('relationship')
  await putRelationship(base, { ...live, rhythm: rhythm.parse(wanted) })
}

type ProposingTx = Pick<PeopleTx, 'propose' | 'confirm' | 'decline' | 'setRhythm'>

export const proposingTx = (base: Base, scope: Scope): ProposingTx => ({
  propose: next => propose(base, scope, next),
  confirm: (id, on) => confirm(base, scope, id, on),
  decline: (id, on) => decline(base, scope, id, on),
  setRhythm: (id, wanted) => setRhythm(base, scope, id, wanted),
})
