import type { Action, AgendaItem, Session } from '../domain/action.ts'
import { isToFollow } from '../domain/moving.ts'
import type { Reader } from '../domain/record.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { RecordDocument } from './documents.ts'
import { notFound } from './errors.ts'
import { changeRecord } from './filing.ts'
import { chainOf, givable } from './givenRecords.ts'
import { openActions, openAgenda } from './lending.ts'
import { ofTenant, readable } from './query.ts'
import { allReaders, reads } from './readers.ts'
import { linesAbove, liveRelationship, ownRelationship, relationshipRing } from './relationships.ts'
import { audienceOf } from './sectionSeal.ts'
import { type Kind, sharedReaders, type Thing, type ThingDocument } from './things.ts'
import { untagged } from './veil.ts'
import { actionsIn, agendaIn, sessionsIn } from './work.ts'

interface Change {
  readonly from: Relationship
  readonly to: Relationship
}

/** What becomes of both when a thing goes over; undefined = it stays where it is. */
type Parting<T> = (
  thing: T,
) => { readonly left: Partial<T>; readonly taken: Partial<T> } | undefined

/** Writes what goes over anew, sealed for the new two, and closes the old one, whose readers stay as they are. */
const takeOver = async <T extends Thing, D extends ThingDocument>(
  base: Base,
  kind: Kind<T, D>,
  scope: Scope,
  { from, to }: Change,
  part: Parting<T>,
): Promise<void> => {
  const [old, next] = await Promise.all(
    [from, to].map(({ tenant, id }) => relationshipRing(base, tenant, id)),
  )
  if (old === undefined || next === undefined) throw notFound('relationship')
  const readers = sharedReaders(to, await linesAbove(base, to))
  const at = await base.tenantNow(scope.tenant)
  const query = readable(scope, at, { relationship: from.id })
  for (const document of await kind.table.list(query, { sort: { _id: 1 } })) {
    const thing = kind.fromDocument(old, document)
    const parted = part(thing)
    if (parted === undefined) continue
    const left = { ...thing, ...parted.left, rev: thing.rev + 1 }
    await kind.table.replace(
      ofTenant(scope.tenant, { _id: document._id, rev: thing.rev }),
      kind.toDocument(old, left, document.readers),
    )
    const anew = { id: base.ids(), relationship: to.id, rev: 0 }
    const taken = { ...thing, ...parted.taken, ...anew }
    await kind.table.insert([kind.toDocument(next, taken, readers)])
  }
}

/** A date still to come after the change, or one that is being looked for. */
const goesOver = (session: Session, { to }: Change): boolean => {
  const { state, on } = session
  return isToFollow(session) || ((state === 'planned' || state === 'moved') && on >= to.from)
}

const partActions =
  ({ from, to }: Change): Parting<Action> =>
  ({ state, owner }) => {
    if (!openActions.includes(state)) return undefined
    const coming = owner === personAs(from, 'supervisor') ? personAs(to, 'supervisor') : undefined
    return { left: { state: 'changed' }, taken: { owner: coming ?? owner } }
  }

const partAgenda: Parting<AgendaItem> = ({ state }) =>
  openAgenda.includes(state) ? { left: { state: 'dropped' }, taken: {} } : undefined

const partSessions =
  (change: Change): Parting<Session> =>
  session =>
    goesOver(session, change) ? { left: { state: 'cancelled' }, taken: {} } : undefined

const takeWorkOver = async (base: Base, scope: Scope, change: Change): Promise<void> => {
  const { tables } = base
  await takeOver(base, actionsIn(tables), scope, change, partActions(change))
  await takeOver(base, agendaIn(tables), scope, change, partAgenda)
  await takeOver(base, sessionsIn(tables), scope, change, partSessions(change))
}

/** The newest shared version of a record of these supervisions, if the actor may give it on. */
const givableRecord = async (
  base: Base,
  scope: Scope,
  id: string,
  chain: readonly string[],
): Promise<RecordDocument | undefined> => {
  const { tenant, actor } = scope
  const at = await base.tenantNow(tenant)
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  const query = readable(scope, at, { record: id, state: 'shared' })
  const [newest] = await base.tables.records.list(query, { sort: { version: -1 }, limit: 1 })
  if (newest === undefined || !chain.includes(newest.relationship)) return undefined
  return untagged(ring, givable, newest.kind) && reads(newest.readers, actor, at)
    ? newest
    : undefined
}

/** Shows the next supervisor what the pair shared in it; what is one person's alone stays that. */
const give = async (base: Base, document: RecordDocument, reader: Reader): Promise<void> => {
  const { tenant } = document
  const ring = await base.rings.need({ tenant, kind: 'tenant', id: tenant })
  const sections = document.sections.map(section =>
    audienceOf(ring, section) === 'pair' && section.author === undefined
      ? {
          ...section,
          readers: [...section.readers.filter(({ person }) => person !== reader.person), reader],
        }
      : section,
  )
  await changeRecord(base, document, { sections, readers: allReaders(sections) })
}

const giveRecords = async (
  base: Base,
  scope: Scope,
  { from, to }: Change,
  records: readonly string[],
): Promise<void> => {
  const person = personAs(to, 'supervisor')
  if (person === undefined) throw notFound('person')
  const chain = [from.id, ...(await chainOf(base, from))]
  for (const id of new Set(records)) {
    const document = await givableRecord(base, scope, id, chain)
    if (document === undefined) throw notFound('record')
    await give(base, document, { person, basis: 'supervisor' })
  }
}

/** By the worker, once the new supervision is confirmed. Done again it finds nothing left to do. */
export const handOver = async (
  base: Base,
  scope: Scope,
  ...[from, to, records]: readonly [string, string, readonly string[]]
): Promise<void> => {
  const before = await ownRelationship(base, scope, from)
  const next = await liveRelationship(base, scope, to)
  const isTheirs = [before, next].every(each => each && personAs(each, 'worker') === scope.actor)
  if (before === undefined || next?.follows !== from || !isTheirs) throw notFound('relationship')
  const change = { from: before, to: next }
  await takeWorkOver(base, scope, change)
  await giveRecords(base, scope, change, records)
}
