import { eachToldOnce } from './nudges/suite.ts'

// A share of what `npm run faults` does.
eachToldOnce({ instances: 2, pairs: 100, kills: 3, seed: 41 })
