import type { Accepted, Host } from '../../src/core/adapter.ts'
import type { Card } from '../../src/core/card.ts'
import type { Address } from '../../src/core/turn.ts'
import type { Clients } from './client.ts'
import type { Homes } from './homes.ts'
import type { Messages } from './messages.ts'
import type { OpenForms } from './openForms.ts'
import type { Queue } from './queue.ts'
import { addressIn, type Received, toTurn } from './receive.ts'
import type { Report } from './report.ts'
import type { Keyring } from './tokens.ts'

/** What the listeners work with. */
export interface Desk {
  readonly host: Host
  readonly keyring: Keyring
  readonly clients: Clients
  readonly queue: Queue
  readonly messages: Messages
  readonly homes: Homes
  readonly forms: OpenForms
  /** Epoch ms. */
  readonly now: () => number
  readonly report: Report
  /** Somebody did something just now. */
  readonly seen: (address: Address) => void
}

export const accept = (desk: Desk, received: Received, place: string): Promise<Accepted> => {
  desk.seen(addressIn(place, received.user))
  return desk.host.accept(toTurn(received, place, desk.now()))
}

/** Says what came of something, in the direct messages; a failure is the log's. */
export const say = async (desk: Desk, address: Address, card: Card, id: string): Promise<void> => {
  try {
    await desk.messages.send(address, card, id)
  } catch (error) {
    desk.report('an answer was not sent', error)
  }
}
