import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { homeView } from '../../../adapters/slack/home.ts'
import { formPages, formView, readForm } from '../../../adapters/slack/modal.ts'
import { pageModal } from '../../../adapters/slack/pageView.ts'
import { renderCard, withoutControls } from '../../../adapters/slack/render.ts'
import type { Block, Field, FieldKind, Form, Option } from '../../../src/core/card.ts'
import { clean } from '../../../src/core/clean.ts'
import { inputsIn } from './fakeSlack/person.ts'
import { readBlocks } from './fakeSlack/screen.ts'
import { validate } from './validBlocks.ts'

const NASTY = [
  '<!channel>',
  '&amp;',
  '&',
  '<',
  '*b*',
  '\u0000',
  '😀',
  'שלום',
  '\n\n',
  'a'.repeat(200),
]
const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 12 }).map(all => all.join(' ')),
  },
  { weight: 1, arbitrary: fc.nat(8000).map(length => 'x&'.repeat(length / 2)) },
  { weight: 1, arbitrary: fc.nat(8000).map(length => '😀'.repeat(length / 2)) },
  { weight: 1, arbitrary: fc.nat(8000).map(length => '漢'.repeat(length)) },
  { weight: 1, arbitrary: fc.constant('half \ud83d of it') },
)
const token = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
  fc.constantFrom('y'.repeat(1900), 'z'.repeat(2500)),
)
const options: fc.Arbitrary<readonly Option[]> = fc.array(
  fc.record({ value: fc.oneof(words, token), label: words }),
  { maxLength: 130 },
)
const button = fc.record({
  label: words,
  press: token,
  tone: fc.constantFrom('main' as const, 'quiet' as const, 'careful' as const),
})
const item = fc.record({
  text: words,
  detail: words,
  buttons: fc.array(button, { maxLength: 8 }),
})
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words, level: fc.constantFrom(2, 3) }),
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind: fc.constant('quote' as const), text: words, by: words }),
  fc.record({
    kind: fc.constant('note' as const),
    text: words,
    tone: fc.constantFrom('readers' as const, 'safety' as const, 'assumed' as const),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(item, { maxLength: 25 }) }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 10 }),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(button, { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('pick' as const),
    label: words,
    options,
    many: fc.boolean(),
    chosen: fc.array(words, { maxLength: 3 }),
    press: token,
    submit: words,
  }),
  fc.record({
    kind: fc.constant('date' as const),
    label: words,
    value: fc.constantFrom('2026-11-24', 'some day', ''),
    press: token,
    submit: words,
  }),
  fc.record({ kind: fc.constant('progress' as const), done: fc.nat(9), of: fc.nat(9) }),
  fc.record({ kind: fc.constant('link' as const), label: words, view: fc.constant('record/r1') }),
  fc.constant({ kind: 'divider' as const }),
)
const blocks = fc.array(block, { maxLength: 40 })

const KINDS: readonly FieldKind[] = [
  ...(['text', 'long', 'number', 'scale', 'date', 'choice', 'several', 'list'] as const),
]
const field: fc.Arbitrary<Omit<Field, 'name'>> = fc
  .record({
    label: words,
    kind: fc.constantFrom(...KINDS),
    required: fc.boolean(),
    hint: words,
    readers: words,
    options,
    value: fc.oneof(words, fc.array(words, { maxLength: 4 })),
    error: words,
    about: words,
    more: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ more, open, ...rest }) => ({
    ...rest,
    ...(more && { more: true as const }),
    ...(open && { open: true as const }),
  }))
const form: fc.Arbitrary<Form> = fc.record({
  id: fc.constant('part?part=r1.record.supervisor'),
  title: words,
  intro: fc.array(block, { maxLength: 10 }),
  fields: fc
    .array(field, { maxLength: 25 })
    .map(all => all.map((each, at) => ({ ...each, name: `field.${at}` }))),
  submit: words,
})

const runs = { numRuns: 120 }
const bare = (text: string): string => text.replace(/\s+/g, '')

describe('whatever anybody wrote', () => {
  it('makes messages that Slack takes', () => {
    fc.assert(
      fc.property(blocks, words, (given, summary) => {
        for (const message of renderCard({ summary, blocks: given })) {
          expect(validate('message', message.blocks)).toEqual([])
          expect(message.text.length).toBeGreaterThan(0)
          expect(message.text.length).toBeLessThanOrEqual(140)
          const settled = withoutControls(message.blocks, summary)
          expect(validate('message', settled)).toEqual([])
          expect(readBlocks(settled).buttons).toEqual([])
        }
      }),
      runs,
    )
  })

  it('makes modals of every page of a form that Slack takes', () => {
    fc.assert(
      fc.property(form, given => {
        for (let page = 0; page < formPages(given); page += 1)
          expect(validate('modal', formView(given, page))).toEqual([])
      }),
      runs,
    )
  })

  it('makes a home and pages to read that Slack takes', () => {
    fc.assert(
      fc.property(blocks, words, (given, title) => {
        expect(validate('home', homeView({ title, blocks: given }))).toEqual([])
        expect(validate('modal', pageModal({ title, blocks: given }, 'record/r1', 0))).toEqual([])
        expect(validate('modal', pageModal({ title, blocks: given }, 'record/r1', 99))).toEqual([])
      }),
      runs,
    )
  })

  it('is there to read, whole', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), all => {
        const texts = all.map(text => ({ kind: 'text' as const, text }))
        const shown = renderCard({ summary: 'x', blocks: texts }).flatMap(
          message => readBlocks(message.blocks).texts,
        )
        expect(bare(shown.join(''))).toBe(bare(all.map(clean).join('')))
      }),
      runs,
    )
  })

  it('stands in its field as it was, and comes back so when nothing is changed', () => {
    fc.assert(
      fc.property(words, value => {
        const only: Form = {
          id: 'f',
          title: 'A form',
          intro: [],
          fields: [{ name: 'a', label: 'A', kind: 'long', required: false, value }],
          submit: 'Save',
        }
        const values = Object.fromEntries(
          inputsIn({ ...formView(only, 0) }).map(({ block_id, element }) => [
            block_id,
            { value: { value: Object(element).initial_value ?? null } },
          ]),
        )
        const back = readForm(only, values).a
        expect(bare(String(back))).toBe(bare(clean(value)))
      }),
      runs,
    )
  })
})
