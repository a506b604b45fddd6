import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/setup/mongo.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
