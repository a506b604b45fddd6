import type { Button, Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { ended } from '../../domain/cadence.ts'
import { goesOn } from '../../domain/chain.ts'
import type { Obligation } from '../../domain/obligation.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Reaction } from '../context.ts'
import { notify } from '../notices.ts'
import type { Handler, Pressed } from '../pressed.ts'
import { called } from '../together/people.ts'
import { otherIn, theirs } from '../together/which.ts'

/** Two words for why a date is not needed; nobody is asked for more. */
const reasons = {
  'not needed': 'Not needed this time',
  'agreed otherwise': 'We agreed otherwise',
} as const satisfies Record<NonNullable<Obligation['waived']>['reason'], string>

type Reason = keyof typeof reasons

const isReason = (said: string): said is Reason => Object.hasOwn(reasons, said)

interface Found {
  readonly relationship: Relationship
  readonly row: Obligation
  readonly all: readonly Obligation[]
}

/** The date a button names, in a supervision of this person’s own. */
const find = async ({ ctx, args }: Pressed): Promise<Found | undefined> => {
  const readable = await ctx.house.store.obligations(ctx.scope)
  const row = readable.find(({ id }) => id === args.id)
  const relationship = row && (await theirs(ctx, row.relationship))
  if (row === undefined || relationship === undefined) return undefined
  return { row, relationship, all: readable.filter(each => each.relationship === row.relationship) }
}

const settled = (state: Pressed['state'], mine: string): Reaction => ({
  state,
  mine,
  says: [
    saying('That date is settled already, so nothing has changed. Home shows what is next.', [
      homeButton,
    ]),
  ],
})

const ask = (ctx: Context, { id, rev, dueOn }: Obligation): Card => {
  const button = (reason: Reason): Button => ({
    label: reasons[reason],
    press: press('waive', { id, rev: String(rev), as: reason }),
  })
  const day = sayDate(dueOn, ctx.moment.today)
  return saying(
    `The session best held by ${day}: which is it? The next one counts from that day.`,
    [
      button('not needed'),
      button('agreed otherwise'),
      { ...homeButton, label: 'Leave it as it is' },
    ],
  )
}

const notNeeded: Handler = async pressed => {
  const { ctx, state } = pressed
  const mine = 'Not needed'
  const found = await find(pressed)
  if (found === undefined) return { state, mine, says: [notFound()] }
  if (!goesOn(found.row)) return settled(state, mine)
  return { state, mine, says: [ask(ctx, found.row)] }
}

const waivedBy = (
  { pausedFrom: _, ...row }: Obligation,
  { person, moment }: Context,
  reason: Reason,
): Obligation => ({
  ...row,
  state: 'waived',
  waived: { by: person.id, reason },
  closedOn: moment.today,
})

const done = (ctx: Context, { relationship, row }: Found): Card => {
  const { today } = ctx.moment
  const other = called(ctx, otherIn(ctx, relationship))
  return saying(
    `Noted, and ${other} is told. The next session counts from ${sayDate(row.dueOn, today)}.`,
    [{ label: 'Undo', press: press('unwaive', { id: row.id }), tone: 'quiet' }, homeButton],
  )
}

const tell = (tx: Tx, ctx: Context, { row, relationship }: Found, what: string): Promise<void> =>
  notify(tx, ctx, otherIn(ctx, relationship), what, {
    relationship: relationship.id,
    obligation: row.id,
    by: ctx.person.id,
    at: String(ctx.moment.now),
  })

const waive: Handler = async pressed => {
  const { ctx, state, args, whole } = pressed
  const reason = args.as ?? ''
  const found = await find(pressed)
  if (found === undefined || !isReason(reason)) return { state, says: [notFound()] }
  // The same button twice is a double press: answered once is enough.
  if (state.lastPress === whole) return { state, says: [] }
  const { row, relationship } = found
  const mine = reasons[reason]
  if (!goesOn(row) || String(row.rev) !== args.rev) return settled(state, mine)
  return {
    commit: async tx => {
      if (!(await tx.saveObligation(waivedBy(row, ctx, reason)))) return settled(state, mine)
      await tx.audit({ action: 'obligation.waived', object: row.id, detail: { reason } })
      await tx.lookAt(relationship.parties.map(({ person }) => person))
      await tell(tx, ctx, found, 'supervision.waived')
      return { state: { ...state, lastPress: whole }, mine, says: [done(ctx, found)] }
    },
  }
}

/** What the next one counted from while this one was waived, and nothing has come of yet. */
const begunSince = ({ row, all }: Found): readonly Obligation[] => {
  const meets = ruleOf(row.programme, row.rule)?.meets
  return all.filter(
    each => each.since > row.since && ruleOf(each.programme, each.rule)?.meets === meets,
  )
}

/** While nothing has come of it: whoever said so takes it back, and the date is as it was. */
const unwaive: Handler = async pressed => {
  const { ctx, state } = pressed
  const mine = 'Undo'
  const found = await find(pressed)
  if (found === undefined) return { state, mine, says: [notFound()] }
  const { row, relationship } = found
  const since = begunSince(found)
  if (row.waived?.by !== ctx.person.id || !since.every(goesOn)) return settled(state, mine)
  return {
    commit: async tx => {
      const { waived: _waived, closedOn: _closed, ...open } = row
      if (!(await tx.saveObligation({ ...open, state: 'open' }))) return settled(state, mine)
      for (const each of since) await tx.saveObligation(ended(each, ctx.moment.today))
      await tx.audit({ action: 'obligation.reopened', object: row.id })
      await tx.lookAt(relationship.parties.map(({ person }) => person))
      await tell(tx, ctx, found, 'supervision.needed')
      const day = sayDate(row.dueOn, ctx.moment.today)
      return { state, mine, says: [saying(`As before: best held by ${day}.`, [homeButton])] }
    },
  }
}

/** A date of two people that one of them says is not needed, and the way back. */
export const waivingPresses: Readonly<Record<string, Handler>> = {
  'not needed': notNeeded,
  waive,
  unwaive,
}

/** What the other one reads; undefined once it is otherwise. */
const told =
  (state: Obligation['state'], says: (by: string, day: string) => string) =>
  async (ctx: Context, refs: Readonly<Record<string, string>>): Promise<Card | undefined> => {
    const all = await ctx.house.store.obligations(ctx.scope, refs.relationship)
    const row = all.find(({ id }) => id === refs.obligation)
    if (row?.state !== state) return undefined
    const day = sayDate(row.dueOn, ctx.moment.today)
    return {
      ...saying(says(called(ctx, refs.by), day), [homeButton]),
      summary: 'A date for supervision',
    }
  }

export const waivingNotices = {
  'supervision.waived': told(
    'waived',
    (by, day) =>
      `${by} says that the session best held by ${day} is not needed this time. If you see it otherwise, book a date with them any day.`,
  ),
  'supervision.needed': told(
    'open',
    (by, day) => `${by} says that the session best held by ${day} is needed after all.`,
  ),
}
