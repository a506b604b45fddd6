import * as z from 'zod'

import type { Dialog, SceneData } from '../core/dialogData.ts'
import type { Run } from '../core/run.ts'
import { addWorkingDays, instantOf, workingDayBefore } from '../core/time.ts'
import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'
import { schedule } from './notices.ts'

const isDate = z.iso.date()

/** Shorter than this is no time to answer. */
const SHORTEST_MS = 2 * 3_600_000

/** The last day of a scene: a number of working days, or the last one before a day that is given, or that day itself. */
const lastDay = (ctx: Context, run: Run, until: NonNullable<SceneData['until']>): string => {
  const { now, today } = ctx.moment
  const { days, to, zone } = ctx.person.works
  const given = until.before === undefined ? undefined : run.given[until.before]
  const on = isDate.safeParse(given).data
  const candidates = on === undefined ? [] : [workingDayBefore(on, days), on]
  return (
    candidates.find(day => instantOf(day, to, zone) - now >= SHORTEST_MS) ??
    addWorkingDays(today, until.workingDays, days)
  )
}

/** When the open scene of a run closes by itself, if it does. */
export const scheduleDeadline = async (
  tx: Tx,
  ctx: Context,
  dialog: Dialog,
  run: Run,
): Promise<void> => {
  const { id, scene: name } = run
  const until = dialog.scenes.find(({ scene }) => scene === name)?.until
  if (until === undefined) return
  const day = lastDay(ctx, run, until)
  await schedule(tx, ctx, 'deadline', ctx.person.id, day, { run: id, scene: name })
}
