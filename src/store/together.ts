import type { PeopleStore, PeopleTx } from '../domain/peopleStore.ts'
import type { Scope } from '../domain/store.ts'
import { aboutMeStore } from './aboutMe.ts'
import type { Anchor } from './anchor.ts'
import type { Base } from './base.ts'
import { forgettingStore } from './erase.ts'
import { handOver } from './handover.ts'
import { importStore } from './importing.ts'
import { lend } from './lending.ts'
import { namedDatesStore } from './namedDates.ts'
import { preferenceStore, preferenceTx } from './preferences.ts'
import { proposingTx } from './proposing.ts'

/** Who works with whom, what people set for themselves, and what they may know about it. */
export const togetherStore = (base: Base, anchor: Anchor): Omit<PeopleStore, 'proposals'> => ({
  ...preferenceStore(base),
  ...namedDatesStore(base),
  ...aboutMeStore(base),
  ...forgettingStore(base, anchor),
  ...importStore(base),
})

export const togetherTx = (base: Base, scope: Scope): PeopleTx => ({
  ...preferenceTx(base, scope),
  ...proposingTx(base, scope),
  lend: cover => lend(base, scope, cover),
  handOver: (from, to, records) => handOver(base, scope, from, to, records),
})
