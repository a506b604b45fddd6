import { setTimeout as after } from 'node:timers/promises'

import type { Outcome } from '../../src/core/adapter.ts'
import { plainText } from '../../src/core/card.ts'
import { accept, type Desk } from './desk.ts'
import { createDoor } from './door.ts'
import { plain } from './escape.ts'
import { notSaved, showOutcome } from './presses.ts'
import { addressIn, readCommand, readShortcut } from './receive.ts'

/** The answer of a command is seen by the asker alone; what takes longer goes to the direct messages (ms). */
const SOON_MS = 500

const ELSEWHERE = 'Only you can see this. I have answered you in our direct messages.'
const TRY_AGAIN = 'I could not save that just now. Please try again.'

const soon = async (outcome: Promise<Outcome>): Promise<Outcome | undefined> =>
  Promise.race([outcome, after(SOON_MS, undefined, { ref: false })])

const words = (outcome: Outcome | undefined): string | undefined =>
  outcome?.card === undefined ? undefined : plain(plainText(outcome.card))

/** `/throughline …`, wherever it was typed. */
export const commanded = async (
  desk: Desk,
  place: string,
  raw: unknown,
  ack: (says?: string) => Promise<void>,
): Promise<void> => {
  const received = readCommand(raw)
  if (received === undefined) return ack()
  const door = createDoor(desk, { place, trigger: received.trigger, inModal: false })
  const { saved, outcome } = await accept(desk, received, place)
  if (!saved) {
    await ack(words(await outcome) ?? TRY_AGAIN)
    return door.nothing(TRY_AGAIN)
  }
  const early = await soon(outcome)
  const inOurs = desk.messages.channelOf(addressIn(place, received.user)) === received.channel
  const elsewhere = inOurs || early?.form !== undefined ? undefined : ELSEWHERE
  await ack(words(early) ?? elsewhere)
  const { card, ...rest } = await outcome
  // What was said in the acknowledgement is not said again.
  const left = early === undefined && card !== undefined ? { ...rest, card } : rest
  await showOutcome(desk, door, { outcome: left, place, received })
}

/** A shortcut from a message's menu or from anywhere. */
export const shortcut = async (
  desk: Desk,
  place: string,
  raw: unknown,
  ack: () => Promise<void>,
): Promise<void> => {
  const received = readShortcut(raw)
  if (received === undefined) return ack()
  const door = createDoor(desk, { place, trigger: received.trigger, inModal: false })
  const { saved, outcome } = await accept(desk, received, place)
  await ack()
  if (!saved) return notSaved(door, await outcome)
  await showOutcome(desk, door, { outcome: await outcome, place, received })
}
