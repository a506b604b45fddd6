import * as z from 'zod'

import type { FiledRow } from '../../core/rows.ts'
import type { AgendaItem } from '../../domain/action.ts'
import { audiences } from '../../domain/circle.ts'
import { audience } from '../../domain/record.ts'
import { agendaCard } from '../cards/agenda.ts'
import { inOrder } from '../given/work.ts'
import { notify } from '../notices.ts'
import { authorOf, type Filed, fresh, told, unlessMoved } from './filed.ts'

const itemsOf = ({ ctx, relationship }: Filed): Promise<readonly AgendaItem[]> =>
  ctx.house.store.agendaItems(ctx.scope, relationship.id)

/** `agenda.cover`: what became of each topic in the session. */
export const coverAgenda = async (filed: Filed): Promise<void> => {
  const { tx, values } = filed
  for (const { order: _, ...item } of await itemsOf(filed)) {
    const as = values[`items/${item.id}/as`]
    if (as === undefined) continue
    await tx.saveAgendaItem({ ...item, state: as === 'Park it' ? 'parked' : 'covered' })
  }
}

const opened = (filed: Filed, raisedBy: string, topic: string): AgendaItem => ({
  ...fresh(filed),
  raisedBy,
  at: filed.ctx.moment.now,
  state: 'open',
  topic,
})

/** `agenda.add`: a topic in fixed words; what one of them said stays in the record. */
export const addAgendaItem = (filed: Filed): Promise<void> =>
  filed.tx.addAgendaItem(
    opened(filed, filed.ctx.person.id, `${filed.title}: two views to talk about`),
  )

const line = z.string()

/** `agenda.protect`: what would keep the next date in its place (D30). */
export const protectDate = async (filed: Filed, [from = '']: readonly string[]): Promise<void> => {
  const words = line.safeParse(filed.values[from]).data
  if (words === undefined) return
  const topic = `Protecting our next date: ${words}`
  await filed.tx.addAgendaItem(opened(filed, filed.ctx.person.id, topic))
}

const texts = z.array(z.string())

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

const isShared = ({ audience: name }: FiledRow): boolean => {
  const found = audience.safeParse(name)
  return found.success && audiences[found.data].readers !== 'author'
}

/** Topics that were said in these answers, each once, none that stands there already, none that is private. */
const raised = (
  filed: Filed,
  from: readonly string[],
  already: readonly AgendaItem[],
): readonly AgendaItem[] => {
  const fromRows = filed.filed.filter(row => from.includes(row.key) && isShared(row))
  const all: AgendaItem[] = []
  for (const { party, value } of fromRows)
    for (const topic of texts.safeParse([value].flat()).data ?? [])
      if (![...already, ...all].some(each => same(each.topic, topic)))
        all.push(opened(filed, authorOf(filed, party), topic))
  return all
}

const tellReady = async (filed: Filed): Promise<void> => {
  const { tx, ctx, run, relationship } = filed
  for (const person of told(filed))
    await notify(tx, ctx, person, 'agenda.ready', { with: relationship.id, run: run.id })
}

/** `agenda.raise`: what somebody wants both to see becomes a topic. */
export const raiseTopics = async (filed: Filed, from: readonly string[]): Promise<void> => {
  const open = inOrder(await itemsOf(filed))
  const fresh = raised(filed, from, open)
  for (const item of fresh) await filed.tx.addAgendaItem(item)
  if (fresh.length > 0) await tellReady(filed)
}

/** What stands after it was asked whether it still should: as it is, gone, or in smaller pieces. */
const reviewed = (filed: Filed, item: AgendaItem): readonly AgendaItem[] => {
  const now = filed.values[`old/${item.id}/now`]
  const { order: _, ...plain } = item
  if (now === 'Let it go') return [{ ...plain, state: 'dropped' }]
  if (now !== 'Split it') return [plain]
  const parts = texts.safeParse(filed.values[`old/${item.id}/parts`]).data ?? []
  return [
    { ...plain, state: 'dropped' },
    ...parts.map(topic => opened(filed, item.raisedBy, topic)),
  ]
}

/** `agenda.settle`: both lists together, in the order that was chosen; both get it. */
export const settleAgenda = async (filed: Filed, from: readonly string[]): Promise<void> => {
  const { tx, ctx, relationship } = filed
  const before = inOrder(await itemsOf(filed))
  const old = before.flatMap(item => reviewed(filed, item))
  const all = [
    ...old,
    ...raised(
      filed,
      from.filter(name => name !== 'top'),
      old,
    ),
  ]
  const top = texts.safeParse(filed.values.top).data ?? []
  const after = all.map((item): AgendaItem => {
    const place = top.findIndex(each => same(each, item.topic)) + 1
    return place > 0 && item.state === 'open' ? { ...item, order: place } : item
  })
  for (const item of after) {
    const known = before.find(({ id }) => id === item.id)
    if (known === undefined) await tx.addAgendaItem(item)
    else if (known.state !== item.state || known.order !== item.order)
      unlessMoved(await tx.saveAgendaItem(item))
  }
  await tellReady(filed)
  filed.tell(agendaCard(ctx, relationship, inOrder(after)))
}
