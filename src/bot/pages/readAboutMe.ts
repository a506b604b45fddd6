import type { Reading } from '../../domain/peopleStore.ts'
import type { Preference } from '../../domain/preference.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Told } from '../../domain/world.ts'
import type { Context } from '../context.ts'

/** Everything held about a person, as far as they may read it themselves. */
export interface AboutMe {
  readonly preference: Preference
  readonly relationships: readonly Relationship[]
  readonly records: readonly SupervisionRecord[]
  readonly readings: readonly Reading[]
  readonly told: readonly Told[]
  /** How many of each there are. */
  readonly counts: Readonly<
    Record<'actions' | 'agenda' | 'sessions' | 'dates' | 'notes' | 'said' | 'drafts', number>
  >
}

/** Lines of a conversation that are counted. */
export const CONVERSATION = 1000

export const readAboutMe = async ({
  house,
  scope,
  tenant,
  person,
  address,
}: Context): Promise<AboutMe> => {
  const { store } = house
  const [
    preference,
    relationships,
    records,
    readings,
    worlds,
    actions,
    agenda,
    sessions,
    dates,
    notes,
    said,
    runs,
  ] = await Promise.all([
    store.preference(scope),
    store.relationships(scope),
    store.records(scope),
    store.readings(scope),
    store.worlds([{ tenant: tenant.id, person: person.id }]),
    store.actions(scope),
    store.agendaItems(scope),
    store.sessions(scope),
    store.obligations(scope),
    store.notes(scope),
    store.conversation(scope, address, CONVERSATION),
    store.openRuns(scope),
  ])
  return {
    preference,
    relationships,
    records,
    readings,
    told: worlds[0]?.told ?? [],
    counts: {
      actions: actions.length,
      agenda: agenda.length,
      sessions: sessions.length,
      dates: dates.length,
      notes: notes.length,
      said: said.length,
      drafts: runs.length,
    },
  }
}
