import { FORMER_SUPERVISOR_DAYS, readersOf } from '../domain/access.ts'
import type { Audience } from '../domain/circle.ts'
import type { Reader } from '../domain/record.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'

const DAY_MS = 24 * 60 * 60_000

/** Who shares the actions, agenda and sessions of a relationship; a reporting line has none. */
export const circleOf = (relationship: Relationship): Audience | undefined => {
  switch (relationship.kind) {
    case 'supervision':
      return 'pair'
    case 'coaching':
      return 'tri'
    case 'line':
      return undefined
    default:
      return relationship.kind satisfies never
  }
}

/** The supervisor's own manager reviews a supervision: derived from the reporting lines, never typed in. */
const withReviewers = (
  relationship: Relationship,
  lines: readonly Relationship[],
): Relationship => {
  if (relationship.kind !== 'supervision') return relationship
  const supervisor = personAs(relationship, 'supervisor')
  const managers = lines
    .filter(line => line.kind === 'line' && line.state === 'confirmed')
    .filter(line => personAs(line, 'worker') === supervisor)
    .flatMap(line => personAs(line, 'supervisor') ?? [])
  const reviewers = managers.map(person => ({ role: 'reviewer' as const, person }))
  return { ...relationship, parties: [...relationship.parties, ...reviewers] }
}

const openToFormerSupervisor = new Set<Audience>(['pair', 'pairAndReviewer'])
const theirs = new Set<Reader['basis']>(['worker', 'learner'])

/** The end of this ISO date, epoch ms. */
export const endOf = (date: string): number => Date.parse(date) + DAY_MS

const isKept = ({ basis }: Reader, audience: Audience): boolean =>
  audience === 'priv' || audience === 'case' || theirs.has(basis)

const readsAfterwards = ({ basis }: Reader, audience: Audience): boolean =>
  basis === 'supervisor' && openToFormerSupervisor.has(audience)

/** Whoever was given less time, as a cover is, keeps to it. */
const sooner = (reader: Reader, until: number): Reader => ({
  ...reader,
  until: Math.min(reader.until ?? until, until),
})

/** Who keeps reading when the relationship ends on this ISO date: whose practice it was about, and for 30 days a former supervisor (D45). */
export const readersAfter = (
  readers: readonly Reader[],
  audience: Audience,
  on: string,
): Reader[] =>
  readers.flatMap(reader => {
    if (isKept(reader, audience)) return [reader]
    if (!readsAfterwards(reader, audience)) return []
    return [sooner(reader, endOf(on) + FORMER_SUPERVISOR_DAYS * DAY_MS)]
  })

/** As `readersAfter` once that day is over; until then everybody reads on. */
export const readersUntil = (
  readers: readonly Reader[],
  audience: Audience,
  on: string,
): Reader[] =>
  readers.map(reader => {
    if (isKept(reader, audience)) return reader
    const more = readsAfterwards(reader, audience) ? FORMER_SUPERVISOR_DAYS * DAY_MS : 0
    return sooner(reader, endOf(on) + more)
  })

/** Readers of an audience as documents keep them; nobody before the relationship is confirmed. */
export const readersIn = (
  relationship: Relationship,
  lines: readonly Relationship[],
  audience: Audience,
  author: string,
): Reader[] => {
  if (relationship.state === 'proposed') return []
  const readers = readersOf(withReviewers(relationship, lines), audience, author)
  const { state, until } = relationship
  if (until === undefined) return [...readers]
  const rule = state === 'ended' ? readersAfter : readersUntil
  return rule(readers, audience, until)
}

/** Each reader once, for the query; who reads what stands at the sections. */
export const allReaders = (
  sections: readonly { readonly readers: readonly Reader[] }[],
): Reader[] => {
  const once = new Map<string, Reader>()
  for (const { readers } of sections) {
    for (const reader of readers) {
      const key = `${reader.person}/${reader.basis}`
      const known = once.get(key)
      if (known === undefined || (known.until ?? Infinity) < (reader.until ?? Infinity)) {
        once.set(key, reader)
      }
    }
  }
  return [...once.values()]
}

/** True when one of them is this person, at `at` (epoch ms). */
export const reads = (
  readers: readonly { readonly person: string; readonly until?: number | undefined }[],
  person: string,
  at: number,
): boolean => readers.some(reader => reader.person === person && (reader.until ?? Infinity) > at)
