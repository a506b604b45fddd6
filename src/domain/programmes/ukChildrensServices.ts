import type { Profile, Programme, Rule } from './programme.ts'

const monthly = {
  says: 'at least monthly',
  source: 'S1 §5',
  meets: 'session',
  shape: { kind: 'sinceLast', target: { months: 1 }, latest: { months: 1 } },
  lead: { days: 7 },
  grace: { workingDays: 5 },
  escalateAfter: { days: 14 },
} as const satisfies Omit<Rule, 'id'>

const nqsw: Profile = {
  id: 'nqsw',
  title: 'Newly qualified social worker',
  rules: [
    {
      id: 'C-01',
      says: 'weekly in the first six weeks',
      source: 'S1 §5',
      meets: 'session',
      until: { days: 42 },
      shape: { kind: 'sinceLast', target: { weeks: 1 }, latest: { weeks: 1 } },
      lead: { days: 2 },
      grace: { days: 2 },
      escalateAfter: { days: 7 },
    },
    {
      id: 'C-02',
      says: 'every two weeks in the first six months',
      source: 'S1 §5',
      meets: 'session',
      from: { days: 42 },
      until: { months: 6 },
      shape: { kind: 'sinceLast', target: { days: 14 }, latest: { days: 14 } },
      lead: { days: 3 },
      grace: { days: 3 },
      escalateAfter: { days: 14 },
    },
    { id: 'C-03', ...monthly, from: { months: 6 } },
  ],
}

const postAsye: Profile = {
  id: 'postAsye',
  title: 'Social worker after the first year',
  rules: [{ id: 'C-04', ...monthly }],
}

const groupCasework: Profile = {
  id: 'groupCasework',
  title: 'Social worker whose casework is talked through in a group',
  agreed: { least: 28, most: 42 },
  rules: [
    {
      id: 'C-05',
      says: 'every four to six weeks',
      source: 'S1 §17, §5',
      meets: 'session',
      shape: { kind: 'sinceLast', target: { days: 28 }, latest: { days: 42 } },
      // Soon from the target day on; the lead counts where two people agreed a day of their own.
      lead: { days: 7 },
      grace: { days: 0 },
      escalateAfter: { days: 14 },
    },
  ],
}

/** S1: supervision, performance management and development in children’s services. */
export const ukChildrensServices: Programme = {
  id: 'uk-childrens-services',
  title: 'Children’s services, UK',
  profiles: [nqsw, postAsye, groupCasework],
  moved: { often: { workingDays: 5 }, otherwise: { workingDays: 10 } },
  signing: { share: { workingDays: 5 }, answer: { workingDays: 5 } },
}
