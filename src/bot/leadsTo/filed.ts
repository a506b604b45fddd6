import type { Card } from '../../core/card.ts'
import { ThroughlineError } from '../../core/errors.ts'
import type { Answers } from '../../core/part.ts'
import type { FiledRow } from '../../core/rows.ts'
import type { Run } from '../../core/run.ts'
import type { Action } from '../../domain/action.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import type { Context } from '../context.ts'

/** The end of a dialog, for what it sets in motion elsewhere: all of it inside one transaction. */
export interface Filed {
  readonly tx: Tx
  readonly ctx: Context
  readonly run: Run
  /** Undefined for a dialog that files none. */
  readonly record: SupervisionRecord | undefined
  /** What it is called, and the day it is about. */
  readonly title: string
  readonly on: string
  readonly relationship: Relationship
  /** A next version: what the first one set in motion is not done again. */
  readonly revision: boolean
  /** Read before the transaction: what the run's loops walked over. */
  readonly actions: readonly Action[]
  /** Everything answered, by key. */
  readonly values: Answers
  readonly filed: readonly FiledRow[]
  /** Nobody ended it: its time was over. */
  readonly byTime?: true
  /** Says something to the person who ended it, after the word that it is done. */
  readonly tell: (card: Card) => void
}

/** Who answered as this party. */
export const authorOf = ({ relationship }: Filed, party: string): string =>
  relationship.parties.find(({ role }) => role === party)?.person ?? ''

/** The other people of it; all of them when nobody ended it. */
export const told = ({ relationship, ctx, byTime }: Filed): readonly string[] => [
  ...new Set(
    relationship.parties
      .map(({ person }) => person)
      .filter(person => byTime === true || person !== ctx.person.id),
  ),
]

/** Ends the transaction when something has moved since it was read; the turn is then done again on what is there. */
export const unlessMoved = (saved: boolean): void => {
  if (saved) return
  throw new ThroughlineError(
    'store-conflict',
    'Changing something that was changed meanwhile',
    'It is tried again by itself.',
  )
}

/** What a new thing of these people begins with. */
export const fresh = ({ ctx, relationship }: Pick<Filed, 'ctx' | 'relationship'>) => ({
  id: ctx.house.ids(),
  tenant: ctx.tenant.id,
  relationship: relationship.id,
  rev: 0,
})
