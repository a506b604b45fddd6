import type { Connection } from 'mongoose'

import * as documents from './documents.ts'
import { tableOn } from './table.ts'

export const openTables = (connection: Connection) => ({
  rings: tableOn(connection, 'rings', documents.ringDocument),
  tenants: tableOn(connection, 'tenants', documents.tenantDocument),
  people: tableOn(connection, 'people', documents.personDocument),
  preferences: tableOn(connection, 'preferences', documents.preferenceDocument),
  importKeys: tableOn(connection, 'importKeys', documents.importKeyDocument),
  addresses: tableOn(connection, 'addresses', documents.addressDocument),
  installations: tableOn(connection, 'installations', documents.installationDocument),
  codes: tableOn(connection, 'codes', documents.codeDocument),
  guesses: tableOn(connection, 'guesses', documents.guessDocument),
  relationships: tableOn(connection, 'relationships', documents.relationshipDocument),
  runs: tableOn(connection, 'runs', documents.runDocument),
  records: tableOn(connection, 'records', documents.recordDocument),
  stances: tableOn(connection, 'stances', documents.stanceDocument),
  actions: tableOn(connection, 'actions', documents.actionDocument),
  agenda: tableOn(connection, 'agenda', documents.agendaDocument),
  sessions: tableOn(connection, 'sessions', documents.sessionDocument),
  obligations: tableOn(connection, 'obligations', documents.obligationDocument),
  notes: tableOn(connection, 'notes', documents.noteDocument),
  deliveries: tableOn(connection, 'deliveries', documents.deliveryDocument),
  turns: tableOn(connection, 'turns', documents.turnDocument),
  said: tableOn(connection, 'said', documents.saidDocument),
  audit: tableOn(connection, 'audit', documents.auditDocument),
})
export type Tables = ReturnType<typeof openTables>
