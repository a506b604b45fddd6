import type { Outcome } from '../../src/core/adapter.ts'
import { plainText } from '../../src/core/card.ts'
import { accept, type Desk, say } from './desk.ts'
import { changeView, createDoor, type Door } from './door.ts'
import { readAction } from './ids.ts'
import { isQuestion } from './messages.ts'
import { doneView, formView } from './modal.ts'
import { pageModal } from './pageView.ts'
import { type ActionsBody, actionsBody } from './payloads.ts'
import { addressIn, type Received } from './receive.ts'
import { typing } from './submissions.ts'

const NOT_THERE = 'I could not find that. It may have moved on.'
const SAVED = 'I have that. You find the rest in our messages.'

/** What came of something, in the window it may open and in the direct messages. */
export const showOutcome = async (
  desk: Desk,
  door: Door,
  { outcome, place, received }: { outcome: Outcome; place: string; received: Received },
): Promise<void> => {
  const { form, card } = outcome
  if (form !== undefined) {
    const id = await door.show(formView(form, 0))
    const opener = received.did.kind === 'press' ? { opener: received.did.press } : {}
    if (id !== undefined) desk.forms.set(id, { form, before: {}, typed: {}, ...opener })
    return
  }
  if (card !== undefined) {
    const address = addressIn(place, received.user)
    await say(desk, address, card, `${received.id}:said`)
  }
  await door.nothing(SAVED)
}

const openView = async (desk: Desk, door: Door, place: string, user: string, name: string) => {
  const [view = '', part = '0'] = name.split('#')
  const page = await desk.host.view(addressIn(place, user), view)
  const shown = page === undefined ? doneView(NOT_THERE) : pageModal(page, view, Number(part) || 0)
  await door.show(shown)
}

/** The label of the button that was pressed, for the line that takes its place. */
const labelOf = (action: unknown): string | undefined => {
  if (typeof action !== 'object' || action === null || !('text' in action)) return undefined
  const { text } = action
  if (typeof text !== 'object' || text === null || !('text' in text)) return undefined
  return typeof text.text === 'string' ? text.text : undefined
}

const takeButtonsAway = (desk: Desk, place: string, body: ActionsBody): void => {
  const { container, message } = body
  const { channel_id: channel, message_ts: ts } = container ?? {}
  if (channel === undefined || ts === undefined || !isQuestion(message?.blocks)) return
  const label = labelOf(body.actions[0])
  const says = label === undefined ? 'Answered.' : `Answered: ${label}`
  desk.messages.answered(place, channel, ts, message?.blocks, says)
}

/** A press in a message, in a modal or at home. `ack` tells Slack that it is stored. */
export const pressed = async (
  desk: Desk,
  place: string,
  raw: unknown,
  ack: () => Promise<void>,
): Promise<void> => {
  const read = actionsBody.safeParse(raw)
  if (!read.success) return ack()
  const { user, trigger_id: trigger, actions, state, view } = read.data
  if (view?.callback_id === 'form') typing(desk, view, state?.values ?? view.state?.values)
  const action = readAction(actions[0], state?.values ?? view?.state?.values)
  if (action === undefined || action.kind === 'choose') return ack()
  const inModal = view !== undefined && view.callback_id !== 'home'
  const door = createDoor(desk, { place, trigger, inModal })
  if (action.kind === 'view') {
    await ack()
    return openView(desk, door, place, user.id, action.name)
  }
  const { press, values } = action
  const received: Received = {
    id: `press:${trigger}`,
    user: user.id,
    did: { kind: 'press', press, ...(values !== undefined && { values: [...values] }) },
  }
  const { saved, outcome } = await accept(desk, received, place)
  await ack()
  if (!saved) return notSaved(door, await outcome)
  takeButtonsAway(desk, place, read.data)
  const told = await outcome
  await showOutcome(desk, door, { outcome: told, place, received })
  // What was pressed in a window is answered there too, or it would look as if nothing had happened.
  if (inModal && told.form === undefined) await changeView(desk, place, view.id, doneView(SAVED))
}

/** The store is away, so the direct messages may not be relied on: it is said in a window. */
export const notSaved = async (door: Door, { card }: Outcome): Promise<void> => {
  await door.show(
    doneView(
      card === undefined ? 'I could not save that just now. Please try again.' : plainText(card),
    ),
  )
}
