import { setTimeout as after } from 'node:timers/promises'

import type { ModalView } from '@slack/types'

import type { Outcome } from '../../src/core/adapter.ts'
import { type Card, type FieldValue, type Form, plainText } from '../../src/core/card.ts'
import type { Did } from '../../src/core/turn.ts'
import { accept, type Desk, say } from './desk.ts'
import { changeView } from './door.ts'
import {
  doneView,
  errorsFor,
  errorsIn,
  formPages,
  formView,
  pageAfter,
  readForm,
  readMeta,
  waitView,
} from './modal.ts'
import { filledIn, type OpenForm } from './openForms.ts'
import { type SlackView, type ViewBody, viewBody } from './payloads.ts'
import { addressIn, type Received } from './receive.ts'

/** Slack waits three seconds for what comes of a sent form; two of them may go into storing it (ms). */
const SOON_MS = 500

const CLOSED = 'All you wrote is kept. Please open it once more from our messages.'
const TRY_AGAIN = 'I could not save that just now. Nothing is lost; please send it again.'
const DONE = 'Saved.'

type Reply =
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
export type AckView = (reply?: Reply) => Promise<void>

type Values = Readonly<Record<string, FieldValue>>
/** Field → what was wrong. */
type Errors = Readonly<Record<string, string>>

/** One page of a form as it was sent. */
interface Sent {
  readonly place: string
  readonly user: string
  readonly view: SlackView
  readonly id: string
  readonly page: number
  /** How many pages there were when it was shown. */
  readonly of: number
  readonly open: OpenForm | undefined
  /** Of this page and those before. */
  readonly values: Values
}

const inputsOf = (view: SlackView, open: OpenForm | undefined) => ({
  ...open?.typed,
  ...view.state?.values,
})

/** Stands for the answer when it is late: the view is changed when it comes. */
const LATE = Symbol('late')

const soon = (outcome: Promise<Outcome>): Promise<Outcome | typeof LATE> =>
  Promise.race([outcome, after(SOON_MS, LATE, { ref: false } as const)])

const lastPage = ({ open, page, of }: Sent): boolean =>
  page + 1 >= (open === undefined ? of : formPages(open.form))

/** Shows a page of the form as it is now, and remembers it so. */
const show = (desk: Desk, { open, view, values }: Sent, form: Form, page: number): Reply => {
  desk.forms.set(view.id, { ...open, form, before: values, typed: {} })
  return { response_action: 'update', view: formView(form, page) }
}

const closedReply: Reply = { response_action: 'update', view: doneView(CLOSED) }

/** What was wrong, where it stands on this page; otherwise the page that it stands on. */
const faulty = (desk: Desk, sent: Sent, errors: Errors): Reply => {
  const { open, page, values, view } = sent
  if (open === undefined) {
    const known = errorsIn(view.state?.values, errors)
    if (Object.keys(known).length === 0) return closedReply
    return { response_action: 'errors', errors: { ...known } }
  }
  const { here, elsewhere } = errorsFor(open.form, page, errors)
  if (Object.keys(here).length === 0)
    return show(desk, sent, filledIn(open.form, values, errors), elsewhere ?? 0)
  desk.forms.set(view.id, { ...open, before: values })
  return { response_action: 'errors', errors: { ...here } }
}

const nextPage = (desk: Desk, sent: Sent): Reply => {
  const { open, page, values } = sent
  if (open === undefined) return closedReply
  const filled = filledIn(open.form, values)
  return show(desk, sent, filled, pageAfter(open.form, page, filled))
}

const hasErrors = (errors: Errors | undefined): errors is Errors =>
  errors !== undefined && Object.keys(errors).length > 0

const replyTo = (desk: Desk, sent: Sent, { errors, form }: Outcome): Reply => {
  if (hasErrors(errors)) return faulty(desk, sent, errors)
  if (form !== undefined) return show(desk, { ...sent, open: undefined, values: {} }, form, 0)
  if (!lastPage(sent)) return nextPage(desk, sent)
  desk.forms.take(sent.view.id)
  return { response_action: 'clear' }
}

/** Too late to answer Slack: the view that waits is changed instead. */
const answerLate = async (desk: Desk, { place, view }: Sent, reply: Reply): Promise<void> => {
  const shown =
    reply.response_action === 'update'
      ? reply.view
      : doneView(reply.response_action === 'clear' ? DONE : CLOSED)
  await changeView(desk, place, view.id, shown)
}

/** A late answer cannot mark a field as Slack does, so the page comes again with the words above it. */
const lateReply = (desk: Desk, sent: Sent, outcome: Outcome): Reply => {
  const reply = replyTo(desk, sent, outcome)
  if (reply.response_action !== 'errors' || sent.open === undefined) return reply
  return show(desk, sent, filledIn(sent.open.form, sent.values, outcome.errors), sent.page)
}

const notSaved = (sent: Sent, card: Card | undefined): Reply => {
  const { open, page, values } = sent
  const says = card === undefined ? TRY_AGAIN : plainText(card)
  const first = Object.keys(sent.view.state?.values ?? {})[0]
  if (first !== undefined) return { response_action: 'errors', errors: { [first]: says } }
  return open === undefined
    ? { response_action: 'update', view: doneView(says) }
    : { response_action: 'update', view: formView(filledIn(open.form, values), page) }
}

const didOf = ({ id, user }: Pick<Sent, 'id' | 'user'>, did: Did): Received => ({ id, user, did })

const readSent = (desk: Desk, place: string, { view, user, trigger_id }: ViewBody) => {
  const meta = readMeta(view.private_metadata)
  if (meta === undefined) return undefined
  const open = desk.forms.get(view.id)
  // What was sent before is what a change is measured by.
  const form = open && filledIn(open.form, open.before)
  const values = { ...open?.before, ...readForm(form, inputsOf(view, open)) }
  const id = `view:${trigger_id ?? `${view.id}:${view.hash ?? ''}`}`
  const sent: Sent = {
    place,
    user: user.id,
    view,
    id,
    page: meta.page,
    of: meta.of ?? 1,
    open,
    values,
  }
  return { form: meta.form, sent }
}

/** A form, or one page of it, was sent. */
export const submitted = async (
  desk: Desk,
  place: string,
  raw: unknown,
  ack: AckView,
): Promise<void> => {
  const body = viewBody.safeParse(raw)
  const read = body.success ? readSent(desk, place, body.data) : undefined
  if (read === undefined) return ack({ response_action: 'clear' })
  const { form, sent } = read
  const end = lastPage(sent) ? 'submit' : 'next'
  const rest = end === 'submit' && sent.page > 0 ? { rest: true as const } : {}
  const did: Did = { kind: 'form', form, values: toValues(sent.values), end, ...rest }
  const { saved, outcome } = await accept(desk, didOf(sent, did), place)
  if (!saved) return ack(notSaved(sent, (await outcome).card))
  const early = await soon(outcome)
  if (early === LATE) await ack({ response_action: 'update', view: waitView() })
  else await ack(replyTo(desk, sent, early))
  const { card, ...late } = await outcome
  if (early === LATE) await answerLate(desk, sent, lateReply(desk, sent, late))
  if (card !== undefined) await say(desk, addressIn(place, sent.user), card, `${sent.id}:said`)
}

const toValues = (values: Values): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  )

/** Slack tells of a closed window once, so a store that is away is asked again (ms). */
const AGAIN_MS: readonly number[] = [0, 1000, 5000, 20_000]

/** Closed half-way: what was typed rests in the draft. */
export const closed = async (desk: Desk, place: string, raw: unknown): Promise<void> => {
  const body = viewBody.safeParse(raw)
  const read = body.success ? readSent(desk, place, body.data) : undefined
  if (read === undefined || Object.keys(read.sent.values).length === 0) return
  const { form, sent } = read
  const did: Did = { kind: 'form', form, values: toValues(sent.values), end: 'keep' }
  for (const wait of AGAIN_MS) {
    await after(wait, undefined, { ref: false })
    if ((await accept(desk, didOf(sent, did), place)).saved) return
  }
}

/** Slack may say nothing of what stood in a modal when it is closed, so it is remembered while typing. */
export const typing = (desk: Desk, view: SlackView, values: unknown): void => {
  const open = desk.forms.get(view.id)
  if (open === undefined || typeof values !== 'object' || values === null) return
  desk.forms.set(view.id, { ...open, typed: { ...open.typed, ...values } })
}
