import type { Place, Places } from '../../../src/core/adapter.ts'

/** The house’s side of the port, for tests of the adapter alone. */
export const placesOfHouse = (proof = 'PROOF'): Places & { readonly kept: Map<string, Place> } => {
  const kept = new Map<string, Place>()
  const leases = new Map<string, number>()
  return {
    kept,
    find: async externalId => kept.get(externalId),
    all: async () => [...kept.values()],
    add: async (externalId, secret, given) => {
      if (given !== proof) return false
      kept.set(externalId, { externalId, secret, rev: 1 })
      return true
    },
    change: async (place, secret) => {
      if (kept.get(place.externalId)?.rev !== place.rev) return false
      kept.set(place.externalId, { ...place, secret, rev: place.rev + 1 })
      return true
    },
    lease: async (externalId, ms) => {
      const now = Date.now()
      if ((leases.get(externalId) ?? 0) > now) return false
      leases.set(externalId, now + ms)
      return true
    },
    remove: async externalId => void kept.delete(externalId),
  }
}
