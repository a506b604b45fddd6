import type { Given } from '../../core/part.ts'
import type { RecordKind, Row, SupervisionRecord } from '../../domain/record.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'

/** What somebody starts a dialog with. */
export interface Reading {
  readonly ctx: Context
  readonly relationship: Relationship
  /** The role of the person who starts. */
  readonly startedBy: string
  /** Id of the action or session it is started for. */
  readonly about?: string
}
export type Read = Given[string]

/** What every party of the relationship may read: nothing one of them reads alone gets into a shared dialog. */
export const sharedRows = (record: SupervisionRecord, relationship: Relationship): readonly Row[] =>
  record.sections
    .filter(({ readers }) =>
      relationship.parties.every(party => readers.some(({ person }) => person === party.person)),
    )
    .flatMap(({ rows }) => rows)

/** Shared ones of this kind, newest first. */
export const recordsOf = async (
  { ctx, relationship }: Reading,
  kind: RecordKind,
): Promise<readonly SupervisionRecord[]> => {
  const records = await ctx.house.store.records(ctx.scope, { relationship: relationship.id, kind })
  return records.filter(({ state }) => state === 'shared')
}

export const newest = async (
  reading: Reading,
  kind: RecordKind,
): Promise<SupervisionRecord | undefined> => (await recordsOf(reading, kind))[0]

export const rowsOf = async (reading: Reading, kind: RecordKind): Promise<readonly Row[]> => {
  const record = await newest(reading, kind)
  return record === undefined ? [] : sharedRows(record, reading.relationship)
}
