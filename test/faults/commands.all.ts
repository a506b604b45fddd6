import { describe } from 'vitest'

import { outlivesCompany, outlivesTrouble } from './session/insideSuite.ts'

describe.concurrent('the session of Ada and Ben', () => {
  for (const seed of [31, 32, 33, 34, 35, 36, 37, 38]) outlivesTrouble(seed)
  outlivesCompany()
})
