import { addDays } from '../../core/time.ts'
import type { Address } from '../../core/turn.ts'
import { officeHours, type Person, type Tenant } from '../../domain/people.ts'
import type { Party, Relationship } from '../../domain/relationship.ts'
import type { Rhythm } from '../../domain/rhythm.ts'

/** The example team of a first run. Invented people; the tenant is marked as a demo for ever. */

export const DEMO_TENANT = 'example-team'

export const demoTenant: Tenant = {
  id: DEMO_TENANT,
  name: 'Example team',
  demo: true,
  offset: 0,
  zone: 'Europe/London',
  safetyContacts: [
    { who: 'Duty manager', how: '01632 960 001' },
    { who: 'Out of hours', how: '01632 960 002' },
    { who: 'Emergency', how: '999' },
  ],
  stopWords: [],
  admins: ['dana'],
  programme: 'uk-childrens-services',
  region: 'GB-ENG',
}

const person = (id: string, name: string, title: string): Person => ({
  id,
  tenant: DEMO_TENANT,
  name,
  title,
  works: officeHours,
})

export const demoPeople: readonly Person[] = [
  person('ada', 'Ada Brook', 'Supervisor of Ben'),
  person('ben', 'Ben Okafor', 'Social worker, supervised by Ada'),
  person('cleo', 'Cleo Hart', 'Team leader, coached by Imran'),
  person('imran', 'Imran Shah', 'Coach of Cleo'),
  person('dana', 'Dana Whitlock', 'Manager of Ada and Cleo'),
  person('finn', 'Finn Reyes', 'Social worker, started last week'),
]

/** Who has not met Throughline yet, so that the first contact can be seen. */
export const NEWCOMER = 'finn'

/** Where a person of the example team is reached: the local chat. */
export const demoAddress = (person: string): Address => ({
  platform: 'web',
  installation: 'local',
  user: person,
  conversation: person,
})

const relationship = (
  id: string,
  kind: Relationship['kind'],
  from: string,
  parties: readonly Party[],
): Relationship => ({
  id,
  tenant: DEMO_TENANT,
  kind,
  state: 'confirmed',
  from,
  parties: [...parties],
})

/** Ben has been here for two years; `trackFrom` is an ISO date. */
const adaAndBensRhythm = (trackFrom: string): Rhythm => ({
  programme: 'uk-childrens-services',
  profile: 'postAsye',
  startedOn: addDays(trackFrom, -610),
  trackFrom,
})

/** `from` is an ISO date. */
export const demoRelationships = (from: string): readonly Relationship[] => [
  {
    ...relationship('ada-ben', 'supervision', from, [
      { role: 'supervisor', person: 'ada' },
      { role: 'worker', person: 'ben' },
    ]),
    rhythm: adaAndBensRhythm(from),
  },
  relationship('cleo-imran', 'coaching', from, [
    { role: 'learner', person: 'cleo' },
    { role: 'coach', person: 'imran' },
    { role: 'sponsor', person: 'dana' },
  ]),
  relationship('dana-ada', 'line', from, [
    { role: 'supervisor', person: 'dana' },
    { role: 'worker', person: 'ada' },
  ]),
  relationship('dana-cleo', 'line', from, [
    { role: 'supervisor', person: 'dana' },
    { role: 'worker', person: 'cleo' },
  ]),
  relationship('ada-finn', 'line', from, [
    { role: 'supervisor', person: 'ada' },
    { role: 'worker', person: 'finn' },
  ]),
]
