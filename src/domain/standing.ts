import type { SupervisionRecord } from './record.ts'
import { type Stance, type StanceKind, UNDO_MS } from './stance.ts'

/** Where a version of a record stands. */
export type Standing =
  | { readonly is: 'replaced' | 'taken back' | 'change asked' | 'redacted' }
  /** `for`: roles whose stance is still missing. */
  | { readonly is: 'waiting'; readonly for: readonly string[] }
  /** All have taken a stance; the last can still be undone until `from` (epoch ms). */
  | { readonly is: 'signed'; readonly from: number; readonly differently: boolean }

/** The stance that counts for each role: the newest one not undone. */
export const currentStances = (
  stances: readonly Stance[],
  version: number,
): Readonly<Record<string, Stance>> => {
  const standing = stances
    .filter(each => each.version === version && each.undoneAt === undefined)
    .toSorted((a, b) => a.at - b.at)
  return Object.fromEntries(standing.map(each => [each.role, each]))
}

export const standingOf = (
  record: Pick<SupervisionRecord, 'state' | 'version' | 'stances'>,
  stances: readonly Stance[],
): Standing => {
  if (record.state === 'superseded') return { is: 'replaced' }
  if (record.state === 'recalled') return { is: 'taken back' }
  if (record.state === 'redacted') return { is: 'redacted' }
  const taken = currentStances(stances, record.version)
  const kinds = Object.values(taken).map(({ kind }) => kind)
  if (kinds.includes('ask for a change')) return { is: 'change asked' }
  const missing = record.stances.filter(role => taken[role] === undefined)
  if (missing.length > 0) return { is: 'waiting', for: missing }
  const last = Math.max(0, ...Object.values(taken).map(({ at }) => at))
  return {
    is: 'signed',
    from: last + UNDO_MS,
    differently: kinds.includes('disagree with a comment'),
  }
}

/** True when this role may take, or change, a stance now. */
export const mayTakeStance = (
  record: SupervisionRecord,
  stances: readonly Stance[],
  role: string,
  now: number,
): boolean => {
  if (record.state !== 'shared' || !record.stances.includes(role)) return false
  const mine = currentStances(stances, record.version)[role]
  return mine === undefined || now < mine.at + UNDO_MS || mine.kind === 'seen'
}

/** An agreement is in force once every party agrees to the same version (R03: three signatures). */
export const inForce = (record: SupervisionRecord, stances: readonly Stance[]): boolean => {
  const agreeing: readonly StanceKind[] = ['agree', 'agree with a comment']
  const taken = currentStances(stances, record.version)
  return record.stances.every(role => {
    const kind = taken[role]?.kind
    return kind !== undefined && agreeing.includes(kind)
  })
}
