import * as z from 'zod'

import { date } from '../../core/answers.ts'
import type { Answers } from '../../core/part.ts'
import { textId } from '../../core/textId.ts'
import type { Action } from '../../domain/action.ts'
import { firstName } from '../../domain/people.ts'
import { type Filed, fresh, unlessMoved } from './filed.ts'

const agreed = z.array(
  z.object({
    what: z.string(),
    who: z.string().optional(),
    by: date.optional(),
    why: z.string().optional(),
  }),
)

const ownerOf = ({ relationship, ctx }: Filed, who: string | undefined): string => {
  const parties = relationship.parties.map(({ person }) => person)
  const named = ctx.people.find(
    each =>
      parties.includes(each.id) &&
      who !== undefined &&
      firstName(each.name).toLowerCase() === who.toLowerCase(),
  )
  return (
    named?.id ??
    relationship.parties.find(({ role }) => role === 'worker' || role === 'learner')?.person ??
    ctx.person.id
  )
}

/** `action.add`: each line that was agreed becomes an action, once. */
export const addActions = async (filed: Filed, [from]: readonly string[]): Promise<void> => {
  const { tx, record, values } = filed
  const found = agreed.safeParse(filed.filed.find(({ key }) => key === from)?.value)
  const already = filed.actions
    .filter(each => record !== undefined && each.record === record.id)
    .map(each => each.what)
  const lines = found.success ? found.data : []
  for (const { what, who, by, why } of lines.filter(line => !already.includes(line.what))) {
    const reason = why ?? z.string().safeParse(values[`reasons/${textId(what)}/why`]).data
    await tx.addAction({
      ...fresh(filed),
      owner: ownerOf(filed, who),
      by: by ?? filed.on,
      state: 'open',
      carried: 0,
      ...(record === undefined ? {} : { record: record.id }),
      what,
      ...(reason === undefined ? {} : { why: reason }),
    })
  }
}

const DECIDED = z.enum(['Keep it', 'Split it', 'Let it go'])
const parts = z.array(z.string())

/** `action.review`: what was carried often is kept, let go, or made smaller. */
export const reviewActions = async (
  filed: Filed,
  [from = '']: readonly string[],
): Promise<void> => {
  const { tx, actions, values } = filed
  for (const action of actions) {
    const now = DECIDED.safeParse(values[`${from}/${action.id}/now`]).data
    if (now === 'Let it go') unlessMoved(await tx.saveAction({ ...action, state: 'dropped' }))
    if (now !== 'Split it') continue
    unlessMoved(await tx.saveAction({ ...action, state: 'changed' }))
    const { line: _, ...whole } = action
    for (const what of parts.safeParse(values[`${from}/${action.id}/parts`]).data ?? [])
      await tx.addAction({ ...whole, ...fresh(filed), state: 'open', carried: 0, what })
  }
}

/** `action.line`: what the action that this is about has changed. */
export const keepLine = async (
  { tx, run, actions, values }: Filed,
  [from = '']: readonly string[],
): Promise<void> => {
  const action = actions.find(({ id }) => id === run.given.about)
  const line = z.string().safeParse(values[from]).data
  if (action !== undefined && line !== undefined)
    unlessMoved(await tx.saveAction({ ...action, line }))
}

const states: Readonly<Record<string, Action['state']>> = {
  Done: 'done',
  Partly: 'partly',
  Changed: 'changed',
  Dropped: 'dropped',
  'Drop it': 'dropped',
  'Change it': 'changed',
}

/** What came of one open action: the whole list at once, or one by one. */
const follow = (action: Action, values: Answers): Action => {
  const at = (field: string): string => String(values[`followed/${action.id}/${field}`] ?? '')
  const now = values.lastActions === 'All done' ? 'Done' : at('now')
  const line = at('line')
  const state = states[at('stillRight')] ?? states[now] ?? action.state
  const carried = state === action.state ? action.carried + 1 : action.carried
  return { ...action, state, carried, ...(line === '' ? {} : { line }) }
}

/** `action.follow`: where each action of last time is now. */
export const followActions = async ({ tx, run, actions, values }: Filed): Promise<void> => {
  const walked = z.array(z.object({ id: z.string() })).safeParse(run.given.openActions)
  const ids = new Set(walked.success ? walked.data.map(({ id }) => id) : [])
  for (const action of actions.filter(({ id }) => ids.has(id)))
    await tx.saveAction(follow(action, values))
}
