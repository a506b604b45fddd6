import { afterEach, describe, expect, it } from 'vitest'

import type { Adapter, Entry, Host, Outcome } from '../../src/core/adapter.ts'
import type { Block, Card, FieldValue, Form } from '../../src/core/card.ts'
import { press } from '../../src/core/press.ts'
import type { Address, Turn } from '../../src/core/turn.ts'
import { noPlaces } from '../setup/noPlaces.ts'

/** One message as the person sees it on the platform. */
export interface Arrived {
  /** What a notification, a tab title or a list of conversations may show of it. */
  readonly preview: string
  /** All words on it, as they read after the platform has interpreted its markup. */
  readonly text: string
  readonly buttons: readonly string[]
  /** Whatever the platform would act upon: mentions, links, markup. */
  readonly active: readonly string[]
}

/** What the person is shown at once for something they did. */
export interface Told {
  /** False when they are told that it was not saved, or the platform is told to repeat it. */
  readonly saved: boolean
  /** Of a form: field name → what was wrong. */
  readonly errors: Readonly<Record<string, string>>
  /** A form that opened: its title and the labels of its questions. */
  readonly form?: { readonly title: string; readonly labels: readonly string[] }
}

/** The adapter, started, with the far side of its wire played by the test. `event` repeats the platform's event of that name. */
export interface Edge {
  readonly adapter: Adapter
  readonly address: Address
  type(text: string, event?: string): Promise<Told>
  press(press: string, values?: readonly string[], event?: string): Promise<Told>
  form(
    form: string,
    values: Readonly<Record<string, FieldValue>>,
    end: 'submit' | 'keep',
    event?: string,
  ): Promise<Told>
  /** Everything on the person's screen, oldest first, once all that was sent has arrived. */
  screen(): Promise<readonly Arrived[]>
  close(): Promise<void>
}

const HOSTILE = [
  '<b onclick="x()">bold</b><script>x()</script>',
  '*star* _line_ ~tilde~ `tick` [words](https://example.org/x)',
  '<!channel> <!here> <@U0123456> @everyone <at>you</at>',
  'مرحبا بالعالم and שלום',
  '&lt;already&gt; &amp; 😀 👩🏽‍⚕️ __proto__ $x {{y}}',
]

const EVERY_BLOCK: readonly Block[] = [
  { kind: 'heading', text: 'A heading', level: 2 },
  { kind: 'heading', text: 'A smaller one', level: 3 },
  { kind: 'text', text: 'Two lines\nof text' },
  { kind: 'quote', text: 'Their words', by: 'Ana' },
  { kind: 'note', text: 'A note' },
  { kind: 'note', text: 'Ana and Ben read this', tone: 'readers' },
  { kind: 'note', text: 'Call the duty line', tone: 'safety' },
  { kind: 'note', text: 'Assumed', tone: 'assumed' },
  {
    kind: 'list',
    items: [
      { text: 'First item', detail: 'its detail', view: 'record/r1' },
      {
        text: 'Second item',
        buttons: [{ label: 'Done with it', press: press('done', { id: '2' }) }],
      },
    ],
  },
  { kind: 'list', ordered: true, items: [{ text: 'Numbered' }] },
  { kind: 'facts', facts: [{ label: 'Held', value: '14 May' }] },
  { kind: 'buttons', buttons: [{ label: 'Share it', press: press('share'), tone: 'main' }] },
  {
    kind: 'pick',
    label: 'Which ones?',
    options: ['Sun', 'Rain'].map(label => ({ value: label, label })),
    many: true,
    chosen: ['Sun'],
    press: press('pick'),
    submit: 'Take these',
  },
  { kind: 'date', label: 'Which day?', press: press('day'), submit: 'Take this day' },
  { kind: 'progress', done: 2, of: 5 },
  { kind: 'link', label: 'Open the record', view: 'record/r1' },
  { kind: 'divider' },
]

const WORDS_OF_EVERY_BLOCK = [
  ...[
    'A heading',
    'A smaller one',
    'of text',
    'Their words',
    'Ana',
    'A note',
    'Call the duty line',
  ],
  ...['Assumed', 'First item', 'its detail', 'Second item', 'Numbered', 'Held', '14 May'],
  ...['Which ones?', 'Which day?', '2 of 5', 'Open the record'],
]

const FORM: Form = {
  id: 'form-1',
  title: 'A few questions',
  intro: [{ kind: 'text', text: 'Take your time' }],
  fields: [
    { name: 'mattered', label: 'What mattered?', kind: 'long', required: true },
    { name: 'next', label: 'Next date?', kind: 'date', required: false, more: true },
  ],
  submit: 'Save',
}

const card = (text: string, summary = 'Something new for you'): Card => ({
  summary,
  blocks: [{ kind: 'text', text, confidential: true }],
})

/** The near side: a host that writes down what it accepts and answers what it was told to. */
const createNearSide = () => {
  const turns: Turn[] = []
  const entries: Entry[] = []
  const says: { saved: boolean; outcome: Outcome } = { saved: true, outcome: {} }
  const host: Host = {
    accept: async turn => {
      if (says.saved) turns.push(turn)
      return { saved: says.saved, outcome: Promise.resolve(says.saved ? says.outcome : {}) }
    },
    view: async () => undefined,
    conversation: async () => entries,
    places: noPlaces,
  }
  return { host, turns, says }
}

/** What every adapter promises; `open` starts one on this host, with its platform played by the test. */
export const adapterContract = (name: string, open: (host: Host) => Promise<Edge>): void => {
  describe(`the port of Throughline, on ${name}`, () => {
    const opened: Edge[] = []
    const start = async () => {
      const near = createNearSide()
      const edge = await open(near.host)
      opened.push(edge)
      return { ...near, edge }
    }
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(edge => edge.close()))
    })
    const screenText = async (edge: Edge): Promise<string> =>
      (await edge.screen()).map(({ text }) => text).join('\n')

    describe('what a person does', () => {
      it('reaches the house once, from the address where they did it', async () => {
        const { edge, turns } = await start()
        expect((await edge.type('hello')).saved).toBe(true)
        expect(turns).toHaveLength(1)
        expect(turns[0]).toMatchObject({
          address: edge.address,
          did: { kind: 'text', text: 'hello' },
        })
        expect(turns[0]?.at).toBeGreaterThan(0)
      })

      it('keeps its id when the platform repeats it, and something new has a new one', async () => {
        const { edge, turns } = await start()
        await edge.type('once', 'first-event')
        await edge.type('once', 'first-event')
        await edge.type('once', 'second-event')
        const ids = new Set(turns.map(({ id }) => id))
        expect(ids.size).toBe(2)
        expect(turns[0]?.id).not.toBe(turns.at(-1)?.id)
      })

      it('carries the press and its values as they were given', async () => {
        const { edge, turns } = await start()
        const given = press('answer', { part: 'r1.record.supervisor', step: 'held' })
        await edge.press(given)
        await edge.press(press('pick'), ['Sun', 'Rain'])
        expect(turns[0]?.did).toMatchObject({ kind: 'press', press: given })
        expect(turns[1]?.did).toMatchObject({ kind: 'press', values: ['Sun', 'Rain'] })
      })

      it.each(HOSTILE)('arrives in their own words: %s', async words => {
        const { edge, turns } = await start()
        await edge.type(words)
        expect(turns[0]?.did).toEqual({ kind: 'text', text: words })
      })

      it('arrives whole when it is 8,000 characters long', async () => {
        const { edge, turns } = await start()
        const words = 'ж'.repeat(8000)
        await edge.type(words)
        expect(turns[0]?.did).toEqual({ kind: 'text', text: words })
      })

      it('is not lost when it could not be saved: they are told, and the repetition is taken', async () => {
        const { edge, turns, says } = await start()
        says.saved = false
        expect((await edge.type('keep me', 'event')).saved).toBe(false)
        expect(turns).toHaveLength(0)
        says.saved = true
        expect((await edge.type('keep me', 'event')).saved).toBe(true)
        expect(turns).toHaveLength(1)
      })
    })

    describe('forms', () => {
      it('opens when a press asks for one', async () => {
        const { edge, says } = await start()
        says.outcome = { form: FORM }
        const { form } = await edge.press(press('form'))
        expect(form).toEqual({ title: FORM.title, labels: ['What mattered?', 'Next date?'] })
      })

      it('comes back with what was wrong beside the question', async () => {
        const { edge, turns, says } = await start()
        says.outcome = { form: FORM }
        await edge.press(press('form'))
        says.outcome = { errors: { mattered: 'A few words are enough.' } }
        const told = await edge.form(FORM.id, { mattered: '', next: '2026-12-01' }, 'submit')
        expect(told.errors).toEqual({ mattered: 'A few words are enough.' })
        expect(turns.at(-1)?.did).toMatchObject({
          kind: 'form',
          form: FORM.id,
          end: 'submit',
          values: { next: '2026-12-01' },
        })
      })

      it('keeps what was typed when it is closed half-way', async () => {
        const { edge, turns, says } = await start()
        says.outcome = { form: FORM }
        await edge.press(press('form'))
        says.outcome = {}
        await edge.form(FORM.id, { mattered: 'half a sent' }, 'keep')
        expect(turns.at(-1)?.did).toMatchObject({
          end: 'keep',
          values: { mattered: 'half a sent' },
        })
      })
    })

    describe('what a person is sent', () => {
      it('shows once though it is sent twice', async () => {
        const { edge } = await start()
        await edge.adapter.send(edge.address, card('only once'), 'card-1')
        await edge.adapter.send(edge.address, card('only once'), 'card-1')
        await edge.adapter.send(edge.address, card('and another'), 'card-2')
        const shown = await screenText(edge)
        expect(shown.split('only once')).toHaveLength(2)
        expect(shown).toContain('and another')
      })

      it('shows every kind of block', async () => {
        const { edge } = await start()
        const every = { summary: 'Everything', blocks: EVERY_BLOCK }
        await edge.adapter.send(edge.address, every, 'card-1')
        const screen = await edge.screen()
        const text = screen.map(arrived => arrived.text).join('\n')
        for (const words of WORDS_OF_EVERY_BLOCK) expect(text).toContain(words)
        const buttons = screen.flatMap(arrived => arrived.buttons)
        expect(buttons).toEqual(expect.arrayContaining(['Share it', 'Done with it']))
      })

      it.each(HOSTILE)('reads as it was written, and does nothing: %s', async words => {
        const { edge } = await start()
        await edge.adapter.send(edge.address, card(words), 'card-1')
        expect(await screenText(edge)).toContain(words)
        expect((await edge.screen()).flatMap(({ active }) => active)).toEqual([])
      })

      it('arrives without control characters, and whole when it is 8,000 characters long', async () => {
        const { edge } = await start()
        const long = `start ${'ж'.repeat(8000)} end`
        await edge.adapter.send(edge.address, card(`be\u0000fo\u0007re\nafter`), 'card-1')
        await edge.adapter.send(edge.address, card(long), 'card-2')
        const text = await screenText(edge)
        expect(text).toContain('before\nafter')
        expect(text.split('ж')).toHaveLength(8001)
      })

      it('shows nothing confidential where others may see it', async () => {
        const { edge } = await start()
        await edge.adapter.send(
          edge.address,
          card('canary words', 'A record waits for you'),
          'card-1',
        )
        await edge.adapter.send(edge.address, card('canary words', ''), 'card-2')
        for (const { preview } of await edge.screen()) expect(preview).not.toContain('canary')
      })
    })

    it('stops at once, and then takes nothing more', async () => {
      const { edge, turns } = await start()
      const before = performance.now()
      await edge.adapter.stop()
      expect(performance.now() - before).toBeLessThan(1000)
      const told = await edge.type('too late').catch(() => ({ saved: false }))
      expect(told.saved).toBe(false)
      expect(turns).toHaveLength(0)
    })
  })
}
