import type { Answers, Item, Part } from './part.ts'

/** Where a step stands: inside which loop item, if any. */
export interface Place {
  /** `followed/a1/`, or empty. */
  readonly prefix: string
  readonly item?: Item
}

export const outside: Place = { prefix: '' }

/** All that is known in this part: own answers first, then what others said and was revealed. */
const known = (part: Part): readonly Answers[] => [part.answers, ...Object.values(part.seen)]

const knownAs = ({ answers, seen }: Part, key: string): unknown => {
  if (answers[key] !== undefined) return answers[key]
  for (const party in seen) {
    const found = seen[party]?.[key]
    if (found !== undefined) return found
  }
  return undefined
}

/** What is known from here: about this loop item first, then in general. */
export const lookup = (part: Part, { prefix }: Place, name: string): unknown =>
  (prefix === '' ? undefined : knownAs(part, prefix + name)) ?? knownAs(part, name)

/** The answer one party gave, when several answered the same question. */
export const lookupOf = (part: Part, place: Place, party: string, name: string): unknown => {
  const answers = { ...part.seen[party], ...(party === part.party ? part.answers : {}) }
  return answers[`${place.prefix}${name}`] ?? answers[name]
}

/** What was said in the rounds of a loop or repeat, one thing for each: `needs/2/gap` → `{ id: '2', number: 2, gap }`. */
export const rounds = (part: Part, name: string): readonly Item[] => {
  const items = new Map<string, Item>()
  for (const [key, value] of known(part).flatMap(answers => Object.entries(answers))) {
    const [loop, id, field] = key.split('/')
    if (loop !== name || id === undefined || field === undefined || field === 'again') continue
    const plain = typeof value === 'string' || typeof value === 'number' ? { [field]: value } : {}
    const number = /^\d+$/.test(id) ? { number: Number(id) } : {}
    items.set(id, { ...number, ...items.get(id), ...plain, id })
  }
  return [...items.values()]
}
