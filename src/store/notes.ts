import { type Note, note } from '../domain/action.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import { type Base, checkMark, marked } from './base.ts'
import { type NoteDocument, SCHEMA_VERSION } from './documents.ts'
import { notFound } from './errors.ts'
import { idOf, keyOf, type Query, readable } from './query.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'

const text = note.pick({ text: true })

const boundTo = (tenant: string, id: string): Bound => ({ tenant, kind: 'note', id })

const sealNote = (ring: Ring, whole: Note): NoteDocument => {
  const { id, tenant, author, at, text } = note.parse(whole)
  return marked(ring, 'note', {
    _id: keyOf(tenant, id),
    schemaVersion: SCHEMA_VERSION,
    tenant,
    author,
    at,
    readers: [{ person: author }],
    sealed: seal(ring, boundTo(tenant, id), { text }),
  })
}

const openNote = (ring: Ring, document: NoteDocument): Note => {
  checkMark(ring, 'note', document)
  const { tenant, author, at, sealed } = document
  const id = idOf(document)
  return { id, tenant, author, at, ...text.parse(open(ring, boundTo(tenant, id), sealed)) }
}

export const findNotes = async (base: Base, query: Query): Promise<readonly Note[]> => {
  const all: Note[] = []
  for (const document of await base.tables.notes.list(query, { sort: { at: -1, _id: 1 } })) {
    const { tenant, author } = document
    const ring = await base.rings.find({ tenant, kind: 'person', id: author })
    if (ring !== undefined) all.push(openNote(ring, document))
  }
  return all
}

export const noteStore = (base: Base): Pick<Store, 'notes'> => ({
  notes: scope => findNotes(base, readable(scope, base.now(), { author: scope.actor })),
})

export const noteTx = (base: Base, scope: Scope): Pick<Tx, 'addNote'> => ({
  addNote: async note => {
    if (note.tenant !== scope.tenant || note.author !== scope.actor) throw notFound('person')
    const ring = await base.rings.need({ tenant: note.tenant, kind: 'person', id: note.author })
    await base.tables.notes.insert([sealNote(ring, note)])
  },
})
