import type { SupervisionRecord } from '../../domain/record.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Rhythm } from '../../domain/rhythm.ts'
import type { Tx } from '../../domain/store.ts'
import { goesOverForm } from '../cards/handOver.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import { gone, proposalFor } from './confirm.ts'
import { readFields } from './fields.ts'
import { called } from './people.ts'

/** Agreements and plans of the two: what a new supervisor may be shown. Session records stay where they are. */
const OFFERED: readonly string[] = ['R01', 'R02']

const offered = async (
  { house, scope }: Context,
  { follows }: Relationship,
): Promise<readonly SupervisionRecord[]> => {
  if (follows === undefined) return []
  const records = await house.store.records(scope, { relationship: follows })
  return records.filter(({ kind, state }) => OFFERED.includes(kind) && state === 'shared')
}

const pending = async (ctx: Context, id: string | undefined): Promise<Relationship | undefined> => {
  const next = await proposalFor(ctx, id)
  return next?.follows === undefined ? undefined : next
}

export const openGoesOver: Handler = async pressed => {
  const { ctx, state, args } = pressed
  const next = await pending(ctx, args.with)
  if (next === undefined) return gone(pressed)
  return { state, says: [], outcome: { form: goesOverForm(ctx, next, await offered(ctx, next)) } }
}

/** Goes on from the last session held, so that a change of people leaves no gap. */
const rhythmFrom = async (
  { house, scope, moment }: Context,
  { follows }: Relationship,
): Promise<Rhythm | undefined> => {
  const [relationships, sessions] = await Promise.all([
    house.store.relationships(scope),
    follows === undefined ? [] : house.store.sessions(scope, follows),
  ])
  const rhythm = relationships.find(({ id }) => id === follows)?.rhythm
  if (rhythm === undefined) return undefined
  const held = sessions.filter(({ state, on }) => state === 'held' && on <= moment.today)
  const last = [rhythm.lastHeld ?? '', ...held.map(({ on }) => on)].toSorted().at(-1) ?? ''
  return { ...rhythm, ...(last === '' ? {} : { lastHeld: last }) }
}

const tellAll = async (tx: Tx, ctx: Context, next: Relationship, before: string | undefined) => {
  const supervisor = personAs(next, 'supervisor') ?? ''
  await notify(tx, ctx, supervisor, 'handover.done', { relationship: next.id })
  const refs = {
    relationship: next.id,
    worker: ctx.person.id,
    supervisor,
    from: next.from,
    ...(before === undefined ? {} : { before }),
  }
  for (const person of new Set([before, next.proposedBy]))
    if (person !== undefined && person !== supervisor && person !== ctx.person.id)
      await notify(tx, ctx, person, 'handover.told', refs)
}

/** The worker has said what goes over: the new supervision begins where the one before it ends. */
export const saveGoesOver: FormHandler = async ({ ctx, state, args, values }) => {
  const next = await pending(ctx, args.with)
  if (next?.follows === undefined) return { state, says: [notFound()] }
  const { follows } = next
  const chosen = readFields(values, ctx.moment.today).many('records')
  const records = (await offered(ctx, next)).filter(({ id }) => chosen.includes(id))
  const rhythm = await rhythmFrom(ctx, next)
  const relationships = await ctx.house.store.relationships(ctx.scope)
  const old = relationships.find(({ id }) => id === follows)
  const before = old && personAs(old, 'supervisor')
  return {
    commit: async tx => {
      const confirmed = await tx.confirm(next.id, ctx.moment.today)
      await tx.handOver(
        follows,
        confirmed.id,
        records.map(({ id }) => id),
      )
      if (rhythm !== undefined) await tx.setRhythm(confirmed.id, rhythm)
      await tx.audit({ action: 'relationship.handed over', object: confirmed.id })
      await tellAll(tx, ctx, confirmed, before)
      await tx.lookAt([
        ...confirmed.parties.map(({ person }) => person),
        ...(before === undefined ? [] : [before]),
      ])
      const name = called(ctx, personAs(confirmed, 'supervisor'))
      const says = `Confirmed. ${name} is told, and what you chose, open actions and dates go over.`
      return { state, mine: 'Choose what goes over', says: [saying(says, [homeButton])] }
    },
  }
}
