import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'

import type { Field, FieldValue, Form } from '../../src/core/card.ts'
import { counter, renderBlock } from './blocks.ts'
import { words } from './controls.ts'
import { element, label } from './escape.ts'
import { blockIdOf, fieldBlocks, readField, readInputs } from './fields.ts'
import { LIMITS } from './limits.ts'

const meta = z.object({ form: z.string().max(LIMITS.press), page: z.int().min(0) })

/** Essential questions first, a handful a page. */
const pagesOf = ({ fields }: Form): readonly (readonly Field[])[] => {
  const sorted = [...fields.filter(({ more }) => !more), ...fields.filter(({ more }) => more)]
  const pages: Field[][] = []
  let blocks = 0
  let before: Field | undefined
  for (const field of sorted) {
    const page = pages.at(-1)
    const takes = fieldBlocks(field).length
    const full = page === undefined || page.length >= LIMITS.questions
    const turns =
      before !== undefined && before.more !== field.more && sorted.length > LIMITS.questions
    if (full || turns || blocks + takes > LIMITS.viewBlocks / 2) {
      pages.push([field])
      blocks = takes
    } else {
      page.push(field)
      blocks += takes
    }
    before = field
  }
  return pages.length === 0 ? [[]] : pages
}

export const formPages = (form: Form): number => pagesOf(form).length

const introOf = (form: Form): readonly KnownBlock[] => {
  const next = counter()
  return form.intro.flatMap(block => renderBlock(block, next)).slice(0, LIMITS.viewBlocks / 2)
}

const WHICH = 'page'

/** One page of a form as a modal. */
export const formView = (form: Form, at: number): ModalView => {
  const pages = pagesOf(form)
  const page = Math.min(Math.max(at, 0), pages.length - 1)
  const last = page === pages.length - 1
  const of: readonly KnownBlock[] =
    pages.length === 1
      ? []
      : [
          {
            type: 'context',
            block_id: WHICH,
            elements: [element(`Page ${page + 1} of ${pages.length}`)],
          },
        ]
  const questions = (pages[page] ?? []).flatMap(fieldBlocks)
  const long = [...form.title].length > LIMITS.title ? words(form.title) : []
  const blocks = [...long, ...of, ...(page === 0 ? introOf(form) : []), ...questions]
  return {
    type: 'modal',
    callback_id: 'form',
    title: label(form.title, LIMITS.title),
    submit: label(last ? form.submit : 'Next', LIMITS.title),
    close: element('Close'),
    notify_on_close: true,
    private_metadata: JSON.stringify({ form: form.id, page }),
    blocks: blocks.length === 0 ? [...words('There is nothing to ask.')] : blocks,
  }
}

export const readMeta = (text: string): z.infer<typeof meta> | undefined => {
  try {
    return meta.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Without the form what stands in an input is all that is known of it. */
const readUnknown = (inputs: ReturnType<typeof readInputs>) =>
  [...inputs].flatMap(([name, values]): (readonly [string, FieldValue])[] =>
    name.includes('#') ? [] : [[name, values.length === 1 ? (values[0] ?? '') : values]],
  )

/** `view.state.values` as the answers of this page, by field. */
export const readForm = (
  form: Form | undefined,
  values: unknown,
): Readonly<Record<string, FieldValue>> => {
  const inputs = readInputs(values)
  if (form === undefined) return Object.fromEntries(readUnknown(inputs))
  return Object.fromEntries(
    form.fields.flatMap(field => {
      const value = readField(field, inputs)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

const firstInput = (field: Field): string | undefined => {
  const input = fieldBlocks(field).find(({ type }) => type === 'input')
  return input?.block_id ?? blockIdOf(field.name)
}

interface Errors {
  /** Block id → what was wrong, on this page. */
  readonly here: Readonly<Record<string, string>>
  /** The first other page that has something wrong. */
  readonly elsewhere: number | undefined
}

export const errorsFor = (
  form: Form,
  page: number,
  errors: Readonly<Record<string, string>>,
): Errors => {
  const pages = pagesOf(form)
  const here = (pages[page] ?? []).flatMap(field => {
    const says = errors[field.name]
    const block = says === undefined ? undefined : firstInput(field)
    return says === undefined || block === undefined ? [] : [[block, says] as const]
  })
  const elsewhere = pages.findIndex(fields => fields.some(({ name }) => errors[name] !== undefined))
  return { here: Object.fromEntries(here), elsewhere: elsewhere < 0 ? undefined : elsewhere }
}

const small = (callback: string, says: string): ModalView => ({
  type: 'modal',
  callback_id: callback,
  title: element('Throughline'),
  close: element('Close'),
  blocks: [...words(says)],
})

/** Opened when the answer is slow, and changed when it comes. */
export const waitView = (): ModalView => small('wait', 'One moment, please.')

export const doneView = (says: string): ModalView =>
  small('done', says.trim() === '' ? 'Saved.' : says)
