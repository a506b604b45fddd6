import type { Button, Card } from '../../core/card.ts'
import type { Dialog } from '../../core/dialogData.ts'
import { listed } from '../../core/listed.ts'
import { outside } from '../../core/lookup.ts'
import type { Part } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import { say } from '../../core/say.ts'
import { firstName } from '../../domain/people.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import { type Context, dialogOf } from '../context.ts'
import { soleAuthor } from '../soleAuthor.ts'
import { homeButton } from './words.ts'

/** Dialogs that lie on the way on from here. */
const offers = (
  { house }: Context,
  dialog: Dialog,
  part: Part,
  relationship: string,
): readonly Button[] =>
  dialog.scenes
    .flatMap(({ steps }) => steps)
    .flatMap(step =>
      'start' in step && step.how === 'after' && part.passed.includes(`start:${step.start}`)
        ? [step.start]
        : [],
    )
    .map(id => ({
      label: dialogOf(house, id)?.title ?? 'Go on with what it touches',
      press: press('start', { dialog: id, with: relationship }),
    }))

/** Shared: who reads it next, and how to take it back. */
export const filedCard = (
  ctx: Context,
  record: SupervisionRecord,
  dialog: Dialog,
  part: Part,
): Card => {
  const others = record.parties
    .filter(({ person, role }) => person !== ctx.person.id && record.stances.includes(role))
    .map(({ person }) => firstName(ctx.people.find(({ id }) => id === person)?.name ?? ''))
  const refs = { record: record.id, version: String(record.version) }
  const alone = soleAuthor(dialog) !== undefined
  const buttons: readonly Button[] = [
    ...(alone
      ? [{ label: 'Take it back', press: press('recall', refs), tone: 'quiet' } as const]
      : []),
    ...offers(ctx, dialog, part, record.relationship),
    homeButton,
  ]
  const shared = `Shared with ${listed(others)}, who will read it and answer. Sharing it is your sign-off; until it is opened you can take it back.`
  const together = `That was the last part, thank you. The record is ready for you and ${listed(others)} to read and sign.`
  const told = others.length === 0 ? 'It is filed.' : alone ? shared : together
  return {
    summary: 'The record is shared',
    blocks: [
      { kind: 'text', text: told },
      { kind: 'link', label: 'Read the record', view: `record/${record.id}` },
      { kind: 'buttons', buttons },
    ],
  }
}

/** The end of a dialog that files nothing, in its own words. */
export const closingCard = (
  ctx: Context,
  dialog: Dialog,
  part: Part,
  relationship: string,
): Card => ({
  summary: `${dialog.title}: done`,
  blocks: [
    {
      kind: 'text',
      text: say(
        dialog.files.closing ?? 'Thank you, that is done.',
        part,
        outside,
        ctx.moment.today,
      ),
    },
    { kind: 'buttons', buttons: [...offers(ctx, dialog, part, relationship), homeButton] },
  ],
})

/** A part is done and others have theirs to do, or the same person goes straight on. */
export const sentCard = (title: string, waitingFor: readonly string[], goesOn: boolean): Card => {
  const next =
    waitingFor.length === 0
      ? ''
      : ` ${listed(waitingFor)} ${waitingFor.length === 1 ? 'has' : 'have'} the next part.`
  return {
    summary: `${title}: your part is done`,
    blocks: [
      {
        kind: 'text',
        text: goesOn
          ? 'Thank you. That part is done; here is the next.'
          : `Thank you, your part is done.${next}`,
      },
      ...(goesOn ? [] : [{ kind: 'buttons' as const, buttons: [homeButton] }]),
    ],
  }
}

/** The part was closed while it was being written: nothing typed is lost. */
export const closedMeanwhile = (part: Part): Card => ({
  summary: 'That part was already closed',
  blocks: [
    {
      kind: 'text',
      text: 'This part was closed in the meantime, so it could not be sent. What you wrote is still here: keep it as a private note, or let it go.',
    },
    {
      kind: 'buttons',
      buttons: [
        {
          label: 'Keep as a private note',
          press: press('rescue', { part: part.id }),
          tone: 'main',
        },
        { label: 'Let it go', press: press('discard', { part: part.id }), tone: 'quiet' },
      ],
    },
  ],
})
