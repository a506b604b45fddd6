import type { Card } from '../core/card.ts'
import type { Dialog } from '../core/dialogData.ts'
import type { Part } from '../core/part.ts'
import { finishPart, type Moved, type Run, type RunEffect } from '../core/run.ts'
import { addWorkingDays } from '../core/time.ts'
import type { Action } from '../domain/action.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { StoredRun } from '../domain/run.ts'
import type { Tx } from '../domain/store.ts'
import { closedMeanwhile, filedCard, sentCard } from './cards/finished.ts'
import type { Context } from './context.ts'
import { fileRun } from './filing.ts'
import { leadTo } from './leadsTo.ts'
import { notify, schedule } from './notices.ts'
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

const scheduleDeadline = async ({ tx, ctx, dialog }: Moving, stored: StoredRun): Promise<void> => {
  const until = dialog.scenes.find(({ scene }) => scene === stored.scene)?.until
  if (until === undefined) return
  const day = addWorkingDays(ctx.moment.today, until.workingDays, ctx.person.works.days)
  await schedule(tx, ctx, 'deadline', ctx.person.id, day, { run: stored.id, scene: stored.scene })
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

const file = async (moving: Moving, run: Run, stored: StoredRun): Promise<SupervisionRecord> => {
  const { tx, ctx, dialog, relationship } = moving
  const record = await fileRun(tx, ctx, dialog, run, stored, relationship)
  await signForAuthor(moving, record)
  await leadTo(dialog, { ...moving, run, record, revision: stored.record !== undefined })
  for (const { person, role } of record.parties) {
    if ((person !== ctx.person.id || moving.byTime) && record.stances.includes(role))
      await notify(tx, ctx, person, 'record.shared', {
        record: record.id,
        version: String(record.version),
      })
  }
  return record
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

/** Stores a run that has moved and does what that asks for; answers the record if one was filed. */
export const applyMove = async (
  moving: Moving,
  [run, effects]: Moved,
  before: StoredRun,
): Promise<SupervisionRecord | undefined> => {
  const { tx, ctx, dialog } = moving
  const opened = effects.some(effect => effect.do === 'open')
  const next = toStored(dialog, run, {
    ...before,
    ...(opened ? { sceneOpenedAt: ctx.moment.now } : {}),
  })
  let record: SupervisionRecord | undefined
  for (const effect of effects)
    record = (await applyOne(moving, effect, run, next, before)) ?? record
  const pointer = record === undefined ? {} : { record: { id: record.id, version: record.version } }
  await tx.saveRun({ ...next, ...pointer })
  return record
}

const applyOne = async (
  moving: Moving,
  effect: RunEffect,
  run: Run,
  stored: StoredRun,
  before: StoredRun,
): Promise<SupervisionRecord | undefined> => {
  if (effect.do === 'file') return file(moving, run, stored)
  if (effect.do === 'open') {
    await tellOpened(moving.tx, moving.ctx, stored, effect.parties)
    await scheduleDeadline(moving, stored)
    return undefined
  }
  await tellEnded(moving, before, effect.how)
  return undefined
}

export interface Finished {
  readonly card: Card
  /** The run, when its next scene is this person's too. */
  readonly goesOn?: StoredRun
}

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
  if (before === undefined || moved === undefined) return { card: closedMeanwhile(part) }
  const moving: Moving = { ...nearby, tx, ctx, dialog }
  const record = await applyMove(moving, moved, withDraft(before, part.party, undefined))
  if (record !== undefined)
    return { card: filedCard(record, ctx.person.id, ctx.people, dialog, part) }
  const [run] = moved
  const after = await tx.run(part.run)
  const mine = run.openFor.some(
    party => personOf(before, party) === ctx.person.id && !run.doneBy.includes(party),
  )
  const waitingFor = run.openFor
    .filter(party => !run.doneBy.includes(party))
    .map(party => run.names[party] ?? party)
  const card = sentCard(dialog.title, waitingFor, mine)
  return mine && after !== undefined ? { card, goesOn: after } : { card }
}
