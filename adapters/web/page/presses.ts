import type { PageDid } from '../wire.ts'
import type { Shows } from './box.ts'
import { type Cell, cell } from './cell.ts'
import { type Line, newTurn } from './line.ts'

/** How long a place stays quiet after its press, so that the card that replaces it can arrive. */
const QUIET_MS = 250

/** Buttons, picks and dates. A place is one card or view: while one press of it is under way, all of it waits. */
export interface Presses {
  readonly busy: Cell<ReadonlySet<string>>
  /** Answers whether the press was saved. */
  press(place: string, did: PageDid, shown: string): Promise<boolean>
}

export const createPresses = (line: Line, shows: Shows): Presses => {
  const busy = cell<ReadonlySet<string>>(new Set())
  const free = (place: string): void => busy.set(new Set([...busy.get()].filter(p => p !== place)))
  return {
    busy,
    press: async (place, did, shown) => {
      if (busy.get().has(place)) return false
      busy.set(new Set([...busy.get(), place]))
      const turn = newTurn(did, shown)
      const reply = await line.take(turn)
      setTimeout(free, QUIET_MS, place)
      if (reply !== undefined) shows(turn, reply.outcome)
      return reply !== undefined
    },
  }
}
