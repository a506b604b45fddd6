import { createHash } from 'node:crypto'

import type { Card } from '../core/card.ts'
import { press } from '../core/press.ts'
import { findIdentifier, type Identifier } from '../domain/identifiers.ts'
import { firstName } from '../domain/people.ts'
import { soundsUnsafe } from '../domain/safety.ts'
import { saying } from './cards/words.ts'
import type { Context, Plan, Reaction } from './context.ts'
import { needsCommit } from './context.ts'
import type { PersonState } from './state.ts'

const digest = (text: string): string =>
  createHash('sha256').update(text.trim()).digest('base64url').slice(0, 22)

/** How the input reads in the conversation when its words were not kept. */
export const NOT_KEPT = '(not kept)'
/** …and when the answer is private: that there was one, not what it was. */
export const PRIVATELY = '(answered privately)'

const sentence = ({ what, instead, certain }: Identifier): string =>
  `I did not keep that: it looks as if it holds ${what}. ${instead} The check is not perfect. ` +
  (certain
    ? 'Please write it again without it.'
    : 'If it names nobody from a family, send it once more just as it is.')

export interface Screened {
  readonly state: PersonState
  /** Undefined: nothing found, or the person has said that it names nobody. */
  readonly found?: Identifier
}

/** F-03, before anything reaches a draft or the conversation. The same words a second time are the person's decision. */
export const screen = (ctx: Context, state: PersonState, text: string): Screened => {
  const { askedAbout, ...calm } = state
  const known = ctx.people.flatMap(({ name }) => [firstName(name), ...name.split(/\s+/)])
  const found = findIdentifier(text, known, ctx.tenant.stopWords)
  if (found === undefined) return { state: calm }
  const mark = digest(text)
  if (!found.certain && askedAbout === mark) return { state: calm }
  return { state: { ...calm, askedAbout: mark }, found }
}

export const rewriteWords = sentence
export const rewriteCard = (found: Identifier): Card => saying(sentence(found))

const contacts = ({ tenant }: Context): string =>
  tenant.safetyContacts.length === 0
    ? 'Your organisation has not told me yet whom to call: please ask your manager now.'
    : tenant.safetyContacts.map(({ who, how }) => `${who}: ${how}`).join(' · ')

/** The first screen of D38: before anything else, a person to call. */
export const safetyCard = (ctx: Context): Card => ({
  summary: 'Whom to call',
  blocks: [
    {
      kind: 'note',
      tone: 'safety',
      text: 'If a child may be in danger now, stop typing and call. Please do not describe the child here.',
    },
    { kind: 'text', text: contacts(ctx) },
    {
      kind: 'text',
      text: 'Tell your supervisor and the manager involved, by phone or face to face. I have not reported anything, and I cannot.',
    },
  ],
})

const withLine = (ctx: Context, { says, ...rest }: Reaction): Reaction => {
  const last = says.at(-1)
  if (last === undefined) return { says, ...rest }
  const quiet: Card = {
    ...last,
    blocks: [
      ...last.blocks,
      { kind: 'note', tone: 'safety', text: `If a child may be in danger: ${contacts(ctx)}` },
      {
        kind: 'buttons',
        buttons: [{ label: 'Whom to call', press: press('safety'), tone: 'quiet' }],
      },
    ],
  }
  return { ...rest, says: [...says.slice(0, -1), quiet] }
}

/** Words that may mean danger add one quiet line, once in a run; nothing else changes (D38). */
export const withSafetyLine = (
  ctx: Context,
  plan: Plan,
  text: string,
  place: string,
  state: PersonState,
): Plan => {
  if (!soundsUnsafe(text) || state.safetyIn === place) return plan
  const add = (reaction: Reaction): Reaction =>
    withLine(ctx, { ...reaction, state: { ...reaction.state, safetyIn: place } })
  return needsCommit(plan) ? { commit: async tx => add(await plan.commit(tx)) } : add(plan)
}
