import type { Card } from '../core/card.ts'
import type { Dialog } from '../core/dialogData.ts'
import type { Part } from '../core/part.ts'
import { finishPart, type Moved, type Run, type RunEffect } from '../core/run.ts'
import type { Action } from '../domain/action.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { StoredRun } from '../domain/run.ts'
import type { Tx } from '../domain/store.ts'
import { closedMeanwhile, closingCard, filedCard, sentCard } from './cards/finished.ts'
import type { Context } from './context.ts'
import { scheduleDeadline } from './deadlines.ts'
import { fileRun } from './filing.ts'
import { leadTo } from './leadsTo/leadTo.ts'
import { notify } from './notices.ts'
import { tellOpened } from './opening.ts'
import { personOf, toRun, toStored, withDraft } from './runs.ts'
import { soleAuthor } from './soleAuthor.ts'

/** What moving a run on needs, read before the transaction. */
export interface Around {
  readonly relationship: Relationship
  readonly actions: readonly Action[]
}

export const around = async (ctx: Context, relationship: string): Promise<Around | undefined> => {
  const { store } = ctx.house
  const [relationships, actions] = await Promise.all([
    store.relationships(ctx.scope),
    store.actions(ctx.scope, relationship),
  ])
  const found = relationships.find(({ id }) => id === relationship)
  return found === undefined ? undefined : { relationship: found, actions }
}

interface Moving extends Around {
  readonly tx: Tx
  readonly ctx: Context
  readonly dialog: Dialog
  /** Nobody did it: its time was over. */
  readonly byTime?: true
}

/** Its author's sharing is their sign-off, when one person wrote it all. */
const signForAuthor = async (
  { tx, ctx, dialog }: Moving,
  record: SupervisionRecord,
): Promise<void> => {
  const role = soleAuthor(dialog)
  if (role === undefined || !record.stances.includes(role)) return
  const stance = {
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    record: record.id,
    version: record.version,
  }
  await tx.takeStance({ ...stance, person: ctx.person.id, role, kind: 'agree', at: ctx.moment.now })
}

/** What came of the end of a run. */
interface Ended {
  readonly record?: SupervisionRecord
  /** For the person who ended it, after the word that it is done. */
  readonly says: readonly Card[]
}

/** A dialog without a record: only what it leads to. */
const close = async (moving: Moving, run: Run): Promise<Ended> => {
  const { tx, dialog } = moving
  const { title } = dialog
  const says = await leadTo(dialog, {
    ...moving,
    run,
    record: undefined,
    title,
    on: run.on,
    revision: false,
  })
  await tx.audit({ action: 'run.done', object: run.id, detail: { dialog: dialog.id } })
  return { says }
}

const file = async (moving: Moving, run: Run, stored: StoredRun): Promise<Ended> => {
  const { tx, ctx, dialog, relationship } = moving
  if (dialog.files.record === undefined) return close(moving, run)
  const record = await fileRun(tx, ctx, dialog, run, stored, relationship)
  await signForAuthor(moving, record)
  const { title, on } = record
  const revision = stored.record !== undefined
  const says = await leadTo(dialog, { ...moving, run, record, title, on, revision })
  for (const { person, role } of record.parties) {
    if ((person !== ctx.person.id || moving.byTime) && record.stances.includes(role))
      await notify(tx, ctx, person, 'record.shared', {
        record: record.id,
        version: String(record.version),
      })
  }
  return { record, says }
}

/** Everyone who was asked or said something hears of the end, but for the one who ended it. */
const tellEnded = async (moving: Moving, before: StoredRun, how: string): Promise<void> => {
  const { tx, ctx } = moving
  const { answers } = toRun(before)
  for (const { person, role } of before.parties) {
    const concerned = before.openFor.includes(role) || answers[role] !== undefined
    const didIt = person === ctx.person.id && moving.byTime !== true
    if (concerned && !didIt) await notify(tx, ctx, person, 'run.ended', { run: before.id, how })
  }
}

/** Stores a run that has moved and does what that asks for; answers what came of its end, if it has ended. */
export const applyMove = async (
  moving: Moving,
  [run, effects]: Moved,
  before: StoredRun,
): Promise<Ended | undefined> => {
  const { tx, ctx, dialog } = moving
  const opened = effects.some(effect => effect.do === 'open')
  const next = toStored(dialog, run, {
    ...before,
    ...(opened ? { sceneOpenedAt: ctx.moment.now } : {}),
  })
  let over: Ended | undefined
  for (const effect of effects) over = (await applyOne(moving, effect, run, next, before)) ?? over
  const record = over?.record
  const pointer = record === undefined ? {} : { record: { id: record.id, version: record.version } }
  await tx.saveRun({ ...next, ...pointer })
  return over
}

const applyOne = async (
  moving: Moving,
  effect: RunEffect,
  run: Run,
  stored: StoredRun,
  before: StoredRun,
): Promise<Ended | undefined> => {
  if (effect.do === 'file') return file(moving, run, stored)
  if (effect.do === 'open') {
    await tellOpened(moving.tx, moving.ctx, stored, effect.parties, moving.byTime)
    await scheduleDeadline(moving.tx, moving.ctx, moving.dialog, run)
    return undefined
  }
  await tellEnded(moving, before, effect.how)
  return undefined
}

export interface Finished {
  readonly cards: readonly Card[]
  /** The run, when its next scene is this person's too. */
  readonly goesOn?: StoredRun
}

const endCard = ({ ctx, dialog, relationship }: Moving, { record }: Ended, part: Part): Card =>
  record === undefined
    ? closingCard(ctx, dialog, part, relationship.id)
    : filedCard(ctx, record, dialog, part)

/** A part is done: its answers move into the run, and whoever is last closes the scene. All in one transaction. */
export const finish = async (
  tx: Tx,
  ctx: Context,
  dialog: Dialog,
  part: Part,
  nearby: Around,
): Promise<Finished> => {
  const before = await tx.run(part.run)
  const moved =
    before === undefined ? undefined : finishPart(dialog, toRun(before), part, ctx.moment.today)
  if (before === undefined || moved === undefined) return { cards: [closedMeanwhile(part)] }
  const moving: Moving = { ...nearby, tx, ctx, dialog }
  const over = await applyMove(moving, moved, withDraft(before, part.party, undefined))
  if (over !== undefined) return { cards: [endCard(moving, over, part), ...over.says] }
  const [run] = moved
  const after = await tx.run(part.run)
  const mine = run.openFor.some(
    party => personOf(before, party) === ctx.person.id && !run.doneBy.includes(party),
  )
  const waitingFor = run.openFor
    .filter(party => !run.doneBy.includes(party))
    .map(party => run.names[party] ?? party)
  const cards = [sentCard(dialog.title, waitingFor, mine)]
  return mine && after !== undefined ? { cards, goesOn: after } : { cards }
}
