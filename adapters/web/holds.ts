import type { Live } from './wire.ts'

/** Ends a hold; `first` goes out before whatever waited. */
export type Release = (first?: Live) => void

/** What a person is told waits while they are held: no answer overtakes the words it answers. */
interface Holds {
  tell(whose: string, live: Live): void
  hold(whose: string): Release
}

export const createHolds = (out: (live: Live, whose: string) => void): Holds => {
  const holds = new Map<string, { count: number; readonly waiting: Live[] }>()
  return {
    tell: (whose, live) => {
      const held = holds.get(whose)
      if (held === undefined) out(live, whose)
      else held.waiting.push(live)
    },
    hold: whose => {
      const held = holds.get(whose) ?? { count: 0, waiting: [] }
      held.count += 1
      holds.set(whose, held)
      return first => {
        if (first !== undefined) out(first, whose)
        held.count -= 1
        if (held.count > 0) return
        holds.delete(whose)
        for (const live of held.waiting) out(live, whose)
      }
    },
  }
}
