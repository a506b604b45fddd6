import type { KnownBlock, ModalView } from '@slack/types'
import * as z from 'zod'

import type { Field, FieldValue, Form } from '../../src/core/card.ts'
import { counter, renderBlock } from './blocks.ts'
import { element, label } from './escape.ts'
import { fieldBlocks } from './fields.ts'
import { blockIdOf, readField, readInputs, readUnknown } from './inputs.ts'
import { bytesOf, LIMITS } from './limits.ts'
import { fitsView, viewParts } from './viewParts.ts'
import { words } from './words.ts'

/** What a window of ours says of itself when it comes back; `of` is how many pages there are. */
const meta = z.object({
  form: z.string().max(LIMITS.press),
  page: z.int().min(0),
  of: z.int().min(1).optional(),
})

interface FormPage {
  readonly fields: readonly Field[]
  readonly blocks: readonly KnownBlock[]
}

/** Words before the questions that take up more blocks than this stand on pages of their own. */
const SHORT_INTRO = 20

const introPages = (form: Form): readonly (readonly KnownBlock[])[] => {
  const next = counter()
  const long = [...form.title].length > LIMITS.title ? words(form.title) : []
  return viewParts([...long, ...form.intro.flatMap(block => renderBlock(block, next))])
}

const inOrder = ({ fields }: Form): readonly Field[] => [
  ...fields.filter(({ more }) => !more),
  ...fields.filter(({ more }) => more),
]

/** Essential questions first, a handful a page, and as many as a view holds. */
const pagesOf = (form: Form): readonly FormPage[] => {
  const fields = inOrder(form)
  const intro = introPages(form)
  const pages: FormPage[] = intro.map(blocks => ({ fields: [], blocks }))
  if (intro.length > 1 || (intro[0] ?? []).length > SHORT_INTRO)
    pages.push({ fields: [], blocks: [] })
  for (const field of fields) {
    const asked = fieldBlocks(field)
    const page = pages.at(-1) ?? { fields: [], blocks: [] }
    const blocks = [...page.blocks, ...asked]
    const before = page.fields.at(-1)
    const turns =
      before !== undefined && before.more !== field.more && fields.length > LIMITS.questions
    const holds = page.fields.length < LIMITS.questions && fitsView(blocks.length, bytesOf(blocks))
    if (holds && !turns) pages[pages.length - 1] = { fields: [...page.fields, field], blocks }
    else pages.push({ fields: [field], blocks: asked })
  }
  return pages.filter((page, at) => page.blocks.length > 0 || (at === 0 && pages.length === 1))
}

export const formPages = (form: Form): number => pagesOf(form).length

/** The page of `next` that begins where this page of `form` ends: what was typed may have moved the others. */
export const pageAfter = (form: Form, page: number, next: Form): number => {
  const first = pagesOf(form)[page + 1]?.fields[0]
  const at = pagesOf(next).findIndex(({ fields }) =>
    fields.some(({ name }) => name === first?.name),
  )
  return at < 0 ? page + 1 : at
}

const WHICH = 'page'

const whichOf = (page: number, of: number): readonly KnownBlock[] =>
  of === 1
    ? []
    : [
        {
          type: 'context',
          block_id: WHICH,
          elements: [element(`Page ${page + 1} of ${of}`)],
        },
      ]

/** One page of a form as a modal. */
export const formView = (form: Form, at: number): ModalView => {
  const pages = pagesOf(form)
  const of = pages.length
  const page = Math.min(Math.max(at, 0), of - 1)
  const blocks = [...whichOf(page, of), ...(pages[page]?.blocks ?? [])]
  return {
    type: 'modal',
    callback_id: 'form',
    title: label(form.title, LIMITS.title),
    submit: label(page === of - 1 ? form.submit : 'Next', LIMITS.title),
    close: element('Close'),
    notify_on_close: true,
    private_metadata: JSON.stringify({ form: form.id, page, of } satisfies z.infer<typeof meta>),
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

const firstInput = (field: Field): string | undefined =>
  fieldBlocks(field).find(({ type }) => type === 'input')?.block_id

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
  const here = (pages[page]?.fields ?? []).flatMap(field => {
    const says = errors[field.name]
    const block = says === undefined ? undefined : firstInput(field)
    return says === undefined || block === undefined ? [] : [[block, says] as const]
  })
  const elsewhere = pages.findIndex(({ fields }) =>
    fields.some(({ name }) => errors[name] !== undefined),
  )
  return { here: Object.fromEntries(here), elsewhere: elsewhere < 0 ? undefined : elsewhere }
}

/** What was wrong in the inputs that came, when nothing else is known of their form. */
export const errorsIn = (
  values: unknown,
  errors: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const inputs = readInputs(values)
  const all = Object.entries(errors).map(([name, says]) => [blockIdOf(name), says] as const)
  return Object.fromEntries(all.filter(([block]) => inputs.has(block)))
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
