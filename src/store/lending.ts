import type { Action, AgendaItem, Session } from '../domain/action.ts'
import type { Obligation } from '../domain/obligation.ts'
import type { Reader } from '../domain/record.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { StoredReader } from './documents.ts'
import { notFound } from './errors.ts'
import { ofTenant, operator } from './query.ts'
import { findRelationship, liveRelationship, relationshipRing } from './relationships.ts'
import { reread } from './rereading.ts'
import { coveringReader } from './things.ts'

/** What is not done with yet. */
export const openActions: readonly Action['state'][] = ['open', 'partly']
export const openAgenda: readonly AgendaItem['state'][] = ['open', 'parked']
const dates: readonly Session['state'][] = ['planned', 'held', 'moved']

const goingOn: readonly Obligation['state'][] = ['open', 'paused']

const withReader =
  (reader: Reader) =>
  ({ readers }: { readonly readers: readonly StoredReader[] }): readonly StoredReader[] => {
    const others = readers.filter(({ person, until }) => person !== reader.person || !until)
    return [...others, reader]
  }

const show = async (base: Base, covered: Relationship, reader: Reader): Promise<void> => {
  const { tenant, id } = covered
  const ring = await relationshipRing(base, tenant, id)
  if (ring === undefined) throw notFound('relationship')
  const { actions, agenda, sessions, obligations } = base.tables
  const inState = (states: readonly string[]) =>
    ofTenant(tenant, { relationship: id, state: operator({ $in: states }) })
  const readers = withReader(reader)
  await reread(ring, 'action', actions, inState(openActions), readers)
  await reread(ring, 'agenda item', agenda, inState(openAgenda), readers)
  await reread(ring, 'session', sessions, inState(dates), readers)
  await reread(ring, 'obligation', obligations, inState(goingOn), readers)
}

/** A cover reads what is open and the dates of the supervision they cover; nothing of its records. */
export const lend = async (base: Base, scope: Scope, id: string): Promise<void> => {
  const cover = await liveRelationship(base, scope, id)
  const covered =
    cover?.covers === undefined
      ? undefined
      : await findRelationship(base, scope.tenant, cover.covers)
  const isSame = cover && covered && personAs(cover, 'worker') === personAs(covered, 'worker')
  if (!isSame || covered.state !== 'confirmed') throw notFound('relationship')
  for (const reader of coveringReader(cover)) await show(base, covered, reader)
}

/** What a cover was shown of the supervision they covered is closed to them as soon as it ends. */
export const takeBack = async (base: Base, { tenant, covers, parties }: Relationship) => {
  if (covers === undefined) return
  const ring = await relationshipRing(base, tenant, covers)
  if (ring === undefined) return
  const covering = parties.find(({ role }) => role === 'supervisor')?.person
  const { actions, agenda, sessions, obligations } = base.tables
  const wanted = ofTenant(tenant, { relationship: covers })
  const readers = ({ readers }: { readonly readers: readonly StoredReader[] }) =>
    readers.filter(({ person, until }) => person !== covering || until === undefined)
  await reread(ring, 'action', actions, wanted, readers)
  await reread(ring, 'agenda item', agenda, wanted, readers)
  await reread(ring, 'session', sessions, wanted, readers)
  await reread(ring, 'obligation', obligations, wanted, readers)
}
