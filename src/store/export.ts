import type { Store, TenantExport } from '../domain/store.ts'
import { auditTrail } from './audit.ts'
import type { Base } from './base.ts'
import { findDeliveries, noLook } from './deliveries.ts'
import { notFound } from './errors.ts'
import { findNotes } from './notes.ts'
import { obligationsIn } from './obligations.ts'
import { everybody, findTenant, plainAddress } from './people.ts'
import { allPreferences } from './preferences.ts'
import { ofPerson, ofTenant } from './query.ts'
import { findRecords, openAll } from './records.ts'
import { allRelationships } from './relationships.ts'
import { findRuns } from './runs.ts'
import { asSaid, openSaid } from './said.ts'
import { atomically } from './session.ts'
import { findStances } from './stances.ts'
import { allThings } from './things.ts'
import { actionsIn, agendaIn, sessionsIn } from './work.ts'

const everything = () => true

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byId = <T extends { readonly id: string; readonly version?: number }>(
  all: readonly T[],
): readonly T[] =>
  [...all].sort((a, b) => compare(a.id, b.id) || (a.version ?? 0) - (b.version ?? 0))

const peopleOf = async (base: Base, tenant: string) => {
  const all = []
  for (const person of await everybody(base, tenant)) {
    const own = ofPerson({ tenant, person: person.id })
    const addresses = await base.tables.addresses.list(own, { sort: { _id: 1 } })
    all.push({ person, addresses: addresses.map(plainAddress) })
  }
  return all
}

/** All that was said with somebody, at every address. */
export const conversationOf = async ({ tables, rings }: Base, tenant: string, person: string) => {
  const ring = await rings.find({ tenant, kind: 'person', id: person })
  if (ring === undefined) return { person, entries: [] }
  const turns = await tables.turns.one(ofPerson({ tenant, person }))
  const said = await tables.said.list(ofPerson({ tenant, person }))
  const once = new Map([...said, ...(turns?.replies ?? [])].map(each => [each.id, each]))
  const inOrder = [...once.values()].sort(asSaid)
  return { person, entries: inOrder.map(each => openSaid(ring, each)) }
}

const exportTenant = async (base: Base, id: string): Promise<TenantExport> => {
  const { tables } = base
  const tenant = await findTenant(base, id)
  if (tenant === undefined) throw notFound('organisation')
  const people = await peopleOf(base, id)
  const conversations = []
  for (const { person } of people) conversations.push(await conversationOf(base, id, person.id))
  const records = await findRecords(base, ofTenant(id))
  return {
    tenant,
    people,
    relationships: await allRelationships(base, id),
    preferences: await allPreferences(base, id),
    obligations: byId(await allThings(base, obligationsIn(tables), id)),
    sessions: byId(await allThings(base, sessionsIn(tables), id)),
    records: byId(await openAll(base, records, everything)),
    stances: byId(await findStances(base, ofTenant(id))),
    actions: byId(await allThings(base, actionsIn(tables), id)),
    agendaItems: byId(await allThings(base, agendaIn(tables), id)),
    runs: byId(await findRuns(base, ofTenant(id), everything)),
    notes: byId(await findNotes(base, ofTenant(id))),
    deliveries: byId(await findDeliveries(base, ofTenant(id, { kind: noLook }))),
    audit: await auditTrail(base, id),
    conversations,
  }
}

/** For an operator with the key, never for a person: everything of a tenant in the clear. */
export const exportStore = (base: Base): Pick<Store, 'exportTenant'> => ({
  // In a transaction, so that it is one moment of a database that others go on using.
  exportTenant: tenant => atomically(base.connection, () => exportTenant(base, tenant)),
})
