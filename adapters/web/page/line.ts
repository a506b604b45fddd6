import type { PageDid, TurnBody, TurnReply } from '../wire.ts'
import { postTurn } from './api.ts'
import { type Cell, cell } from './cell.ts'
import { follow } from './follow.ts'
import { type Item, put } from './items.ts'
import { keep } from './kept.ts'
import type { Connection } from './listen.ts'
import { createOutbox } from './outbox.ts'
import { createSleeper } from './pause.ts'

/** The demo clock as last heard: it stood at `now` when this browser's own stood at `seen`. */
interface Reading {
  readonly now: number
  readonly seen: number
}

/** What this tab knows of one person's conversation. */
export interface Known {
  readonly as: string
  readonly items: Cell<readonly Item[]>
  /** False until the conversation was fetched once. */
  readonly loaded: Cell<boolean>
  readonly connection: Cell<Connection>
  readonly clock: Cell<Reading | undefined>
  /** Goes up whenever what the views show may have changed. */
  readonly changed: Cell<number>
}

/** One person's line to the bot: what is known, and a way to take a turn. */
export interface Line extends Known {
  /** Resolves when the turn is saved, however long that takes; with undefined when it was refused for good. */
  take(turn: TurnBody): Promise<TurnReply | undefined>
  put(item: Item): void
  /** Keeps up with the server until `stop`. */
  follow(stop: AbortSignal): void
}

export const newTurn = (did: PageDid, shown?: string): TurnBody => ({
  id: crypto.randomUUID(),
  did,
  ...(shown !== undefined && { shown }),
})

/** Epoch ms on the demo clock. */
export const nowOn = (clock: Reading | undefined): number =>
  clock === undefined ? Date.now() : clock.now + Date.now() - clock.seen

export const createLine = (as: string): Line => {
  const known: Known = {
    as,
    items: cell<readonly Item[]>([]),
    loaded: cell(false),
    connection: cell<Connection>('opening'),
    clock: cell<Reading | undefined>(undefined),
    changed: cell(0),
  }
  const sleeper = createSleeper()
  const add = (item: Item): void => known.items.set(put(known.items.get(), item))
  const outbox = createOutbox({
    post: turn => postTurn(as, turn),
    sleeper,
    keep: waiting => keep(as, { waiting }),
    progress: ({ id, shown }, progress) => {
      if (shown !== undefined) add({ id, at: nowOn(known.clock.get()), mine: shown, progress })
    },
  })
  return {
    ...known,
    take: turn => {
      // Who does something here wants to be told at once what comes of it.
      sleeper.wake()
      return outbox.add(turn)
    },
    put: add,
    follow: stop => follow(known, outbox.add, sleeper, stop),
  }
}
