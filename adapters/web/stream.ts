import type { Response } from 'express'

import type { Address } from '../../src/core/turn.ts'
import { addressKey } from './ids.ts'
import { LIMITS } from './limits.ts'
import type { Live } from './wire.ts'

/** The open tabs. A stream repeats nothing: a tab that comes back fetches everything anew. */
export interface Hub {
  /** Keeps `response` open for this person; false when there are too many streams already. */
  open(address: Address, response: Response, hello: Live): boolean
  tell(address: Address, live: Live): void
  tellAll(live: Live): void
  /** What this person is told waits until the release, so that no answer overtakes the words it answers. */
  hold(address: Address): Release
  present(address: Address): boolean
  close(): void
}

/** Ends a hold; `first` goes out before whatever waited. */
type Release = (first?: Live) => void

const write = (response: Response, live: Live): void => {
  response.write(`data: ${JSON.stringify(live)}\n\n`)
  // A tab that reads too slowly is let go; it comes back by itself and catches up.
  if (response.writableLength > LIMITS.backlog) response.destroy()
}

/** Who is listening: response → whose it is. */
const createTabs = () => {
  const tabs = new Map<Response, string>()
  let beat: NodeJS.Timeout | undefined
  const all = (live: Live): void => {
    for (const response of tabs.keys()) write(response, live)
  }
  const remove = (response: Response): void => {
    tabs.delete(response)
    if (tabs.size > 0) return
    clearInterval(beat)
    beat = undefined
  }
  return {
    tabs,
    all,
    add: (whose: string, response: Response): void => {
      response.on('close', () => remove(response))
      response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8')
      response.flushHeaders()
      tabs.set(response, whose)
      beat ??= setInterval(all, LIMITS.beat, { kind: 'beat' } satisfies Live).unref()
    },
    to: (whose: string, live: Live): void => {
      for (const [response, key] of tabs) if (key === whose) write(response, live)
    },
  }
}

/** Holds by person: how many there are, and what waits for the last of them. */
const createHolds = (to: (whose: string, live: Live) => void) => {
  const holds = new Map<string, { count: number; readonly waiting: Live[] }>()
  return {
    tell: (whose: string, live: Live): void => {
      const held = holds.get(whose)
      if (held === undefined) to(whose, live)
      else held.waiting.push(live)
    },
    hold: (whose: string): Release => {
      const held = holds.get(whose) ?? { count: 0, waiting: [] }
      held.count += 1
      holds.set(whose, held)
      return first => {
        if (first !== undefined) to(whose, first)
        held.count -= 1
        if (held.count > 0) return
        holds.delete(whose)
        for (const live of held.waiting) to(whose, live)
      }
    },
  }
}

export const createHub = (): Hub => {
  const { tabs, all, add, to } = createTabs()
  const { tell, hold } = createHolds(to)
  let closed = false
  return {
    open: (address, response, hello) => {
      if (closed || tabs.size >= LIMITS.streams) return false
      if (response.destroyed) return true
      add(addressKey(address), response)
      write(response, hello)
      return true
    },
    tell: (address, live) => tell(addressKey(address), live),
    tellAll: all,
    hold: address => hold(addressKey(address)),
    present: address => [...tabs.values()].includes(addressKey(address)),
    close: () => {
      closed = true
      for (const response of [...tabs.keys()]) response.end()
    },
  }
}
