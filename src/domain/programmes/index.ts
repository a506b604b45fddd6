import type { Profile, Programme, Rule } from './programme.ts'
import { ukChildrensServices } from './ukChildrensServices.ts'
import { ukOutreachSupport } from './ukOutreachSupport.ts'

export const programmes: readonly Programme[] = [ukChildrensServices, ukOutreachSupport]

export const programmeOf = (id: string): Programme | undefined =>
  programmes.find(programme => programme.id === id)

/** The profile a rhythm names. */
export const profileOf = ({
  programme,
  profile,
}: {
  readonly programme: string
  readonly profile: string
}): Profile | undefined => programmeOf(programme)?.profiles.find(({ id }) => id === profile)

/** A rule by the id an obligation keeps of it. */
export const ruleOf = (programme: string, rule: string): Rule | undefined =>
  programmeOf(programme)
    ?.profiles.flatMap(({ rules }) => rules)
    .find(({ id }) => id === rule)
