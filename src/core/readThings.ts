import { readDate } from './readDate.ts'

/** One thing to do, as typed on one line. */
export interface Thing {
  readonly what: string
  readonly who?: string
  readonly by?: string
  readonly why?: string
}

const because = /^(?:so that|so|because|to|why:?)\s+/i
const none = /^(?:none|nothing|no|nothing new|-)\.?$/i
const bullet = /^\s*(?:[-*•·]|\d{1,2}[.)])\s+/

/** Lines without bullets and blanks. */
export const readLines = (typed: string): readonly string[] =>
  typed
    .split('\n')
    .map(each => each.replace(bullet, '').trim())
    .filter(each => each !== '')

const isPerson = (segment: string, people: readonly string[]): string | undefined => {
  const plain = segment.replace(/^@/, '').trim().toLowerCase()
  if (['i', 'me', 'myself'].includes(plain)) return people[0]
  return people.find(name => name.toLowerCase() === plain)
}

/** A trailing `by 4 Dec` or `, so that …` inside the first stretch of text. */
const tail = (what: string, today: string): Thing => {
  const why = /^(.{3,}?),?\s+(so that\s.+|because\s.+)$/i.exec(what)
  const rest = why?.[1] ?? what
  const by = /^(.{3,}?),?\s+by\s+([^,]{1,40})$/i.exec(rest)
  const date = by?.[2] === undefined ? undefined : readDate(by[2], today)
  return {
    what: (date === undefined ? rest : (by?.[1] ?? rest)).trim(),
    ...(date === undefined ? {} : { by: date }),
    ...(why?.[2] === undefined ? {} : { why: why[2].trim() }),
  }
}

const readThing = (typed: string, people: readonly string[], today: string): Thing => {
  const [first = '', ...segments] = typed.split(/\s+[-–—|·]\s+|\s*;\s*/)
  let thing = tail(first.trim(), today)
  for (const segment of segments.map(each => each.trim()).filter(each => each !== '')) {
    const who = isPerson(segment, people)
    const by = readDate(segment.replace(/^by\s+/i, ''), today)
    if (who !== undefined) thing = { ...thing, who }
    else if (by !== undefined) thing = { ...thing, by }
    else if (because.test(segment)) thing = { ...thing, why: segment }
    else thing = { ...thing, what: `${thing.what} - ${segment}` }
  }
  return thing
}

/** Reads `Call the clinic - Ben - by 4 Dec - so that they know`, one a line. `people` starts with the one who types. */
export const readThings = (
  typed: string,
  people: readonly string[],
  today: string,
): readonly Thing[] => {
  const lines = readLines(typed)
  if (lines.length === 1 && none.test(lines[0] ?? '')) return []
  return lines.map(each => readThing(each, people, today))
}
