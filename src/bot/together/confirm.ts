import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { rhythmCard } from '../cards/supervision.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan, Reaction } from '../context.ts'
import { notify } from '../notices.ts'
import type { Handler, Pressed } from '../pressed.ts'
import { bookAll } from './dates.ts'
import { dueOnIn } from './due.ts'
import { called } from './people.ts'

/** Who has to say yes: whoever stands in, the worker who gets another supervisor; never the one who proposed it. */
export const mayAnswer = (proposal: Relationship, person: string): boolean => {
  const { proposedBy, covers, follows, parties } = proposal
  if (proposedBy === person || parties.every(party => party.person !== person)) return false
  const role = covers === undefined ? follows && ('worker' as const) : ('supervisor' as const)
  const wanted = role && personAs(proposal, role)
  return wanted === undefined || wanted === proposedBy || wanted === person
}

/** The proposal a button names, while this person may still answer it. */
export const proposalFor = async (
  { house, scope, person }: Context,
  id: string | undefined,
): Promise<Relationship | undefined> => {
  const open = await house.store.proposals(scope)
  return open.find(each => each.id === id && mayAnswer(each, person.id))
}

/** Pressed twice, the second time is silent; an old or forged one finds nothing. */
export const gone = ({ state, whole }: Pressed): Reaction =>
  state.lastPress === whole ? { state, says: [] } : { state, says: [notFound()] }

/** Both have said yes: the rhythm is in force and the dates that came with it are booked. */
const begin = async (tx: Tx, ctx: Context, proposal: Relationship): Promise<Relationship> => {
  const { today } = ctx.moment
  const confirmed = await tx.confirm(proposal.id, today)
  const ahead = (proposal.firstDates ?? []).filter(day => day >= today)
  await bookAll(tx, ctx, confirmed.id, ahead)
  await tx.audit({ action: 'relationship.confirmed', object: confirmed.id })
  await tx.lookAt(confirmed.parties.map(({ person }) => person))
  return confirmed
}

const tellProposer = async (tx: Tx, ctx: Context, proposal: Relationship, what: string) => {
  const { proposedBy, id } = proposal
  if (proposedBy === undefined) return
  await notify(tx, ctx, proposedBy, what, { relationship: id, by: ctx.person.id })
}

export const confirm: Handler = async (pressed): Promise<Plan> => {
  const { ctx, args, whole } = pressed
  const proposal = await proposalFor(ctx, args.with)
  if (proposal === undefined || proposal.follows !== undefined || proposal.covers !== undefined)
    return gone(pressed)
  const state = { ...pressed.state, lastPress: whole }
  return {
    commit: async tx => {
      const relationship = await begin(tx, ctx, proposal)
      await tellProposer(tx, ctx, proposal, 'supervision.confirmed')
      const booked = (proposal.firstDates ?? []).filter(day => day >= ctx.moment.today)
      const dueOn = dueOnIn(ctx, relationship, [])
      const says = `Good. You and ${called(ctx, proposal.proposedBy)} are set up.`
      const standing = { relationship, booked, ...(dueOn === undefined ? {} : { dueOn }) }
      return { state, mine: 'Confirm', says: [rhythmCard(ctx, says, standing)] }
    },
  }
}

export const decline: Handler = async pressed => {
  const { ctx, args, whole } = pressed
  const proposal = await proposalFor(ctx, args.with)
  if (proposal === undefined) return gone(pressed)
  const state = { ...pressed.state, lastPress: whole }
  return {
    commit: async tx => {
      await tx.decline(proposal.id, ctx.moment.today)
      await tx.audit({ action: 'relationship.declined', object: proposal.id })
      const what = proposal.covers === undefined ? 'supervision.declined' : 'cover.declined'
      await tellProposer(tx, ctx, proposal, what)
      const name = called(ctx, proposal.proposedBy)
      const says = `Thank you. ${name} hears that it does not fit like this, without a reason; the two of you can talk about it.`
      return { state, mine: 'This is not right', says: [saying(says, [homeButton])] }
    },
  }
}
