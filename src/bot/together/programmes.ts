import type { Tenant } from '../../domain/people.ts'
import { programmes } from '../../domain/programmes/index.ts'
import type { Profile, Programme } from '../../domain/programmes/programme.ts'
import type { Rhythm } from '../../domain/rhythm.ts'

export interface Way {
  readonly programme: Programme
  readonly profile: Profile
}

const ways: readonly Way[] = programmes.flatMap(programme =>
  programme.profiles.map(profile => ({ programme, profile })),
)

const keyOf = ({ programme, profile }: Way): string => `${programme.id}/${profile.id}`

const asks = ({ profile }: Way): string =>
  profile.rules
    .filter(({ meets }) => meets === 'session')
    .map(({ says }) => says)
    .join(', then ')

/** Kinds of worker one can choose from; those of the tenant's own way of working come first. */
export const wayOptions = ({ programme }: Pick<Tenant, 'programme'>) =>
  ways
    .toSorted((a, b) => Number(b.programme.id === programme) - Number(a.programme.id === programme))
    .map(way => ({ value: keyOf(way), label: `${way.profile.title}: ${asks(way)}` }))

export const wayOf = (value: string): Way | undefined => ways.find(way => keyOf(way) === value)

export const wayIn = ({ programme, profile }: Pick<Rhythm, 'programme' | 'profile'>) =>
  wayOf(`${programme}/${profile}`)

export const wayValue = ({ programme, profile }: Pick<Rhythm, 'programme' | 'profile'>): string =>
  `${programme}/${profile}`
