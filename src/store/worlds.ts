import { ThroughlineError } from '../core/errors.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import type { Base } from './base.ts'

export const worldStore = (_base: Base): Pick<TimeStore, 'worlds'> => ({
  worlds: async () => {
    throw new ThroughlineError(
      'internal',
      'The store cannot do this yet.',
      'It comes with the next step.',
    )
  },
})
