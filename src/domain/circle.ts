import type { Audience as AudienceMeaning } from '../core/dialog.ts'

export const audienceNames = [
  'priv',
  'named',
  'pair',
  'pairAndReviewer',
  'tri',
  'coachLearner',
  'grp',
  'restricted',
  'case',
] as const
export type Audience = (typeof audienceNames)[number]

/** Who reads a section: one circle for each. Names are kept in records, so they never change meaning. */
export const audiences = {
  /** The author alone; no grant opens it. */
  priv: { readers: 'author', formOnly: true, kept: true },
  /** The author, and a person they name, who reads fixed words that the author has seen before. */
  named: {
    readers: 'author',
    says: 'Only whom you name will read it, and you see the words first.',
    formOnly: false,
    kept: true,
  },
  /** The two parties of a supervision. */
  pair: { readers: 'parties', formOnly: false, kept: true },
  pairAndReviewer: {
    readers: 'parties',
    also: 'and the manager of the supervision',
    formOnly: false,
    kept: true,
  },
  /** Learner, coach and sponsor. */
  tri: { readers: ['learner', 'coach', 'sponsor'], formOnly: false, kept: true },
  coachLearner: { readers: ['coach', 'learner'], formOnly: false, kept: true },
  grp: { readers: 'parties', formOnly: false, kept: true },
  /** The two parties of an improvement plan (`hr` in the catalogue). */
  restricted: { readers: 'parties', formOnly: true, kept: true },
  /** Composed for the case system and erased (F-02). */
  case: { readers: 'author', formOnly: true, kept: false },
} as const satisfies Record<Audience, AudienceMeaning>
