import type { Card, Form } from '../core/card.ts'
import { press } from '../core/press.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import { needsComment, type StanceKind, stanceKind, UNDO_MS } from '../domain/stance.ts'
import { currentStances, mayTakeStance } from '../domain/standing.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { notify } from './notices.ts'
import { raise } from './raising.ts'
import type { PersonState } from './state.ts'

export interface RecordRef {
  readonly record: string
  readonly version: number
}

/** The record as this person may read it, at exactly this version. */
export const findRecord = async (
  ctx: Context,
  { record, version }: RecordRef,
): Promise<SupervisionRecord | undefined> => {
  const found = await ctx.house.store.record(ctx.scope, record)
  return found?.version === version ? found : undefined
}

const roleIn = (record: SupervisionRecord, person: string): string | undefined =>
  record.parties.find(each => each.person === person && record.stances.includes(each.role))?.role

/** Asks for the words that this stance needs. */
export const commentForm = (
  { record, version }: RecordRef,
  kind: StanceKind,
  error?: string,
): Form => ({
  id: press('stance', { record, version: String(version), kind }),
  title: kind === 'ask for a change' ? 'Ask for a change' : 'Your comment',
  intro: [
    { kind: 'note', text: 'It is kept with the record. Everyone who reads the record reads it.' },
  ],
  fields: [
    {
      name: 'comment',
      label:
        kind === 'ask for a change' ? 'What should be different?' : 'What would you like to say?',
      kind: 'long',
      required: true,
      ...(error === undefined ? {} : { error }),
    },
  ],
  submit: 'Send',
})

const thanks: Readonly<Record<StanceKind, string>> = {
  seen: 'Noted: you have seen it.',
  agree: 'Thank you, that is your sign-off.',
  'agree with a comment': 'Thank you, that is your sign-off, and your comment stands beside it.',
  'ask for a change': 'Thank you. It goes back with what you wrote, and comes to you again.',
  'disagree with a comment':
    'Thank you. Your view stands beside the record, and it is on the next agenda.',
}

/** Takes a stance on a version, or asks for its comment first. */
export const stancePlan = async (
  ctx: Context,
  state: PersonState,
  ref: RecordRef,
  said: string,
  comment?: string,
): Promise<Plan> => {
  const kind = stanceKind.safeParse(said)
  const record = await findRecord(ctx, ref)
  const role = record === undefined ? undefined : roleIn(record, ctx.person.id)
  if (!kind.success || record === undefined || role === undefined)
    return { state, says: [notFound()] }
  const stances = await ctx.house.store.stances(ctx.scope, record.id)
  if (!mayTakeStance(record, stances, role, ctx.moment.now))
    return {
      state,
      says: [
        saying(
          'This version has moved on, so nothing has changed. The record shows where it stands.',
          [homeButton],
        ),
      ],
    }
  if (needsComment(kind.data) && comment === undefined)
    return { state, says: [], outcome: { form: commentForm(ref, kind.data) } }
  const refs = { record: record.id, version: String(record.version) }
  return {
    commit: async tx => {
      const stance = {
        id: ctx.house.ids(),
        tenant: ctx.tenant.id,
        ...ref,
        person: ctx.person.id,
        role,
      }
      await tx.takeStance({
        ...stance,
        kind: kind.data,
        at: ctx.moment.now,
        ...(comment === undefined ? {} : { comment }),
      })
      await tx.audit({
        action: 'stance.taken',
        object: record.id,
        detail: { version: refs.version },
      })
      for (const { person } of record.parties.filter(({ person }) => person !== ctx.person.id))
        await notify(
          tx,
          ctx,
          person,
          kind.data === 'ask for a change' ? 'record.change' : 'stance.taken',
          { ...refs, by: stance.id },
        )
      if (kind.data === 'disagree with a comment') await disagreementToAgenda(tx, ctx, record)
      return {
        state,
        mine: said,
        says: [
          saying(thanks[kind.data], [
            { label: 'Undo', press: press('undo', refs), tone: 'quiet' },
            homeButton,
          ]),
        ],
      }
    },
  }
}

/** A dispute about accuracy goes to the next agenda by itself (C-31), in fixed words. */
const disagreementToAgenda = (
  tx: Parameters<typeof notify>[0],
  ctx: Context,
  { relationship, title }: SupervisionRecord,
): Promise<void> => raise(tx, ctx, relationship, `${title}: two views to talk about`)

/** Takes one's own stance back, within ten minutes. */
export const undoPlan = async (ctx: Context, state: PersonState, ref: RecordRef): Promise<Plan> => {
  const record = await findRecord(ctx, ref)
  const role = record === undefined ? undefined : roleIn(record, ctx.person.id)
  if (record === undefined || role === undefined) return { state, says: [notFound()] }
  const mine = currentStances(await ctx.house.store.stances(ctx.scope, record.id), record.version)[
    role
  ]
  if (mine === undefined || mine.person !== ctx.person.id)
    return { state, says: [saying('There is nothing to undo there.', [homeButton])] }
  if (ctx.moment.now >= mine.at + UNDO_MS)
    return {
      state,
      says: [
        saying('The ten minutes are over, so it stands. You can still talk about it next time.', [
          homeButton,
        ]),
      ],
    }
  return {
    commit: async tx => {
      const undone = await tx.undoStance(record.id, record.version, ctx.moment.now)
      await tx.audit({
        action: 'stance.undone',
        object: record.id,
        detail: { version: String(record.version) },
      })
      const words = undone
        ? 'Undone. You can answer again from the record.'
        : 'There is nothing to undo there.'
      return { state, mine: 'Undo', says: [linked(words, record)] }
    },
  }
}

/** A line about a record, with the way to it. */
export const linked = (text: string, record: SupervisionRecord): Card => ({
  summary: 'About a record',
  blocks: [
    { kind: 'text', text },
    { kind: 'link', label: 'Read the record', view: `record/${record.id}` },
  ],
})
