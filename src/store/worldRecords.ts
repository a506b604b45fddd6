import { recordKindIds } from '../domain/record.ts'
import type { Stance } from '../domain/stance.ts'
import { standingOf } from '../domain/standing.ts'
import type { Who } from '../domain/store.ts'
import type { WaitingRecord } from '../domain/world.ts'
import type { Base } from './base.ts'
import { byTenant, readMany } from './bulk.ts'
import type { RecordDocument, StanceDocument } from './documents.ts'
import { keyOf } from './query.ts'
import { reads } from './readers.ts'
import { checkRecord } from './recordSeal.ts'
import type { Owner } from './rings.ts'
import { openStance } from './stances.ts'
import { untagged } from './veil.ts'
import type { Days } from './worldDays.ts'

export interface Waiting extends Who {
  readonly record: WaitingRecord
}

const tenantOwner = ({ tenant }: RecordDocument): Owner => ({ tenant, kind: 'tenant', id: tenant })
const sharedOwner = ({ tenant, relationship }: RecordDocument): Owner => ({
  tenant,
  kind: 'relationship',
  id: relationship,
})

const versionKey = ({ tenant, record, version }: StanceDocument | RecordDocument) =>
  keyOf(tenant, record, version)

/** Whoever has said nothing at all of this version: only then is a stance opened. */
const isComplete = (
  { stances, parties }: RecordDocument,
  taken: readonly StanceDocument[],
): boolean =>
  stances.every(role => {
    const person = parties.find(party => party.role === role)?.person
    return taken.some(each => each.person === person && each.undoneAt === undefined)
  })

const waitsFor = (
  { parties, author }: RecordDocument,
  missing: readonly string[],
  person: string,
): WaitingRecord['waitsFor'] | undefined => {
  const roles = parties.filter(party => party.person === person).map(({ role }) => role)
  if (roles.some(role => missing.includes(role))) return 'me'
  return roles.some(role => role === author) ? 'worker' : undefined
}

const readShared = (base: Base, all: readonly Who[], days: Days) =>
  readMany(
    base.tables.records,
    byTenant(all, those => ({
      'readers.person': { $in: those.map(({ person }) => person) },
      state: 'shared' as const,
      filedAt: { $gte: days.since(those[0]?.tenant ?? '').at },
    })),
  )

const readStances = async (base: Base, records: readonly RecordDocument[]) => {
  const filter = byTenant(records, those => ({ record: { $in: those.map(each => each.record) } }))
  const byVersion = new Map<string, StanceDocument[]>()
  for (const each of await readMany(base.tables.stances, filter)) {
    byVersion.set(versionKey(each), [...(byVersion.get(versionKey(each)) ?? []), each])
  }
  return byVersion
}

/** Shared records of live relationships that wait for somebody, for each of these people whom it concerns. */
export const readWaiting = async (
  base: Base,
  all: readonly Who[],
  live: ReadonlySet<string>,
  days: Days,
): Promise<readonly Waiting[]> => {
  const shared = await readShared(base, all, days)
  const records = shared.filter(each => live.has(keyOf(each.tenant, each.relationship)))
  const stances = await readStances(base, records)
  const ringFor = await base.rings.several(
    records.flatMap(each => [sharedOwner(each), tenantOwner(each)]),
  )
  return records.flatMap(document => {
    const taken = stances.get(versionKey(document)) ?? []
    const [ring, tenantRing] = [ringFor(sharedOwner(document)), ringFor(tenantOwner(document))]
    if (ring === undefined || tenantRing === undefined || isComplete(document, taken)) return []
    checkRecord(ring, document)
    const opened: readonly Stance[] = taken.map(each => openStance(ring, each))
    const standing = standingOf(document, opened)
    const kind = untagged(tenantRing, recordKindIds, document.kind)
    if (standing.is !== 'waiting' || kind === undefined) return []
    const { tenant, record, version, relationship, filedAt, readers } = document
    const now = days.now(tenant)
    return all.flatMap(({ tenant: theirs, person }): Waiting[] => {
      const isTheirs = theirs === tenant && reads(readers, person, now)
      const whom = isTheirs ? waitsFor(document, standing.for, person) : undefined
      if (whom === undefined) return []
      const waiting = { record, version, relationship, kind, filedAt, waitsFor: whom }
      return [{ tenant, person, record: waiting }]
    })
  })
}
