import type { Host, Outcome } from '../../../src/core/adapter.ts'
import type { Page } from '../../../src/core/card.ts'
import type { Turn } from '../../../src/core/turn.ts'
import { installed } from './house.ts'
import type { placesOfHouse } from './places.ts'

/** A house that writes down what it takes, and answers what it was told to. */
export const nearSide = async (places?: ReturnType<typeof placesOfHouse>) => {
  const turns: Turn[] = []
  const says: {
    saved: boolean
    outcome: Promise<Outcome>
    page: Page | undefined
    /** What places say while the store is away. */
    away: boolean
  } = { away: false, saved: true, outcome: Promise.resolve({}), page: undefined }
  const kept = await installed(places)
  const host: Host = {
    accept: async turn => {
      if (says.saved) turns.push(turn)
      return { saved: says.saved, outcome: says.saved ? says.outcome : Promise.resolve({}) }
    },
    view: async () => says.page,
    conversation: async () => [],
    places: () => ({
      ...kept,
      find: async externalId => {
        if (says.away) throw new Error('the store is away')
        return kept.find(externalId)
      },
      remove: async externalId => {
        if (says.away) throw new Error('the store is away')
        await kept.remove(externalId)
      },
    }),
  }
  return { host, turns, says, places: kept }
}
