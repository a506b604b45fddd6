import { officeHours, type Person, type Tenant } from '../../../src/domain/people.ts'
import { type Absence, noPreference, type Preference } from '../../../src/domain/preference.ts'
import type { Relationship } from '../../../src/domain/relationship.ts'

/** A team of eight over both programmes: one manager, two supervisors, five workers. */

export const FIRST_DAY = '2026-01-05'

export const tenant: Tenant = {
  id: 'years',
  name: 'A team of eight',
  demo: false,
  offset: 0,
  zone: 'Europe/London',
  safetyContacts: [],
  stopWords: [],
}

const names = {
  dana: 'manager of both',
  ada: 'supervises three, monthly herself',
  omar: 'supervises two, monthly herself',
  ben: 'monthly (C-04)',
  finn: 'newly qualified, weekly at first (C-01–C-03)',
  gwen: 'every five weeks (C-05)',
  pia: 'support worker, half-yearly (C-07)',
  quin: 'support worker, half-yearly (C-07)',
} as const
export type Name = keyof typeof names
export const everybody = Object.keys(names).filter((name): name is Name => name in names)
export const describe = (name: Name): string => `${name}: ${names[name]}`

export const personOf = (id: Name): Person => ({
  id,
  tenant: tenant.id,
  name: `${id} Example`,
  title: '',
  works: officeHours,
})

export const preferenceOf = (id: Name, absences: readonly Absence[]): Preference => ({
  ...noPreference(tenant.id, id),
  absences: [...absences],
})

const supervision = (
  supervisor: Name,
  worker: Name,
  profile: string,
  everyDays?: number,
): Relationship => ({
  id: `${supervisor}-${worker}`,
  tenant: tenant.id,
  kind: 'supervision',
  state: 'confirmed',
  from: FIRST_DAY,
  parties: [
    { role: 'supervisor', person: supervisor },
    { role: 'worker', person: worker },
  ],
  rhythm: {
    programme: profile === 'supportWorker' ? 'uk-outreach-support' : 'uk-childrens-services',
    profile,
    startedOn: FIRST_DAY,
    trackFrom: FIRST_DAY,
    ...(everyDays === undefined ? {} : { everyDays }),
  },
})

export const supervisions: readonly Relationship[] = [
  supervision('dana', 'ada', 'postAsye'),
  supervision('dana', 'omar', 'postAsye'),
  supervision('ada', 'ben', 'postAsye'),
  supervision('ada', 'finn', 'nqsw'),
  supervision('ada', 'gwen', 'groupCasework', 35),
  supervision('omar', 'pia', 'supportWorker'),
  supervision('omar', 'quin', 'supportWorker'),
]

/** Dana manages both supervisors, so she reads the dates of theirs, not of her own. */
export const reviewerOf = (supervisor: string): Name | undefined =>
  supervisor === 'dana' ? undefined : 'dana'
