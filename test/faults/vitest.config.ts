import { defineConfig } from 'vitest/config'

/** `npm run faults`: everything that takes too long for `npm test`. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/**/*.all.ts'],
    globalSetup: ['test/setup/mongo.ts'],
    maxConcurrency: 2,
    hookTimeout: 60_000,
  },
})
