import type { Address } from '../../core/turn.ts'
import { officeHours, type Person, type Tenant } from '../../domain/people.ts'
import type { Party, Relationship } from '../../domain/relationship.ts'

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
]

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

/** `from` is an ISO date. */
export const demoRelationships = (from: string): readonly Relationship[] => [
  relationship('ada-ben', 'supervision', from, [
    { role: 'supervisor', person: 'ada' },
    { role: 'worker', person: 'ben' },
  ]),
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
]
