import { ThroughlineError } from '../core/errors.ts'
import type { PeopleStore, PeopleTx } from '../domain/peopleStore.ts'

const notYet = async (): Promise<never> => {
  throw new ThroughlineError(
    'internal',
    'The store cannot do this yet.',
    'It comes with the next step.',
  )
}

export const togetherStore = (): PeopleStore => ({
  proposals: notYet,
  preference: notYet,
  namedDates: notYet,
  readings: notYet,
  exportPerson: notYet,
  forget: notYet,
  keys: notYet,
  importAll: notYet,
})

export const togetherTx = (): PeopleTx => ({
  saveWorks: notYet,
  savePreference: notYet,
  propose: notYet,
  confirm: notYet,
  decline: notYet,
  setRhythm: notYet,
  lend: notYet,
  handOver: notYet,
})
