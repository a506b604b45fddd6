/** The check for what must not be stored (F-03). It is a help, not a guarantee, and says so. */

export interface Identifier {
  /** What it looks like, in words: "the name of somebody in a family". */
  readonly what: string
  /** What to write in its place. */
  readonly instead: string
  /** A number or address: no second try. A name can be a colleague's, so the person decides. */
  readonly certain: boolean
}

const kin =
  'child|kid|boy|girl|baby|toddler|teenager|son|daughter|mum|mom|mummy|mother|dad|daddy|father|parent|brother|sister|sibling|twin|nan|gran|grandmother|grandfather|grandad|auntie?|uncle|stepmum|stepdad|stepfather|stepmother|carer'
    .split('|')
    .map(word => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`)
    .join('|')
const name = "\\p{Lu}[\\p{Ll}'’-]{1,30}"
const notNames = new Set(
  'I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Christmas Easter CAMHS GP NHS IRO'
    .split(' ')
    .map(each => each.toLowerCase()),
)

const family: readonly RegExp[] = [
  new RegExp(`\\b(?:${kin})s?,?\\s{1,3}(?:called\\s|named\\s|is\\s)?(${name})`, 'gu'),
  new RegExp(`(${name})['’]s\\s{1,3}(?:${kin})s?\\b`, 'gu'),
  new RegExp(
    `\\b[Tt]he\\s{1,3}(${name})\\s{1,3}(?:family|children|kids|twins|siblings|household)\\b`,
    'gu',
  ),
]

const certain: readonly (readonly [pattern: RegExp, what: string, instead: string])[] = [
  [
    /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b[^\n]{0,20}\d/i,
    'a date of birth',
    'Write the age, or “the older child”.',
  ],
  [
    /\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b/i,
    'a postcode',
    'Write “at home” or “near their school”.',
  ],
  [
    /\b\d{1,5}[a-z]?,? [A-Z][\w’']{1,30} (?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Court|Terrace)\b/,
    'an address',
    'Write “at home” or “at the grandparents’”.',
  ],
  [/\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/, 'a health or phone number', 'It belongs in the case system.'],
  [
    /\b(?:case|file|ref|reference|client|child)\s?(?:no\.?|number|id|#)?\s?[:#]?\s?[a-z]{0,3}-?\d{5,}\b/i,
    'a case number',
    'It belongs in the case system.',
  ],
]

const school = new RegExp(
  `\\b(?:${name}|St\\.?)\\s(?:${name}\\s){0,2}(?:Primary|Infant|Junior|Secondary|High School|Academy|Nursery)\\b`,
  'u',
)

const familyName = (text: string, known: ReadonlySet<string>): boolean =>
  family.some(pattern =>
    [...text.matchAll(pattern)].some(found => {
      const said = found[1]?.toLowerCase()
      return said !== undefined && !notNames.has(said) && !known.has(said)
    }),
  )

/** What in this text looks as if it identified a child or family. `known` are first names of colleagues, `stopWords` the tenant's own list. */
export const findIdentifier = (
  text: string,
  known: readonly string[],
  stopWords: readonly string[],
): Identifier | undefined => {
  const sample = text.slice(0, 10_000)
  for (const [pattern, what, instead] of certain) {
    if (pattern.test(sample)) return { what, instead, certain: true }
  }
  const lower = sample.toLowerCase()
  if (stopWords.some(word => word !== '' && lower.includes(word.toLowerCase())))
    return {
      what: 'a name your organisation keeps out of here',
      instead: 'Say it without the name.',
      certain: true,
    }
  if (familyName(sample, new Set(known.map(each => each.toLowerCase()))))
    return {
      what: 'the name of somebody in a family',
      instead: 'Write “the older sibling”, “mum” or “the grandmother”.',
      certain: false,
    }
  if (school.test(sample))
    return { what: 'the name of a school', instead: 'Write “their school”.', certain: false }
  return undefined
}
