import { officeHours } from '../../../src/domain/people.ts'
import type { Relationship } from '../../../src/domain/relationship.ts'
import type { Seed } from '../../../src/domain/store.ts'

export const TENANT = 'hearth'

/** A Wednesday on which all of them are to find a date: none is booked, and the last one is four weeks ago. */
export const DAY = '2026-11-25'
/** Everybody's first minute has passed, nobody's is too long ago. */
export const BEGINS = Date.parse(`${DAY}T09:10:00Z`)
export const ENDS = Date.parse(`${DAY}T17:00:00Z`)

const pairOf = (n: number): Relationship => ({
  id: `pair${n}`,
  tenant: TENANT,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: `leads${n}` },
    { role: 'worker', person: `works${n}` },
  ],
  state: 'confirmed',
  from: '2026-01-05',
  rhythm: {
    programme: 'uk-childrens-services',
    profile: 'postAsye',
    startedOn: '2025-01-06',
    trackFrom: '2026-10-01',
    lastHeld: '2026-10-28',
  },
})

const personOf = (id: string): Seed['people'][number] => ({
  person: { id, tenant: TENANT, name: `${id} Ashby`, title: 'Social worker', works: officeHours },
  addresses: [{ platform: 'web', installation: 'local', user: id, conversation: `dm-${id}` }],
})

/** Two people to a supervision. All who lead are looked at first, when there is no date yet to tell them of. */
export const manyPeople = (pairs: number): Seed => {
  const numbers = Array.from({ length: pairs }, (_, n) => n)
  return {
    tenant: {
      id: TENANT,
      name: 'Hearth',
      demo: false,
      offset: 0,
      zone: officeHours.zone,
      safetyContacts: [],
      stopWords: [],
    },
    people: [...numbers.map(n => `leads${n}`), ...numbers.map(n => `works${n}`)].map(personOf),
    relationships: numbers.map(pairOf),
    sessions: [],
    records: [],
    stances: [],
    actions: [],
    agendaItems: [],
  }
}
