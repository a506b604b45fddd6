import { type CadenceFacts, chainOf, goesOn, isSettled, rowsOf } from './chain.ts'
import type { Obligation } from './obligation.ts'
import { profileOf } from './programmes/index.ts'
import { personAs } from './relationship.ts'
import { earlier } from './span.ts'

const isEqual = (a: Obligation, b: Obligation): boolean => {
  const of = new Map<string, unknown>(Object.entries(b))
  const fields = Object.entries(a)
  return fields.length === of.size && fields.every(([name, value]) => of.get(name) === value)
}

export const ended = ({ pausedFrom: _over, ...row }: Obligation, on: string): Obligation => ({
  ...row,
  state: 'ended',
  closedOn: on,
})

/** What differs from what is kept; whatever went on and is not wanted any more ends. */
const changes = (
  kept: readonly Obligation[],
  wanted: readonly Obligation[],
  on: string,
): readonly Obligation[] => {
  const byId = new Map(kept.map(row => [row.id, row]))
  const ids = new Set(wanted.map(({ id }) => id))
  const written = wanted
    .map(row => ({ ...row, rev: byId.get(row.id)?.rev ?? 0 }))
    .filter(row => {
      const before = byId.get(row.id)
      return before === undefined || !(isSettled(before) || isEqual(before, row))
    })
  const over = kept.filter(row => goesOn(row) && !ids.has(row.id))
  return [...over.map(row => ended(row, on)), ...written]
}

/**
 * The obligations to write so that what is kept says what holds today: new ones with `rev` 0, others as they become
 * under the `rev` they were read with; none when all is as it should be. Closed ones never change, and a changed rule
 * changes no open one: only the worker's own absence and a rhythm agreed anew do.
 */
export const reconcile = (facts: CadenceFacts, today: string): readonly Obligation[] => {
  const { relationship, obligations, calendar } = facts
  const { rhythm, until, state } = relationship
  const worker = personAs(relationship, 'worker')
  const isOver = state === 'ended' || (until !== undefined && until < today)
  if (isOver || rhythm === undefined || worker === undefined)
    return changes(obligations, [], earlier(until ?? today, today))
  const profile = facts.profile ?? profileOf(rhythm)
  if (state !== 'confirmed' || profile === undefined) return []
  const chains = (['session', 'performance'] as const).map(meets =>
    chainOf(facts, { rhythm, profile, calendar, worker }, meets, today),
  )
  const wanted = chains.flatMap(chain => rowsOf(chain, today))
  return changes(obligations, wanted, today)
}
