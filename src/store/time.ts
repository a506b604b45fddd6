import type { Scope } from '../domain/store.ts'
import type { TimeStore, TimeTx } from '../domain/timeStore.ts'
import type { Base } from './base.ts'
import { lookTx } from './looks.ts'
import { obligationStore, obligationTx } from './obligations.ts'
import { reachStore } from './reach.ts'
import { settleLookStore } from './settleLooks.ts'
import { troubleStore } from './trouble.ts'
import { worldStore } from './worlds.ts'

export const timeStore = (base: Base): Omit<TimeStore, 'beginDeliveries' | 'finishDeliveries'> => ({
  ...obligationStore(base),
  ...worldStore(base),
  ...settleLookStore(base),
  ...reachStore(base),
  ...troubleStore(base),
})

export const timeTx = (base: Base, scope: Scope): TimeTx => ({
  ...obligationTx(base, scope),
  ...lookTx(base, scope),
})
