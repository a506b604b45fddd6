import * as z from 'zod'

import { date } from '../core/answers.ts'
import type { Dialog } from '../core/dialogData.ts'
import { holds } from '../core/holds.ts'
import { outside } from '../core/lookup.ts'
import type { Answers, Part } from '../core/part.ts'
import { partiesOf } from '../core/path.ts'
import { type FiledRow, rows } from '../core/rows.ts'
import { partFor, type Run } from '../core/run.ts'
import { textId } from '../core/textId.ts'
import type { Action } from '../domain/action.ts'
import type { Command } from '../domain/format.ts'
import { firstName } from '../domain/people.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'

/** What filing a record does to other things: actions, agenda items, dates. All of it inside the filing's transaction. */
export interface Filed {
  readonly tx: Tx
  readonly ctx: Context
  readonly run: Run
  readonly record: SupervisionRecord
  readonly relationship: Relationship
  /** A next version: what the first one set in motion is not done again. */
  readonly revision: boolean
  /** Read before the transaction: what the run's loops walked over. */
  readonly actions: readonly Action[]
  /** Everything answered, by key. */
  readonly values: Answers
  readonly filed: readonly FiledRow[]
}

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

const addActions = async (filed: Filed, from: string): Promise<void> => {
  const { tx, ctx, record, relationship, values } = filed
  const found = agreed.safeParse(filed.filed.find(({ key }) => key === from)?.value)
  const already = filed.actions.filter(each => each.record === record.id).map(each => each.what)
  const lines = found.success ? found.data : []
  for (const { what, who, by, why } of lines.filter(line => !already.includes(line.what))) {
    const reason = why ?? z.string().safeParse(values[`reasons/${textId(what)}/why`]).data
    await tx.addAction({
      id: ctx.house.ids(),
      tenant: ctx.tenant.id,
      relationship: relationship.id,
      rev: 0,
      owner: ownerOf(filed, who),
      by: by ?? record.on,
      state: 'open',
      carried: 0,
      record: record.id,
      what,
      ...(reason === undefined ? {} : { why: reason }),
    })
  }
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

const followActions = async ({ tx, run, actions, values }: Filed): Promise<void> => {
  const walked = z.array(z.object({ id: z.string() })).safeParse(run.given.openActions)
  const ids = new Set(walked.success ? walked.data.map(({ id }) => id) : [])
  for (const action of actions.filter(({ id }) => ids.has(id)))
    await tx.saveAction(follow(action, values))
}

const coverAgenda = async (filed: Filed): Promise<void> => {
  const { tx, ctx, relationship, values } = filed
  const items = await ctx.house.store.agendaItems(ctx.scope, relationship.id)
  for (const item of items) {
    const as = values[`items/${item.id}/as`]
    if (as === undefined) continue
    await tx.saveAgendaItem({ ...item, state: as === 'Park it' ? 'parked' : 'covered' })
  }
}

/** A topic in fixed words: the agenda is read by both, what one of them said stays in the record. */
const addAgendaItem = async ({ tx, ctx, record, relationship }: Filed): Promise<void> =>
  tx.addAgendaItem({
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    relationship: relationship.id,
    rev: 0,
    raisedBy: ctx.person.id,
    at: ctx.moment.now,
    state: 'open',
    topic: `${record.title}: two views to talk about`,
  })

const holdSession = async ({ tx, ctx, record, relationship }: Filed): Promise<void> => {
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  const planned = sessions.find(({ state, on }) => state === 'planned' && on <= record.on)
  const held = {
    state: 'held',
    on: record.on,
    source: record.on === ctx.moment.today ? 'live' : 'later',
    enteredAt: ctx.moment.now,
    record: record.id,
  } as const
  if (planned !== undefined) return void (await tx.saveSession({ ...planned, ...held }))
  const fresh = {
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    relationship: relationship.id,
    rev: 0,
  }
  await tx.addSession({ ...fresh, ...held })
}

const planSession = async (
  { tx, ctx, relationship, values }: Filed,
  from: string,
): Promise<void> => {
  const next = date.safeParse(values[from])
  if (!next.success) return
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  if (sessions.some(({ state, on }) => state === 'planned' && on === next.data)) return
  const fresh = {
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    relationship: relationship.id,
    rev: 0,
  }
  await tx.addSession({ ...fresh, on: next.data, state: 'planned' })
}

const run: Readonly<Record<Command, (filed: Filed, from: string) => Promise<void>>> = {
  'action.add': addActions,
  'action.follow': followActions,
  'agenda.add': addAgendaItem,
  'agenda.cover': coverAgenda,
  'session.hold': holdSession,
  'session.plan': planSession,
}

/** What a next version may add to: new actions, another date. */
const again = new Set<Command>(['action.add', 'session.plan'])

const isCommand = (name: string): name is Command => name in run

const allSeen = (dialog: Dialog, current: Run, party: string): Part =>
  partFor(dialog, current, party, '*')

/** Runs what the dialog's filing leads to, each command once, in the dialog's order. */
export const leadTo = async (
  dialog: Dialog,
  filed: Omit<Filed, 'values' | 'filed'>,
): Promise<void> => {
  const done = new Set<string>()
  const values: Answers = Object.assign({}, ...Object.values(filed.run.answers))
  const all: Filed = { ...filed, values, filed: rows(dialog, filed.run, filed.ctx.moment.today) }
  const from = dialog.scenes.flatMap(partiesOf)[0] ?? ''
  for (const { command, from: answer, when } of dialog.files.leadsTo) {
    const wanted = holds(
      when,
      { ...allSeen(dialog, filed.run, from), answers: values },
      outside,
      filed.ctx.moment.today,
    )
    const said = Object.keys(values).some(key => key === answer || key.startsWith(`${answer}/`))
    const once = command === 'action.follow' ? command : `${command}:${answer}`
    if (!wanted || !said || !isCommand(command) || done.has(once)) continue
    if (filed.revision && !again.has(command)) continue
    done.add(once)
    await run[command](all, answer)
  }
}
