import {
  type Action,
  type AgendaItem,
  action,
  agendaItem,
  type Session,
  session,
} from '../domain/action.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import { type Base, checkMark, marked } from './base.ts'
import {
  type ActionDocument,
  type AgendaDocument,
  SCHEMA_VERSION,
  type SessionDocument,
} from './documents.ts'
import { idOf, keyOf } from './query.ts'
import { type Bound, open, seal } from './seal.ts'
import type { Tables } from './tables.ts'
import { addThing, type Kind, listThings, saveThing } from './things.ts'

const head = (tenant: string, id: string) => ({
  _id: keyOf(tenant, id),
  schemaVersion: SCHEMA_VERSION,
  tenant,
})

const boundTo = (kind: string, tenant: string, id: string, rev: number): Bound => ({
  tenant,
  kind,
  id,
  rev,
})

const spoken = action.pick({ what: true, why: true, line: true })

export const actionsIn = ({ actions }: Tables): Kind<Action, ActionDocument> => ({
  name: 'action',
  table: actions,
  toDocument: (ring, whole, readers) => {
    const { id, tenant, what, why, line, ...fields } = action.parse(whole)
    return marked(ring, 'action', {
      ...head(tenant, id),
      ...fields,
      readers: [...readers],
      sealed: seal(ring, boundTo('action', tenant, id, fields.rev), { what, why, line }),
    })
  },
  fromDocument: (ring, document) => {
    checkMark(ring, 'action', document)
    const { _id, schemaVersion: _version, readers: _readers, mac: _mac, ...rest } = document
    const { sealed, ...fields } = rest
    const id = idOf(document)
    const bound = boundTo('action', document.tenant, id, document.rev)
    return { id, ...fields, ...spoken.parse(open(ring, bound, sealed)) }
  },
})

const topic = agendaItem.pick({ topic: true })

export const agendaIn = ({ agenda }: Tables): Kind<AgendaItem, AgendaDocument> => ({
  name: 'agenda item',
  table: agenda,
  toDocument: (ring, whole, readers) => {
    const { id, tenant, topic, ...fields } = agendaItem.parse(whole)
    return marked(ring, 'agenda item', {
      ...head(tenant, id),
      ...fields,
      readers: [...readers],
      sealed: seal(ring, boundTo('agenda item', tenant, id, fields.rev), { topic }),
    })
  },
  fromDocument: (ring, document) => {
    checkMark(ring, 'agenda item', document)
    const { _id, schemaVersion: _version, readers: _readers, mac: _mac, ...rest } = document
    const { sealed, ...fields } = rest
    const id = idOf(document)
    const bound = boundTo('agenda item', document.tenant, id, document.rev)
    return { id, ...fields, ...topic.parse(open(ring, bound, sealed)) }
  },
})

export const sessionsIn = ({ sessions }: Tables): Kind<Session, SessionDocument> => ({
  name: 'session',
  table: sessions,
  toDocument: (ring, whole, readers) => {
    const { id, tenant, ...fields } = session.parse(whole)
    return marked(ring, 'session', { ...head(tenant, id), ...fields, readers: [...readers] })
  },
  fromDocument: (ring, document) => {
    checkMark(ring, 'session', document)
    const { _id, schemaVersion: _version, readers: _readers, mac: _mac, ...fields } = document
    return { id: idOf(document), ...fields }
  },
})

export const workStore = (base: Base): Pick<Store, 'actions' | 'agendaItems' | 'sessions'> => {
  const { tables } = base
  return {
    actions: (scope, relationship) => listThings(base, actionsIn(tables), scope, relationship),
    agendaItems: (scope, relationship) => listThings(base, agendaIn(tables), scope, relationship),
    sessions: (scope, relationship) => listThings(base, sessionsIn(tables), scope, relationship),
  }
}

type WorkTx = Pick<
  Tx,
  | 'addAction'
  | 'saveAction'
  | 'addAgendaItem'
  | 'saveAgendaItem'
  | 'sessions'
  | 'addSession'
  | 'saveSession'
>

export const workTx = (base: Base, scope: Scope): WorkTx => {
  const { tables } = base
  return {
    addAction: thing => addThing(base, actionsIn(tables), scope, thing),
    saveAction: thing => saveThing(base, actionsIn(tables), scope, thing),
    addAgendaItem: thing => addThing(base, agendaIn(tables), scope, thing),
    saveAgendaItem: thing => saveThing(base, agendaIn(tables), scope, thing),
    sessions: relationship => listThings(base, sessionsIn(tables), scope, relationship),
    addSession: thing => addThing(base, sessionsIn(tables), scope, thing),
    saveSession: thing => saveThing(base, sessionsIn(tables), scope, thing),
  }
}
