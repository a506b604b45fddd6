import type { Block, Card, Form } from '../core/card.ts'
import { press } from '../core/press.ts'
import { end } from '../core/run.ts'
import { homeButton } from './cards/words.ts'
import { type Context, dialogOf, type Plan } from './context.ts'
import { applyMove, around } from './finishing.ts'
import type { FormHandler, Handler } from './pressed.ts'
import { toRun } from './runs.ts'

const WORD = 'forget me'

const list = (...items: readonly (readonly [string, string?])[]): Block => ({
  kind: 'list',
  items: items.map(([text, detail]) => (detail === undefined ? { text } : { text, detail })),
})

const explained: readonly Block[] = [
  { kind: 'heading', level: 2, text: 'Before you are forgotten' },
  { kind: 'heading', level: 3, text: 'What goes, for good' },
  list(
    ['Your private notes, and what you had begun and not shared'],
    ['Your conversation with me'],
    ['Your name, your job and your hours', 'others read “Somebody who was erased”'],
    ['What you set here, and the way to reach you'],
  ),
  { kind: 'heading', level: 3, text: 'What stays, and why' },
  list(
    ['Records, agreements and actions you shared', 'they belong to the other person as well'],
    [
      'When sessions took place',
      'your organisation has to be able to show that supervision was held',
    ],
    ['That something was signed, opened or erased', 'the trail has dates and numbers, never words'],
    [
      'What the law or an enquiry tells your organisation to keep',
      'until that is over; it goes before this wish',
    ],
  ),
  { kind: 'heading', level: 3, text: 'When' },
  {
    kind: 'text',
    text: 'At once for everybody here. In backups and the logs of the database it is complete when the key of this installation is changed; whoever runs it does that. Your supervisions end today, and the people you work with here are not told why.',
  },
  { kind: 'link', label: 'First take everything with me', view: 'about/export' },
]

/** Says what goes and what stays, before anything is asked. */
export const openForget: Handler = ({ state }): Plan => ({
  state,
  mine: 'Be forgotten',
  says: [
    {
      summary: 'Before you are forgotten',
      blocks: [
        ...explained,
        {
          kind: 'buttons',
          buttons: [
            { label: 'Go on', press: press('forget now'), tone: 'careful' },
            { ...homeButton, label: 'No, stay' },
          ],
        },
      ],
    },
  ],
})

const form: Form = {
  id: press('forget'),
  title: 'Be forgotten',
  intro: [{ kind: 'text', text: 'This cannot be undone, by nobody.' }],
  fields: [
    {
      name: 'word',
      label: `Type “${WORD}” if you are sure`,
      kind: 'text',
      required: true,
    },
  ],
  submit: 'Forget me',
}

export const askForget: Handler = ({ state }): Plan => ({ state, says: [], outcome: { form } })

const goodbye = ({ tenant }: Context): Card => ({
  summary: 'You are forgotten here',
  blocks: [
    {
      kind: 'text',
      text: 'It is done: I do not know you any more. Thank you for the work you do. Nothing you write here reaches me now.',
    },
    ...(tenant.safetyContacts.length === 0
      ? []
      : [
          {
            kind: 'note' as const,
            text: `When a child may be in danger: ${tenant.safetyContacts.map(({ who, how }) => `${who} ${how}`).join(', ')}.`,
          },
        ]),
  ],
})

/** Typed twice over, so done: the person's key is destroyed, and this answer is kept nowhere. */
export const forget: FormHandler = ({ ctx, state, values }): Plan => {
  const said = typeof values.word === 'string' ? values.word.trim().toLowerCase() : ''
  if (said.replace(/[“”"'.]/g, '') !== WORD)
    return {
      state,
      says: [],
      outcome: { errors: { word: `Type the two words “${WORD}”, or close this and stay.` } },
    }
  return {
    state,
    says: [],
    outcome: { card: goodbye(ctx) },
    forgets: true,
  }
}

/** What others had begun with whoever is forgotten is closed first, so that they hear of it. */
export const endRuns = async (ctx: Context): Promise<void> => {
  const { store } = ctx.house
  for (const { id, relationship } of await store.runsUnderWay(ctx.scope)) {
    const nearby = await around(ctx, relationship)
    if (nearby === undefined) continue
    await store.transact(ctx.scope, async tx => {
      const stored = await tx.run(id)
      const dialog = stored === undefined ? undefined : dialogOf(ctx.house, stored.dialog.id)
      if (stored?.state !== 'open' || dialog === undefined) return
      await applyMove({ ...nearby, tx, ctx, dialog }, end(toRun(stored), 'party left'), stored)
    })
  }
}
