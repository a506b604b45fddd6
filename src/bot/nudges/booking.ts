import * as z from 'zod'

import type { Button, Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { addMonths, sayDate } from '../../core/time.ts'
import type { Session } from '../../domain/action.ts'
import { arrived, isToFollow } from '../../domain/moving.ts'
import { firstName } from '../../domain/people.ts'
import { others, type Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { suggestDates } from '../../domain/suggesting.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { Handler, Pressed } from '../pressed.ts'
import { sessionsForBooking } from '../together/dates.ts'
import { sceneFor } from './scene.ts'

const isDate = z.iso.date()

/** A supervision of this person’s with its sessions; somebody else’s is not there. */
const theirs = async ({ ctx, args }: Pressed) => {
  const all = await ctx.house.store.relationships(ctx.scope)
  const relationship = all.find(({ id, kind }) => id === args.with && kind === 'supervision')
  if (relationship === undefined) return undefined
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  return { relationship, sessions }
}

const nameIn = ({ people, person }: Context, relationship: Relationship): string => {
  const [other] = others(relationship, person.id)
  return firstName(people.find(({ id }) => id === other?.person)?.name ?? 'a colleague')
}

const hour = (at: string | undefined): string => (at === undefined ? '' : `, ${at}`)

const suggest = (session: Session): Button => ({
  label: 'Suggest another',
  press: press('suggest', { with: session.relationship, session: session.id }),
  tone: 'quiet',
})

/** A day to pick, for a booking or in place of one. */
const dayCard = (
  text: string,
  verb: string,
  refs: Readonly<Record<string, string>>,
  ready: readonly Button[] = [],
): Card => ({
  summary: 'Which day?',
  blocks: [
    { kind: 'text', text },
    ...(ready.length === 0 ? [] : [{ kind: 'buttons', buttons: ready } as const]),
    { kind: 'date', label: 'Another day', press: press(verb, refs), submit: 'Book it' },
  ],
})

/** The day of a press: from its button or from a picker; undefined when it is none that can be booked. */
const dayIn = ({ ctx, args, values }: Pressed): string | undefined => {
  const day = isDate.safeParse(args.on ?? values[0]).data
  const { today } = ctx.moment
  return day !== undefined && day >= today && day <= addMonths(today, 12) ? day : undefined
}

const NO_SUCH_DAY = 'That day cannot be booked: it has passed, or is more than a year ahead.'

/** Both hear of it: one here, the other by a notice that offers another day. */
const settled = async (tx: Tx, ctx: Context, relationship: Relationship, session: Session) => {
  const refs = { relationship: relationship.id, session: session.id, on: session.on }
  const [other] = others(relationship, ctx.person.id)
  if (other !== undefined)
    await notify(tx, ctx, other.person, 'session.booked', { ...refs, by: ctx.person.id })
  await tx.lookAt(relationship.parties.map(({ person }) => person))
  const name = nameIn(ctx, relationship)
  const day = `${sayDate(session.on, ctx.moment.today)}${hour(session.at)}`
  return saying(`Booked: ${day}, with ${name}. ${name} is told, and can suggest another day.`, [
    suggest(session),
    homeButton,
  ])
}

const alreadyThere = (ctx: Context, session: Session): Card =>
  saying(
    `There is a date already: ${sayDate(session.on, ctx.moment.today)}${hour(session.at)}. Nothing has changed.`,
    [suggest(session), homeButton],
  )

/** The moved session that still looks for its day becomes planned again; else a new one is added. */
const booked = (
  ctx: Context,
  relationship: Relationship,
  sessions: readonly Session[],
  moved: string | undefined,
  on: string,
): { readonly session: Session; readonly fresh: boolean } => {
  const open = sessions.find(each => each.id === moved && isToFollow(each))
  if (open !== undefined) return { session: arrived(open, on), fresh: false }
  const at = sessions.findLast(each => each.at !== undefined)?.at
  const session: Session = {
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    relationship: relationship.id,
    rev: 0,
    on,
    state: 'planned',
    ...(at === undefined ? {} : { at }),
  }
  return { session, fresh: true }
}

const book: Handler = async pressed => {
  const { ctx, state, args } = pressed
  const found = await theirs(pressed)
  if (found === undefined) return { state, says: [notFound()] }
  const on = dayIn(pressed)
  const mine = on === undefined ? 'Book a day' : sayDate(on, ctx.moment.today)
  const refs = {
    with: found.relationship.id,
    ...(args.session === undefined ? {} : { session: args.session }),
  }
  if (on === undefined)
    return { state, mine, says: [dayCard(`${NO_SUCH_DAY} Which one suits?`, 'book', refs)] }
  const { relationship } = found
  return {
    commit: async tx => {
      const sessions = await sessionsForBooking(tx, relationship)
      const there = sessions.find(each => each.state === 'planned' && each.on >= ctx.moment.today)
      if (there !== undefined) return { state, mine, says: [alreadyThere(ctx, there)] }
      const { session, fresh } = booked(ctx, relationship, sessions, args.session, on)
      if (fresh) await tx.addSession(session)
      else if (!(await tx.saveSession(session)))
        return {
          state,
          mine,
          says: [saying('That has just moved on; home shows where it stands.', [homeButton])],
        }
      return { state, mine, says: [await settled(tx, ctx, relationship, session)] }
    },
  }
}

const otherDay: Handler = async pressed => {
  const { state } = pressed
  const found = await theirs(pressed)
  if (found === undefined) return { state, says: [notFound()] }
  const refs = {
    with: found.relationship.id,
    ...(pressed.args.session === undefined ? {} : { session: pressed.args.session }),
  }
  return { state, mine: 'Another day', says: [dayCard('Which day suits?', 'book', refs)] }
}

/** A session that is still to come, as it stands now. */
const planned = async (pressed: Pressed) => {
  const found = await theirs(pressed)
  const session = found?.sessions.find(
    ({ id, state }) => id === pressed.args.session && state === 'planned',
  )
  return found === undefined || session === undefined ? undefined : { ...found, session }
}

const gone = (state: Pressed['state'], mine: string): Plan => ({
  state,
  mine,
  says: [saying('That date has moved on already; home shows where it stands.', [homeButton])],
})

const suggestAnother: Handler = async pressed => {
  const { ctx, state } = pressed
  const mine = 'Suggest another'
  const found = await planned(pressed)
  if (found === undefined) return gone(state, mine)
  const { session, relationship } = found
  const refs = { with: relationship.id, session: session.id, rev: String(session.rev) }
  const scene = await sceneFor(ctx)
  const days = scene === undefined ? [] : suggestDates(scene, relationship.id)
  const ready = days.map(
    (on): Button => ({
      label: sayDate(on, ctx.moment.today),
      press: press('rebook', { ...refs, on }),
    }),
  )
  return { state, mine, says: [dayCard('Which day would suit better?', 'rebook', refs, ready)] }
}

/** Two who look for a day are not moving anything yet, so this is no move. */
const rebook: Handler = async pressed => {
  const { ctx, state, args } = pressed
  const on = dayIn(pressed)
  const mine = on === undefined ? 'Book a day' : sayDate(on, ctx.moment.today)
  const found = await planned(pressed)
  if (found === undefined || String(found.session.rev) !== args.rev) return gone(state, mine)
  const { session, relationship } = found
  if (on === undefined) {
    const refs = { with: relationship.id, session: session.id, rev: String(session.rev) }
    return { state, mine, says: [dayCard(`${NO_SUCH_DAY} Which one suits?`, 'rebook', refs)] }
  }
  return {
    commit: async tx => {
      const next: Session = { ...session, on }
      if (!(await tx.saveSession(next))) return { state, mine, says: [alreadyThere(ctx, session)] }
      return { state, mine, says: [await settled(tx, ctx, relationship, next)] }
    },
  }
}

/** Dates for two, with one tap. */
export const bookingPresses: Readonly<Record<string, Handler>> = {
  book,
  'other day': otherDay,
  suggest: suggestAnother,
  rebook,
}

/** The notice the other one gets; undefined once the date has moved on. */
export const bookedCard = async (
  ctx: Context,
  refs: Readonly<Record<string, string>>,
): Promise<Card | undefined> => {
  const sessions = await ctx.house.store.sessions(ctx.scope, refs.relationship)
  const session = sessions.find(({ id }) => id === refs.session)
  if (session?.state !== 'planned' || session.on !== refs.on) return undefined
  const by = firstName(ctx.people.find(({ id }) => id === refs.by)?.name ?? 'A colleague')
  const day = `${sayDate(session.on, ctx.moment.today)}${hour(session.at)}`
  return {
    summary: 'A date for supervision',
    blocks: [
      { kind: 'text', text: `${by} has booked supervision with you for ${day}.` },
      { kind: 'buttons', buttons: [suggest(session), homeButton] },
    ],
  }
}
