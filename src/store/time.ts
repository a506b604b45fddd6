import { ThroughlineError } from '../core/errors.ts'
import type { TimeStore, TimeTx } from '../domain/timeStore.ts'

const notYet = async (): Promise<never> => {
  throw new ThroughlineError(
    'internal',
    'The store cannot do this yet.',
    'It comes with the next step.',
  )
}

export const timeStore = (): TimeStore => ({
  obligations: notYet,
  worlds: notYet,
  settleLooks: notYet,
  addressesOf: notYet,
  addToConversations: notYet,
  finishDeliveries: notYet,
  troubled: notYet,
  retryDelivery: notYet,
})

export const timeTx = (): TimeTx => ({
  saveObligation: notYet,
  lookAt: notYet,
})
