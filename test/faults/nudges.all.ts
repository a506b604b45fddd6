import { eachToldOnce } from './nudges/suite.ts'

for (const [instances, seed] of [
  [2, 51],
  [4, 52],
  [2, 53],
  [4, 54],
] as const)
  eachToldOnce({ instances, pairs: 1000, kills: 20, seed })
