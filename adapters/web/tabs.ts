import type { Response } from 'express'

import { LIMITS } from './limits.ts'
import type { Live } from './wire.ts'

/** An open stream: whose conversation it carries, and in which browser. */
export interface Tab {
  readonly whose: string
  readonly browser: string
}

/** The open streams, oldest first. */
interface Tabs {
  /** Opens the stream with `hello`. */
  add(tab: Tab, response: Response, hello: Live): void
  /** To this person's tabs, or to all. */
  tell(live: Live, whose?: string): void
  isOpen(whose: string): boolean
  count(): number
  close(): void
}

const write = (response: Response, live: Live): void => {
  response.write(`data: ${JSON.stringify(live)}\n\n`)
  // A tab that reads too slowly is let go; it comes back by itself and catches up.
  if (response.writableLength > LIMITS.backlog) response.destroy()
}

export const createTabs = (): Tabs => {
  const tabs = new Map<Response, Tab>()
  let beat: NodeJS.Timeout | undefined
  const tell: Tabs['tell'] = (live, whose) => {
    for (const [response, tab] of tabs)
      if (whose === undefined || whose === tab.whose) write(response, live)
  }
  const remove = (response: Response): void => {
    tabs.delete(response)
    if (tabs.size > 0) return
    clearInterval(beat)
    beat = undefined
  }
  const makeRoom = (browser: string): void => {
    const theirs = [...tabs].filter(([, tab]) => tab.browser === browser)
    for (const [oldest] of theirs.slice(0, 1 - LIMITS.streamsPerBrowser)) {
      write(oldest, { kind: 'elsewhere' })
      oldest.end()
      remove(oldest)
    }
  }
  return {
    tell,
    add: (tab, response, hello) => {
      makeRoom(tab.browser)
      response.on('close', () => remove(response))
      response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8')
      response.flushHeaders()
      tabs.set(response, tab)
      write(response, hello)
      beat ??= setInterval(tell, LIMITS.beat, { kind: 'beat' } satisfies Live).unref()
    },
    isOpen: whose => [...tabs.values()].some(tab => tab.whose === whose),
    count: () => tabs.size,
    close: () => {
      for (const response of [...tabs.keys()]) response.end()
    },
  }
}
