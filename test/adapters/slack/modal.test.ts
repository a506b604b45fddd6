import { describe, expect, it } from 'vitest'

import {
  errorsFor,
  errorsIn,
  formPages,
  formView,
  pageAfter,
  readForm,
  readMeta,
} from '../../../adapters/slack/modal.ts'
import { filledIn } from '../../../adapters/slack/openForms.ts'
import { renderCard } from '../../../adapters/slack/render.ts'
import type { Field, Form } from '../../../src/core/card.ts'
import { inputsIn } from './fakeSlack/person.ts'
import { validate } from './validBlocks.ts'

const question = (name: string, more?: true): Field => ({
  name,
  label: name,
  kind: 'text',
  required: true,
  ...(more && { more }),
})

describe('a form with more questions than a window should hold', () => {
  const long: Form = {
    id: 'f',
    title: 'A long one',
    intro: [],
    fields: [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => question(name)),
      question('later', true),
    ],
    submit: 'Send',
  }
  it('comes in pages: what matters first, and Next until the last', () => {
    expect(formPages(long)).toBe(3)
    const submits = [0, 1, 2].map(page => formView(long, page).submit?.text)
    expect(submits).toEqual(['Next', 'Next', 'Send'])
  })

  it('leaves no question out though the pages move while it is filled in', () => {
    const words = 'words '.repeat(12_000)
    const fields = long.fields.map((each): Field => ({ ...each, kind: 'long', value: words }))
    const form: Form = { ...long, fields }
    const shorter = filledIn(form, Object.fromEntries(fields.map(({ name }) => [name, 'short'])))
    expect(formPages(shorter)).toBeLessThan(formPages(form))
    const asked = (each: Form, page: number) =>
      inputsIn({ ...formView(each, page) }).map(({ block_id }) => String(block_id).split('#')[0])
    const first = new Set(asked(form, 0))
    const following = fields[first.size]?.name
    expect(asked(shorter, 1)).not.toContain(following)
    expect(asked(shorter, pageAfter(form, 0, shorter))).toContain(following)
  })

  it('says what is wrong on this page here, and where else something is', () => {
    expect(errorsFor(long, 0, { b: 'Too short.' })).toEqual({
      here: { b: 'Too short.' },
      elsewhere: 0,
    })
    expect(errorsFor(long, 2, { b: 'Too short.' })).toEqual({ here: {}, elsewhere: 0 })
  })
})

const onePage = (field: Omit<Field, 'name'>): Form => ({
  id: 'f',
  title: 'A form',
  intro: [],
  fields: [{ ...field, name: 'a' }],
  submit: 'Save',
})

type Payload = Readonly<Record<string, unknown>>
type Puts = Readonly<Record<string, string>>

const stateOf = (control: Payload, put: string | undefined): Payload => {
  switch (control.type) {
    case 'plain_text_input':
      return { value: put ?? control.initial_value ?? null }
    case 'datepicker':
      return { selected_date: put ?? control.initial_date ?? null }
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: control.initial_options ?? [] }
    default:
      return { selected_option: put === undefined ? control.initial_option : { value: put } }
  }
}

/** `view.state.values` of a page as it came, with what a person put into some of its inputs (by label). */
const standing = (form: Form, puts: Puts = {}, page = 0): Payload =>
  Object.fromEntries(
    inputsIn({ ...formView(form, page) }).map(({ block_id, element, label }) => [
      block_id,
      { value: stateOf(Object(element), puts[String(Object(label).text)]) },
    ]),
  )

const answered = (form: Form, puts?: Puts) => readForm(form, standing(form, puts)).a

const PLACES = [
  { value: 'office', label: 'At the office' },
  { value: 'call', label: 'By phone' },
]

describe('a question that can be answered in two ways', () => {
  const asked = {
    label: 'Where?',
    kind: 'choice',
    required: true,
    open: true,
    options: PLACES,
  } as const
  const OWN = 'Or in your own words'

  it('lets the form go when only one of them is filled in', () => {
    const inputs = inputsIn({ ...formView(onePage(asked), 0) })
    expect(inputs.map(({ optional }) => optional)).toEqual([true, true])
    expect(answered(onePage(asked), { [OWN]: 'In the park' })).toBe('In the park')
  })

  it('takes the one that was changed', () => {
    const own = onePage({ ...asked, value: 'In the park' })
    expect(answered(own)).toBe('In the park')
    expect(answered(own, { 'Where?': 'call' })).toBe('call')
    const picked = onePage({ ...asked, value: 'office' })
    expect(answered(picked, { [OWN]: 'In the park' })).toBe('In the park')
    expect(answered(picked)).toBe('office')
  })

  it('keeps rough words that stand in place of a day, until a day is picked', () => {
    const date = onePage({ label: 'By when?', kind: 'date', required: true, value: 'in spring' })
    expect(answered(date)).toBe('in spring')
    expect(answered(date, { 'By when?': '2027-03-01' })).toBe('2027-03-01')
    const day = onePage({ label: 'By when?', kind: 'date', required: true, options: PLACES })
    expect(answered(day, { 'Or instead of a day': 'call' })).toBe('call')
  })

  it('keeps many lines of own words that are longer than one input', () => {
    const lines = Array.from({ length: 12 }, (_, at) => `${at} ${'word '.repeat(150).trim()}`)
    const several = onePage({ ...asked, kind: 'several', value: [...lines, 'office'] })
    expect(answered(several)).toEqual(['office', ...lines])
  })
})

describe('a choice of very many people', () => {
  const options = Array.from({ length: 2500 }, (_, at) => ({
    value: `person-${at}-${'x'.repeat(40)}`,
    label: `Person ${at} of a large organisation`,
  }))
  const asked = { label: 'Who?', kind: 'choice', required: true, options } as const

  it('shows as many as fit, in groups, and takes the name of any other', () => {
    expect(validate('modal', formView(onePage(asked), 0))).toEqual([])
    const name = { 'Or in your own words': 'person 2400 of a large organisation' }
    expect(answered(onePage(asked), name)).toBe(options[2400]?.value)
  })

  it.each([300, 2400])('keeps who was chosen (number %i), whether shown or not', at => {
    const value = options[at]?.value ?? ''
    expect(answered(onePage({ ...asked, value }))).toBe(value)
    expect(answered(onePage({ ...asked, kind: 'several', value: [value] }))).toEqual([value])
    expect(answered(onePage({ ...asked, value }), { 'Who?': 'person-7' })).toBe('person-7')
  })

  it('makes a message that Slack takes', () => {
    const pick = { kind: 'pick', many: false, chosen: [], press: 'p', submit: 'This one' } as const
    for (const { blocks: given } of renderCard({
      summary: 'x',
      blocks: [{ ...pick, label: 'Who?', options }],
    }))
      expect(validate('message', given)).toEqual([])
  })
})

describe('a form that nothing is remembered of, after a restart', () => {
  it('still says how many pages it has, and takes what stands in it', () => {
    const value = 'word '.repeat(1500).trim()
    const form = onePage({ label: 'A', kind: 'long', required: false, value })
    const view = formView(form, 0)
    expect(readMeta(view.private_metadata ?? '')).toEqual({ form: 'f', page: 0, of: 1 })
    const state = standing(form)
    expect(readForm(undefined, state)).toEqual({ a: value })
    expect(errorsIn(state, { a: 'Too long.', b: 'Elsewhere.' })).toEqual({ a: 'Too long.' })
  })
})
