import { type Obligation, obligation } from '../domain/obligation.ts'
import type { Scope } from '../domain/store.ts'
import type { TimeStore, TimeTx } from '../domain/timeStore.ts'
import { type Base, checkMark, marked } from './base.ts'
import { type ObligationDocument, SCHEMA_VERSION } from './documents.ts'
import { idOf, keyOf } from './query.ts'
import type { Tables } from './tables.ts'
import { type Kind, listThings, saveThing } from './things.ts'

/** Dates and states only, so that there is nothing to seal. */
export const obligationsIn = ({ obligations }: Tables): Kind<Obligation, ObligationDocument> => ({
  name: 'obligation',
  table: obligations,
  toDocument: (ring, whole, readers) => {
    const { id, tenant, ...fields } = obligation.parse(whole)
    return marked(ring, 'obligation', {
      _id: keyOf(tenant, id),
      schemaVersion: SCHEMA_VERSION,
      tenant,
      ...fields,
      readers: [...readers],
    })
  },
  fromDocument: (ring, document) => {
    checkMark(ring, 'obligation', document)
    const { _id, schemaVersion: _version, readers: _readers, mac: _mac, ...fields } = document
    return { id: idOf(document), ...fields }
  },
})

export const obligationStore = (base: Base): Pick<TimeStore, 'obligations'> => ({
  obligations: (scope, relationship) =>
    listThings(base, obligationsIn(base.tables), scope, relationship),
})

export const obligationTx = (base: Base, scope: Scope): Pick<TimeTx, 'saveObligation'> => ({
  saveObligation: thing => saveThing(base, obligationsIn(base.tables), scope, thing),
})
