import { describe } from 'vitest'

import { outlives } from './session/suite.ts'

const seeds = [11, 12, 13, 14, 15]

describe.concurrent('a session of two people, killed at fifty points', () => {
  for (const seed of seeds) outlives(['the app'], 10, seed)
})

describe.concurrent('a session of two people on a database that is killed twenty times', () => {
  // Few at a time: what keeps ending is started again less and less often.
  for (const seed of seeds) outlives(['the database'], 4, seed)
})
