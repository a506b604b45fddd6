import type { Item, Part } from './part.ts'

/** Where a step stands: inside which loop item, if any. */
export interface Place {
  /** `followed/a1/`, or empty. */
  readonly prefix: string
  readonly item?: Item
}

export const outside: Place = { prefix: '' }

/** What is known from here: answers of this loop item, own answers, then what others said and was revealed. */
export const lookup = (part: Part, place: Place, name: string): unknown => {
  const own = part.answers[`${place.prefix}${name}`] ?? part.answers[name]
  if (own !== undefined) return own
  for (const theirs of Object.values(part.seen)) {
    if (theirs[name] !== undefined) return theirs[name]
  }
  return undefined
}

/** The answer one party gave, when several answered the same question. */
export const lookupOf = (part: Part, party: string, name: string): unknown =>
  (party === part.party ? part.answers[name] : undefined) ?? part.seen[party]?.[name]
