import type { Block, Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { type Changeable, isChangeable } from '../changes.ts'
import type { Context } from '../context.ts'
import { noteAnswers } from '../notesAboutMe.ts'
import { firstNameOf } from '../pages/sections.ts'
import { homeButton } from './words.ts'

type Refs = Readonly<Record<string, string>>

const things: Readonly<Record<Changeable, string>> = {
  record: 'a record',
  person: 'their name or job here',
  relationship: 'how the two of you are entered here',
  action: 'an action of the two of you',
  agenda: 'a topic on your agenda',
  session: 'a session date of the two of you',
  date: 'a due date of the two of you',
}

const changeAsked = async (ctx: Context, refs: Refs): Promise<Card | undefined> => {
  const { by, kind = '', id = '' } = refs
  if (!isChangeable(kind)) return undefined
  const record = kind === 'record' ? await ctx.house.store.record(ctx.scope, id) : undefined
  if (kind === 'record' && record === undefined) return undefined
  const what =
    record === undefined ? things[kind] : `the record from ${sayDate(record.on, ctx.moment.today)}`
  const way =
    kind === 'person'
      ? 'The next import of people can put it right; they can tell you what it should be.'
      : 'They tell you what should be different when you next speak.'
  const link: readonly Block[] =
    record === undefined ? [] : [{ kind: 'link', label: 'Read', view: `record/${record.id}` }]
  return {
    summary: 'Somebody asks for a change',
    blocks: [
      { kind: 'text', text: `${firstNameOf(ctx, by)} asks for a change in ${what}. ${way}` },
      ...link,
      { kind: 'buttons', buttons: [homeButton] },
    ],
  }
}

const notesAsked = async (ctx: Context, { by = '', on = '' }: Refs): Promise<Card> => ({
  summary: 'Somebody asks about notes',
  blocks: [
    {
      kind: 'text',
      text: `${firstNameOf(ctx, by)} asks whether you keep notes about them. Everyone may ask that. Your notes stay yours: you decide how you show them, or explain.`,
    },
    {
      kind: 'buttons',
      buttons: [
        {
          label: noteAnswers.none,
          press: press('answer notes', { to: by, on, answer: 'none' }),
        },
        {
          label: noteAnswers.show,
          press: press('answer notes', { to: by, on, answer: 'show' }),
        },
      ],
    },
  ],
})

const notesAnswered = async (ctx: Context, { by, answer }: Refs): Promise<Card> => {
  const name = firstNameOf(ctx, by)
  const words =
    answer === 'show'
      ? `${name} keeps notes that are about you too, and will show you. Agree on a time that suits you both.`
      : `${name} says that they keep no notes about you.`
  return {
    summary: 'An answer about notes',
    blocks: [
      { kind: 'text', text: words },
      { kind: 'buttons', buttons: [homeButton] },
    ],
  }
}

const ended = async (ctx: Context, { by, on = '' }: Refs): Promise<Card> => ({
  summary: 'A supervision has ended',
  blocks: [
    {
      kind: 'text',
      text: `Your supervision with ${firstNameOf(ctx, by)} ends with ${sayDate(on, ctx.moment.today)}. What you shared stays with you.`,
    },
    { kind: 'buttons', buttons: [homeButton] },
  ],
})

/** What people hear of each other about what is kept: the kind of thing, never a word of it. */
export const aboutNotices: Readonly<
  Record<string, (ctx: Context, refs: Refs) => Promise<Card | undefined>>
> = {
  'about.change': changeAsked,
  'about.notes': notesAsked,
  'about.notes.answer': notesAnswered,
  'supervision.ended': ended,
}
