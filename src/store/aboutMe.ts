import type { PeopleStore, PersonExport, Reading } from '../domain/peopleStore.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { notFound } from './errors.ts'
import { conversationOf } from './export.ts'
import { findNotes } from './notes.ts'
import { obligationsIn } from './obligations.ts'
import { findPerson } from './people.ts'
import { preferenceOf } from './preferences.ts'
import { operator, type Query, readable } from './query.ts'
import { reads } from './readers.ts'
import { checkRecord, recordRings } from './recordSeal.ts'
import { findRecords, openAll } from './records.ts'
import { relationshipsAmong } from './relationships.ts'
import { atomically } from './session.ts'
import { findStances } from './stances.ts'
import { findThings } from './things.ts'
import { actionsIn, agendaIn, sessionsIn } from './work.ts'

const findReadings = async (base: Base, query: Query): Promise<readonly Reading[]> => {
  const all: Reading[] = []
  for (const document of await findRecords(base, query)) {
    const keys = await recordRings(base, document)
    if (keys === undefined) continue
    checkRecord(keys.shared, document)
    const { record, version, opened } = document
    for (const [person, at] of Object.entries(opened)) all.push({ record, version, person, at })
  }
  return all.sort((a, b) => b.at - a.at)
}

const readings = async (base: Base, scope: Scope) =>
  findReadings(base, readable(scope, await base.tenantNow(scope.tenant)))

/** Of the actor's own relationships: what others lent or gave them to read is not theirs to take along. */
const exportPerson = async (base: Base, scope: Scope): Promise<PersonExport> => {
  const { tables } = base
  const { tenant, actor } = scope
  const person = await findPerson(base, tenant, actor)
  const ring = person && (await base.rings.find({ tenant, kind: 'person', id: actor }))
  if (person === undefined || ring === undefined) throw notFound('person')
  const at = await base.tenantNow(tenant)
  const relationships = await relationshipsAmong(base, tenant, [actor])
  const own = { relationship: operator({ $in: relationships.map(({ id }) => id) }) }
  const query = readable(scope, at, own)
  return {
    person,
    preference: await preferenceOf(base, scope),
    relationships,
    records: await openAll(base, await findRecords(base, query), ({ readers }) =>
      reads(readers, actor, at),
    ),
    stances: await findStances(base, query),
    actions: await findThings(base, actionsIn(tables), query),
    agendaItems: await findThings(base, agendaIn(tables), query),
    sessions: await findThings(base, sessionsIn(tables), query),
    obligations: await findThings(base, obligationsIn(tables), query),
    notes: await findNotes(base, readable(scope, at, { author: actor })),
    readings: await findReadings(base, query),
    conversation: (await conversationOf(base, tenant, actor)).entries,
  }
}

export const aboutMeStore = (base: Base): Pick<PeopleStore, 'readings' | 'exportPerson'> => ({
  readings: scope => readings(base, scope),
  // In a transaction, so that it is one moment of what others go on changing.
  exportPerson: scope => atomically(base.connection, () => exportPerson(base, scope)),
})
