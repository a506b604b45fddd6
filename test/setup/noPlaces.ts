import type { Places } from '../../src/core/adapter.ts'

/** For platforms that are installed nowhere: nothing is kept, and nothing can be added. */
export const noPlaces = (): Places => ({
  find: async () => undefined,
  all: async () => [],
  add: async () => false,
  change: async () => false,
  lease: async () => false,
  remove: async () => undefined,
})
