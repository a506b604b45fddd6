import { ThroughlineError } from '../core/errors.ts'
import type { PeopleStore, PeopleTx } from '../domain/peopleStore.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { handOver } from './handover.ts'
import { importStore } from './importing.ts'
import { lend } from './lending.ts'
import { preferenceStore, preferenceTx } from './preferences.ts'
import { proposingTx } from './proposing.ts'

const notYet = async (): Promise<never> => {
  throw new ThroughlineError(
    'internal',
    'The store cannot do this yet.',
    'It comes with the next step.',
  )
}

/** Who works with whom, and what people set for themselves. */
export const togetherStore = (base: Base): Omit<PeopleStore, 'proposals'> => ({
  ...preferenceStore(base),
  namedDates: notYet,
  readings: notYet,
  exportPerson: notYet,
  forget: notYet,
  ...importStore(base),
})

export const togetherTx = (base: Base, scope: Scope): PeopleTx => ({
  ...preferenceTx(base, scope),
  ...proposingTx(base, scope),
  lend: cover => lend(base, scope, cover),
  handOver: (from, to, records) => handOver(base, scope, from, to, records),
})
