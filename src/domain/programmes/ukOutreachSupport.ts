import type { Profile, Programme } from './programme.ts'

const supportWorker: Profile = {
  id: 'supportWorker',
  title: 'Support worker',
  rules: [
    {
      id: 'C-07',
      says: 'at least every six months, face to face where possible',
      source: 'S2 §1.1, §14.3',
      meets: 'session',
      shape: { kind: 'sinceLast', target: { months: 6 }, latest: { months: 6 } },
      lead: { days: 30 },
      grace: { days: 14 },
      escalateAfter: { days: 30 },
    },
    {
      id: 'C-10',
      says: 'a performance conversation every year, inside supervision',
      source: 'S2 §1.1–1.2',
      meets: 'performance',
      shape: { kind: 'sinceLast', target: { months: 12 }, latest: { months: 12 } },
      lead: { days: 45 },
      grace: { days: 14 },
      escalateAfter: { days: 30 },
    },
  ],
}

/** S2: supervision and performance conversations of an outreach team. */
export const ukOutreachSupport: Programme = {
  id: 'uk-outreach-support',
  title: 'Outreach support, UK',
  profiles: [supportWorker],
  moved: { often: { workingDays: 5 }, otherwise: { workingDays: 10 } },
  signing: { share: { workingDays: 5 }, answer: { workingDays: 5 } },
}
