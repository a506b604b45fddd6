import type { Response } from 'express'

import type { Address } from '../../src/core/turn.ts'
import { createHolds, type Release } from './holds.ts'
import { addressKey } from './ids.ts'
import { LIMITS } from './limits.ts'
import { createTabs } from './tabs.ts'
import type { Live } from './wire.ts'

/** Everything that reaches open tabs. A stream repeats nothing: a tab that comes back fetches everything anew. */
export interface Hub {
  /** Keeps `response` open for this person; false when there are too many streams already. */
  open(address: Address, browser: string, response: Response, hello: Live): boolean
  /** A tab without a stream has asked what is new. */
  seen(address: Address): void
  tell(address: Address, live: Live): void
  tellAll(live: Live): void
  /** What this person is told waits until the release. */
  hold(address: Address): Release
  present(address: Address): boolean
  close(): void
}

/** `now` is epoch ms. */
export const createHub = (now: () => number): Hub => {
  const tabs = createTabs()
  const { tell, hold } = createHolds(tabs.tell)
  const asked = new Map<string, number>()
  let closed = false
  return {
    open: (address, browser, response, hello) => {
      if (closed || tabs.count() >= LIMITS.streams) return false
      if (response.destroyed) return true
      tabs.add({ whose: addressKey(address), browser }, response, hello)
      return true
    },
    seen: address => asked.set(addressKey(address), now()),
    tell: (address, live) => tell(addressKey(address), live),
    tellAll: live => tabs.tell(live),
    hold: address => hold(addressKey(address)),
    present: address => {
      const whose = addressKey(address)
      return tabs.isOpen(whose) || now() - (asked.get(whose) ?? 0) < LIMITS.seen
    },
    close: () => {
      closed = true
      tabs.close()
    },
  }
}
