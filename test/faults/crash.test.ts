import { describe } from 'vitest'

import { outlives } from './session/suite.ts'

// A share of what `npm run faults` does.
describe('a session of two people, through the real door of a real process', () => {
  outlives(['the app', 'the database'], 5, 1)
})
