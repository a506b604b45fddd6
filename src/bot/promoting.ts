import { line } from '../core/answers.ts'
import type { Button, Card } from '../core/card.ts'
import { press } from '../core/press.ts'
import type { Note } from '../domain/action.ts'
import type { Relationship } from '../domain/relationship.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import type { Context } from './context.ts'
import type { Handler, Pressed } from './pressed.ts'
import { raise } from './raising.ts'
import { called, supervisions } from './together/people.ts'
import { otherIn, theirs } from './together/which.ts'

/** A private note goes on the agenda of two people only after its author has seen who will read it (D11, D06). */

const MOST = 2

/** With whom a note could be talked about; each is asked once more before anybody reads it. */
export const promoteButtons = (
  ctx: Context,
  relationships: readonly Relationship[],
  note: string,
): readonly Button[] =>
  supervisions(relationships, ctx.person.id)
    .slice(0, MOST)
    .map(each => ({
      label: `For the agenda with ${called(ctx, otherIn(ctx, each))}`,
      press: press('promote', { note, with: each.id }),
      tone: 'quiet',
    }))

interface Found {
  readonly note: Note
  readonly relationship: Relationship
  readonly other: string
}

const find = async ({ ctx, args }: Pressed): Promise<Found | undefined> => {
  const relationship = await theirs(ctx, args.with)
  const note = (await ctx.house.store.notes(ctx.scope)).find(({ id }) => id === args.note)
  if (relationship === undefined || note === undefined) return undefined
  return { note, relationship, other: called(ctx, otherIn(ctx, relationship)) }
}

const preview = ({ note, relationship, other }: Found): Card => {
  const refs = { note: note.id, with: relationship.id }
  return {
    summary: 'A topic for the agenda',
    blocks: [
      { kind: 'note', text: `${other} and you will read this:`, tone: 'readers' },
      { kind: 'quote', text: note.text, confidential: true },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Put it on the agenda', press: press('promote now', refs), tone: 'main' },
          { label: 'Keep it private', press: press('noted') },
        ],
      },
    ],
  }
}

const mine = (other: string): string => `For the agenda with ${other}`

const promote: Handler = async pressed => {
  const { state } = pressed
  const found = await find(pressed)
  if (found === undefined) return { state, says: [notFound()] }
  const long = 'A line or two is enough for an agenda: type “note” with the words you would share.'
  const fits = line.safeParse(found.note.text).success
  return { state, mine: mine(found.other), says: [fits ? preview(found) : saying(long)] }
}

const promoteNow: Handler = async pressed => {
  const { ctx, state } = pressed
  const found = await find(pressed)
  const topic = found && line.safeParse(found.note.text).data
  if (found === undefined || topic === undefined) return { state, says: [notFound()] }
  const { relationship, other } = found
  const items = await ctx.house.store.agendaItems(ctx.scope, relationship.id)
  const isThere = items.some(each => each.state === 'open' && each.topic === topic)
  const says = [
    saying(`It is on your agenda with ${other}. The note itself stays yours.`, [homeButton]),
  ]
  if (isThere) return { state, mine: 'Put it on the agenda', says }
  return {
    commit: async tx => {
      await raise(tx, ctx, relationship.id, topic)
      await tx.lookAt(relationship.parties.map(({ person }) => person))
      return { state, mine: 'Put it on the agenda', says }
    },
  }
}

export const promotingPresses: Readonly<Record<string, Handler>> = {
  promote,
  'promote now': promoteNow,
}
