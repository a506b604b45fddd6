import { addDays } from '../../src/core/time.ts'
import type { Address } from '../../src/core/turn.ts'
import { officeHours, type Person } from '../../src/domain/people.ts'
import type { Seed } from '../../src/domain/store.ts'

export const TENANT = 'bench'
const TODAY = new Date().toISOString().slice(0, 10)

export const supervisor = (pair: number): string => `s${pair}`
const worker = (pair: number): string => `w${pair}`

export const addressOf = (person: string): Address => ({
  platform: 'web',
  installation: 'local',
  user: person,
  conversation: person,
})

const personOf = (id: string): Person => ({
  id,
  tenant: TENANT,
  name: `${id.toUpperCase()} Ashby`,
  title: 'Social worker',
  works: officeHours,
})

/** So many pairs, each with three open actions and two topics. */
export const seedOf = (pairs: number): Seed => {
  const numbers = Array.from({ length: pairs }, (_, n) => n)
  const people = numbers.flatMap(n => [supervisor(n), worker(n)])
  const of = (n: number) => ({ tenant: TENANT, relationship: `pair${n}`, rev: 0 })
  return {
    tenant: {
      id: TENANT,
      name: 'Bench',
      demo: false,
      offset: 0,
      zone: 'Europe/London',
      safetyContacts: [{ who: 'Duty desk', how: '01632 960001' }],
      stopWords: [],
    },
    people: people.map(id => ({ person: personOf(id), addresses: [addressOf(id)] })),
    relationships: numbers.map(n => ({
      id: `pair${n}`,
      tenant: TENANT,
      kind: 'supervision',
      state: 'confirmed',
      from: '2026-01-05',
      parties: [
        { role: 'supervisor', person: supervisor(n) },
        { role: 'worker', person: worker(n) },
      ],
    })),
    sessions: [],
    records: [],
    stances: [],
    actions: numbers.flatMap(n =>
      ['Call the clinic', 'Book the training', 'Ask about cover'].map((what, k) => ({
        ...of(n),
        id: `a${n}-${k}`,
        owner: worker(n),
        by: addDays(TODAY, k + 2),
        state: 'open' as const,
        carried: 0,
        what,
      })),
    ),
    agendaItems: numbers.flatMap(n =>
      ['Leave over the holidays', 'Writing for court'].map((topic, k) => ({
        ...of(n),
        id: `g${n}-${k}`,
        raisedBy: worker(n),
        at: Date.now() - 1000,
        state: 'open' as const,
        topic,
      })),
    ),
  }
}
