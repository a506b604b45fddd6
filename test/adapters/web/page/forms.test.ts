import { describe, expect, it } from 'vitest'

import { openForm, settle, toSend, wrong } from '../../../../adapters/web/page/forms.ts'
import type { Form } from '../../../../src/core/card.ts'

const FORM: Form = {
  id: 'f',
  title: 'Questions',
  intro: [],
  submit: 'Save',
  fields: [
    { name: 'mattered', label: 'What mattered?', kind: 'long', required: true, value: 'a draft' },
    { name: 'agreed', label: 'Actions', kind: 'list', required: true },
    { name: 'next', label: 'Next?', kind: 'date', required: false, error: 'Please give a date.' },
  ],
}

describe('a form that is open', () => {
  it('begins with the draft and with what was wrong before', () => {
    const open = openForm(FORM)
    expect(open.values).toEqual({ mattered: 'a draft', agreed: [], next: '' })
    expect(wrong(open).map(({ name }) => name)).toEqual(['next'])
  })

  it('sends every answer, blank ones as blank, lists without their empty lines', () => {
    const open = openForm(FORM)
    const typed = { ...open, values: { ...open.values, agreed: ['call', '', ' ', 'write'] } }
    expect(toSend(typed)).toEqual({ mattered: 'a draft', agreed: ['call', 'write'], next: '' })
  })

  it('stays with what was typed when something is wrong, and goes when nothing is', () => {
    const open = { ...openForm(FORM), saving: true }
    const typed = { ...open, values: { ...open.values, mattered: 'typed' } }
    expect(settle(typed, { errors: { mattered: 'More, please.' } })).toMatchObject({
      values: { mattered: 'typed' },
      errors: { mattered: 'More, please.' },
      saving: false,
    })
    expect(settle(typed, {})).toBeUndefined()
  })

  it('gives way to the form that comes in its place', () => {
    const next = { ...FORM, id: 'g', fields: FORM.fields.slice(0, 1) }
    const settled = settle(openForm(FORM), { form: next, errors: { mattered: 'Again.' } })
    expect(settled).toMatchObject({ form: { id: 'g' }, errors: { mattered: 'Again.' } })
  })
})
