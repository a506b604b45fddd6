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
  present(address: Address): boolean
  close(): void
}

const write = (response: Response, live: Live): void => {
  response.write(`data: ${JSON.stringify(live)}\n\n`)
  // A tab that reads too slowly is let go; it comes back by itself and catches up.
  if (response.writableLength > LIMITS.backlog) response.destroy()
}

export const createHub = (): Hub => {
  const tabs = new Map<Response, string>()
  let closed = false
  let beat: NodeJS.Timeout | undefined
  const forget = (response: Response): void => {
    tabs.delete(response)
    if (tabs.size > 0) return
    clearInterval(beat)
    beat = undefined
  }
  const tellAll = (live: Live): void => {
    for (const response of tabs.keys()) write(response, live)
  }
  return {
    open: (address, response, hello) => {
      if (closed || tabs.size >= LIMITS.streams) return false
      if (response.destroyed) return true
      response.on('close', () => forget(response))
      response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8')
      response.flushHeaders()
      tabs.set(response, addressKey(address))
      beat ??= setInterval(tellAll, LIMITS.beat, { kind: 'beat' } satisfies Live).unref()
      write(response, hello)
      return true
    },
    tell: (address, live) => {
      const whose = addressKey(address)
      for (const [response, key] of tabs) if (key === whose) write(response, live)
    },
    tellAll,
    present: address => {
      const whose = addressKey(address)
      return [...tabs.values()].includes(whose)
    },
    close: () => {
      closed = true
      for (const response of [...tabs.keys()]) response.end()
    },
  }
}
