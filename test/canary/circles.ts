import type { Audience } from '../../src/domain/circle.ts'
import type { TenantExport } from '../../src/domain/store.ts'
import type { Canary } from './canaries.ts'

/** Who may read what in the example team, said once more and by name: not asked of what is under test. */
const circles: Readonly<Record<string, Partial<Readonly<Record<Audience, readonly string[]>>>>> = {
  'ada-ben': {
    pair: ['ada', 'ben'],
    pairAndReviewer: ['ada', 'ben', 'dana'],
    restricted: ['ada', 'ben'],
  },
  'cleo-imran': { tri: ['cleo', 'imran', 'dana'], coachLearner: ['cleo', 'imran'] },
}
const all: Readonly<Record<string, readonly string[]>> = {
  'ada-ben': ['ada', 'ben'],
  'cleo-imran': ['cleo', 'imran', 'dana'],
}

/** The circles in whose sections it was filed; else the narrowest it could have come to. */
const audiencesOf = (canary: Canary, { records }: TenantExport): readonly Audience[] => {
  const filed = records
    .flatMap(({ sections }) => sections)
    .filter(({ rows }) => JSON.stringify(rows).includes(canary.word))
    .map(({ audience }) => audience)
  return filed.length > 0 ? filed : canary.audiences.slice(-1)
}

/** The people who may come to read this one; nobody else. */
export const readersOf = (canary: Canary, everything: TenantExport): ReadonlySet<string> => {
  const { by, what, relationship } = canary
  if (what === 'comment') return new Set(all[relationship])
  const circle = circles[relationship] ?? {}
  return new Set([by, ...audiencesOf(canary, everything).flatMap(each => circle[each] ?? [])])
}
