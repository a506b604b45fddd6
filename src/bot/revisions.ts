import { begin } from '../core/flow.ts'
import { beginRevision, partFor } from '../core/run.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import type { StoredRun } from '../domain/run.ts'
import { standingOf } from '../domain/standing.ts'
import type { Tx } from '../domain/store.ts'
import { notFound } from './cards/words.ts'
import { type Context, dialogOf, type Plan } from './context.ts'
import { focused, park, refOf } from './opening.ts'
import { toRun, toStored } from './runs.ts'
import { partCard } from './show.ts'
import { findRecord, linked, type RecordRef } from './stances.ts'
import type { PersonState } from './state.ts'

/** Opens the author's answers of a filed version again, as the draft of the next one. */
const revision = (
  ctx: Context,
  record: SupervisionRecord,
  filed: StoredRun,
  party: string,
): Omit<StoredRun, 'rev'> | undefined => {
  const dialog = dialogOf(ctx.house, filed.dialog.id)
  if (dialog === undefined) return undefined
  const { names, on, given, answers } = toRun(filed)
  const [run] = beginRevision(dialog, { id: ctx.house.ids(), names, on, given, answers }, party)
  const { ended: _, ...bare } = filed
  const { rev: __, ...stored } = toStored(dialog, run, {
    ...bare,
    id: run.id,
    startedBy: ctx.person.id,
    startedAt: ctx.moment.now,
    sceneOpenedAt: ctx.moment.now,
    state: 'open',
    restsUntil: {},
    record: { id: record.id, version: record.version },
    pockets: [],
  })
  return stored
}

interface Reopening {
  readonly ctx: Context
  readonly state: PersonState
  readonly record: SupervisionRecord
  readonly party: string
  readonly mine: string
  /** What must hold first, done in the same transaction; answers why not. */
  readonly first: (tx: Tx) => Promise<string | undefined>
}

const reopen = ({ ctx, state, record, party, mine, first }: Reopening): Plan => ({
  commit: async tx => {
    const refused = await first(tx)
    if (refused !== undefined) return { state, mine, says: [linked(refused, record)] }
    const filed = await tx.run(record.run)
    const stored = filed === undefined ? undefined : revision(ctx, record, filed, party)
    const dialog = dialogOf(ctx.house, record.dialog.id)
    if (stored === undefined || dialog === undefined) return { state, says: [notFound()] }
    if (state.focus !== undefined) await park(tx, state.focus)
    await tx.addRun(stored)
    const run = toRun({ ...stored, rev: 0 })
    const [part, effects] = begin(dialog, partFor(dialog, run, party, run.scene), ctx.moment)
    const resting =
      state.focus === undefined
        ? undefined
        : refOf(state.focus, dialogOf(ctx.house, state.focus.dialog)?.title ?? '')
    return {
      mine,
      state: focused(state, part, resting),
      says: [partCard(ctx, dialog, part, effects)],
    }
  },
})

const authorOf = (record: SupervisionRecord): string | undefined =>
  record.parties.find(({ role }) => role === record.author)?.person

/** Takes a shared record back while nobody has opened it; its answers become a draft again. */
export const recallPlan = async (
  ctx: Context,
  state: PersonState,
  ref: RecordRef,
): Promise<Plan> => {
  const record = await findRecord(ctx, ref)
  if (record === undefined || authorOf(record) !== ctx.person.id)
    return { state, says: [notFound()] }
  const refs = { record: record.id, version: String(record.version) }
  const first = async (tx: Tx): Promise<string | undefined> => {
    if (!(await tx.recall(record.id, record.version)))
      return 'It has been opened already, so it cannot be taken back. A change can still be made together.'
    await tx.audit({
      action: 'record.recalled',
      object: record.id,
      detail: { version: refs.version },
    })
    await tx.dropDeliveries(refs)
    return undefined
  }
  return reopen({ ctx, state, record, party: record.author, mine: 'Take it back', first })
}

/** Whoever wrote a part of the record goes over it again after somebody asked for a change. */
export const revisePlan = async (
  ctx: Context,
  state: PersonState,
  ref: RecordRef,
): Promise<Plan> => {
  const record = await findRecord(ctx, ref)
  const party = record?.parties.find(
    ({ person, role }) => person === ctx.person.id && wrote(record, role),
  )?.role
  if (record === undefined || party === undefined) return { state, says: [notFound()] }
  const stances = await ctx.house.store.stances(ctx.scope, record.id)
  const asked = standingOf(record, stances).is === 'change asked'
  const first = async (): Promise<string | undefined> =>
    asked ? undefined : 'Nobody is asking for a change in this version now.'
  return reopen({ ctx, state, record, party, mine: 'Make the change', first })
}

/** True when this role answered something that stands in the record. */
export const wrote = (record: SupervisionRecord, role: string): boolean =>
  role === record.author || record.sections.some(({ rows }) => rows.some(row => row.party === role))

/** True when everything in the record was written by this role: only then is it theirs to take back. */
export const wroteAlone = (record: SupervisionRecord, role: string): boolean =>
  role === record.author &&
  record.sections.every(({ rows }) => rows.every(row => row.party === role))
