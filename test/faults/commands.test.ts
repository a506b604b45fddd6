import { describe } from 'vitest'

import { outlivesCompany, outlivesTrouble } from './session/insideSuite.ts'

// A share of what `npm run faults` does.
describe.concurrent('the session of Ada and Ben', () => {
  outlivesTrouble(21)
  outlivesCompany()
})
