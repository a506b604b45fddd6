import type { Audience } from '../domain/circle.ts'
import type { Reader } from '../domain/record.ts'
import { personAs, type Relationship, rolesOf } from '../domain/relationship.ts'
import type { Scope, Tx } from '../domain/store.ts'
import type { Base } from './base.ts'
import { notFound } from './errors.ts'
import { changeRecord } from './filing.ts'
import { givenRecords } from './givenRecords.ts'
import { takeBack } from './lending.ts'
import { ofTenant } from './query.ts'
import { allReaders, circleOf, readersAfter, readersUntil } from './readers.ts'
import {
  findRelationship,
  ownRelationship,
  putRelationship,
  relationshipRing,
} from './relationships.ts'
import { isBased, type Readable, reread } from './rereading.ts'
import type { Ring } from './rings.ts'
import { audienceOf } from './sectionSeal.ts'

type Rule = (readers: readonly Reader[], audience: Audience) => Reader[]

const endWork = async (base: Base, ring: Ring, ended: Relationship, rule: Rule): Promise<void> => {
  const { tables } = base
  const circle = circleOf(ended)
  if (circle === undefined) return
  const wanted = ofTenant(ended.tenant, { relationship: ended.id })
  const after =
    (audience: Audience) =>
    ({ readers }: Readable) =>
      rule(readers.filter(isBased), audience)
  // A run whose dialog is not named in the clear is one of the restricted circle.
  await reread(ring, 'run', tables.runs, wanted, run =>
    after(run.named === undefined ? circle : 'restricted')(run),
  )
  await reread(ring, 'action', tables.actions, wanted, after(circle))
  await reread(ring, 'agenda item', tables.agenda, wanted, after(circle))
  await reread(ring, 'session', tables.sessions, wanted, after(circle))
  await reread(ring, 'obligation', tables.obligations, wanted, after(circle))
}

/** What the supervisor of `ended` was given to read when they took over. */
const endGiven = async (base: Base, ended: Relationship, rule: Rule): Promise<void> => {
  const supervisor = personAs(ended, 'supervisor')
  for (const document of await givenRecords(base, ended)) {
    const sections = document.sections.map(section => ({
      ...section,
      readers: section.readers.flatMap(reader =>
        reader.person === supervisor ? rule([reader], 'pair') : [reader],
      ),
    }))
    await changeRecord(base, document, { sections, readers: allReaders(sections) })
  }
}

const endRecords = async (base: Base, ring: Ring, ended: Relationship, rule: Rule) => {
  const { tables, rings } = base
  const { tenant, id } = ended
  const tenantRing = await rings.need({ tenant, kind: 'tenant', id: tenant })
  for (const document of await tables.records.list(ofTenant(tenant, { relationship: id }))) {
    const sections = document.sections.map(section => {
      const audience = audienceOf(tenantRing, section) ?? 'restricted'
      return { ...section, readers: rule(section.readers, audience) }
    })
    const readers = allReaders(sections)
    await changeRecord(base, document, { sections, readers })
    const { record, version } = document
    const wanted = ofTenant(tenant, { record, version })
    await reread(ring, 'stance', tables.stances, wanted, () => readers)
  }
}

const endWith = async (base: Base, ended: Relationship, rule: Rule): Promise<void> => {
  const ring = await relationshipRing(base, ended.tenant, ended.id)
  if (ring === undefined) throw notFound('relationship')
  await putRelationship(base, ended)
  await endWork(base, ring, ended, rule)
  await endRecords(base, ring, ended, rule)
  await endGiven(base, ended, rule)
}

/** Whoever asks; the caller has checked that. */
export const endNow = (base: Base, live: Relationship, on: string): Promise<void> => {
  if (live.state !== 'confirmed') throw notFound('relationship')
  const ended: Relationship = { ...live, state: 'ended', until: on }
  return endWith(base, ended, (readers, audience) => readersAfter(readers, audience, on))
}

/** As `endNow`; but while its last day is still to come (`today` is ISO) the two go on until then. */
export const endBy = (base: Base, live: Relationship, on: string, today: string): Promise<void> =>
  on < today
    ? endNow(base, live, on)
    : endWith(base, { ...live, until: on }, (readers, audience) =>
        readersUntil(readers, audience, on),
      )

/** A party’s own; a cover also by the supervisor it stands in for, who may be back sooner. */
const endable = async (base: Base, scope: Scope, id: string): Promise<Relationship | undefined> => {
  const own = await ownRelationship(base, scope, id)
  if (own !== undefined) return own
  const found = await findRelationship(base, scope.tenant, id)
  if (found?.covers === undefined) return undefined
  const covered = await ownRelationship(base, scope, found.covers)
  return covered && rolesOf(covered, scope.actor).includes('supervisor') ? found : undefined
}

const end = async (base: Base, scope: Scope, id: string, on: string): Promise<void> => {
  const relationship = await endable(base, scope, id)
  if (relationship?.state !== 'confirmed') throw notFound('relationship')
  await endNow(base, relationship, on)
  await takeBack(base, relationship)
}

export const endingTx = (base: Base, scope: Scope): Pick<Tx, 'endRelationship'> => ({
  endRelationship: (id, on) => end(base, scope, id, on),
})
