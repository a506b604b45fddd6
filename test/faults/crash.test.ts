import { describe } from 'vitest'

import { outlives } from './session/suite.ts'

// A share of what `npm run faults` does.
describe.concurrent('a session of two people, through the real door of a real process', () => {
  outlives('the app', 3, 1)
  outlives('the database', 1, 1)
})
