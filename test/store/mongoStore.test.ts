import { beforeAll } from 'vitest'

import { storeContract } from '../contracts/storeContract.ts'
import type { Bench } from './contract/bench.ts'
import { freshStore } from './openStore.ts'

const { open, clock } = freshStore()
let bench: Bench | undefined

beforeAll(async () => {
  bench = { store: await open(), other: await open(), clock }
})

storeContract('MongoDB', () => {
  if (bench === undefined) throw new Error('the stores are opened before the tests')
  return bench
})
