import type { Button, ListItem } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Context } from '../context.ts'
import { mayAnswer } from '../together/confirm.ts'
import { firstNameOf } from './sections.ts'

const whatIs = ({ follows, covers }: Relationship): string => {
  if (follows !== undefined) return 'a change of supervisor'
  return covers === undefined ? 'a supervision' : 'standing in'
}

const yes = ({ person }: Context, proposal: Relationship): Button => {
  const { id, covers, follows } = proposal
  if (follows !== undefined)
    return { label: 'Choose what goes over', press: press('what goes over', { with: id }) }
  if (covers === undefined) return { label: 'Confirm', press: press('confirm', { with: id }) }
  const isMine = personAs(proposal, 'supervisor') === person.id
  const label = isMine ? 'I can stand in' : 'Yes, please'
  return { label, press: press('take cover', { with: id }) }
}

/** Something proposed, with its answers for whoever may give one. */
export const proposalItem = (ctx: Context, proposal: Relationship): ListItem => {
  const others = proposal.parties.filter(({ person }) => person !== ctx.person.id)
  const text = [...new Set(others.map(({ person }) => firstNameOf(ctx, person)))].join(' and ')
  const what = whatIs(proposal)
  if (!mayAnswer(proposal, ctx.person.id)) return { text, detail: `${what}, waits for an answer` }
  return {
    text,
    detail: `${what}, for you to answer`,
    buttons: [
      { ...yes(ctx, proposal), tone: 'main' },
      { label: 'This is not right', press: press('decline', { with: proposal.id }) },
    ],
  }
}

/** Those that wait for this person. */
export const proposalsToAnswer = (
  ctx: Context,
  proposals: readonly Relationship[],
): readonly ListItem[] =>
  proposals.filter(each => mayAnswer(each, ctx.person.id)).map(each => proposalItem(ctx, each))
