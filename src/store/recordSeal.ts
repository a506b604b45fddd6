import { randomBytes } from 'node:crypto'

import * as z from 'zod'

import { record, recordKindIds, type Section, type SupervisionRecord } from '../domain/record.ts'
import { type Base, checkMark, marked } from './base.ts'
import { canonical, sha256 } from './canonical.ts'
import { type RecordDocument, SCHEMA_VERSION, type SectionDocument } from './documents.ts'
import { keyOf } from './query.ts'
import { allReaders } from './readers.ts'
import { ownerOf } from './recordReaders.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, sameBytes, seal, tampered } from './seal.ts'
import { openSection, SALT_BYTES, sealSection } from './sectionSeal.ts'
import { tagged, untagged } from './veil.ts'

const inside = record.pick({ title: true, dialog: true }).extend({ salt: z.base64url() })
type Inside = z.infer<typeof inside>

export interface RecordRings {
  readonly shared: Ring
  readonly tenant: Ring
}

/** Undefined when what the relationship shared was erased. */
export const recordRings = async (
  { rings }: Base,
  { tenant, relationship }: Pick<SupervisionRecord, 'tenant' | 'relationship'>,
): Promise<RecordRings | undefined> => {
  const shared = await rings.find({ tenant, kind: 'relationship', id: relationship })
  return shared && { shared, tenant: await rings.need({ tenant, kind: 'tenant', id: tenant }) }
}

const boundTo = ({ tenant, record, version }: Omit<Signed, 'sections'>): Bound => ({
  tenant,
  kind: 'record',
  id: record,
  rev: version,
})

type Signed = Pick<
  RecordDocument,
  'tenant' | 'record' | 'version' | 'kind' | 'relationship' | 'on' | 'parties' | 'author'
> & { readonly sections: readonly Pick<SectionDocument, 'audience' | 'hash'>[] }

/** What people sign: who, when, what kind, and every section by its hash, the questions' wording included. */
const signedHash = (document: Signed, { title, dialog, salt }: Inside): Buffer => {
  const { tenant, record, version, kind, relationship, on, parties, author } = document
  const sections = document.sections.map(({ audience, hash }) => ({ audience, hash }))
  const head = { tenant, record, version, kind, relationship, on, parties, author, title, dialog }
  return sha256(Buffer.from(salt, 'base64url'), canonical({ ...head, sections }))
}

/** Readers, state and everything else plain under the relationship's MAC; the count of stances is not. */
export const markRecord = (
  ring: Ring,
  { stancesTaken, ...fields }: Omit<RecordDocument, 'mac'>,
): RecordDocument => ({ ...marked(ring, 'record', fields), stancesTaken })

export const checkRecord = (ring: Ring, document: RecordDocument): void => {
  const { stancesTaken: _stancesTaken, ...fields } = document
  checkMark(ring, 'record', fields)
}

export const sealRecord = async (
  { rings }: Base,
  keys: RecordRings,
  whole: SupervisionRecord,
): Promise<RecordDocument> => {
  const version = record.parse(whole)
  const { id, title, dialog, sections, kind, ...fields } = version
  const sealed: SectionDocument[] = []
  for (const [index, section] of sections.entries()) {
    const owner = ownerOf(version, section)
    const { tenant } = version
    const wrapping =
      owner === undefined ? keys.shared : await rings.need({ tenant, kind: 'person', id: owner })
    sealed.push(sealSection({ wrapping, tenant: keys.tenant }, version, index, section, owner))
  }
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const plain = { ...fields, record: id, kind: tagged(keys.tenant, kind), sections: sealed }
  return markRecord(keys.shared, {
    _id: keyOf(version.tenant, id, version.version),
    schemaVersion: SCHEMA_VERSION,
    ...plain,
    sealed: seal(keys.shared, boundTo(plain), { title, dialog, salt }),
    signed: signedHash(plain, { title, dialog, salt }),
    readers: allReaders(sections),
    stancesTaken: 0,
  })
}

/** With those sections that pass `mine` and were not erased. Throws 'tampered' for whatever is not as it was signed. */
export const openRecord = async (
  { rings }: Base,
  keys: RecordRings,
  document: RecordDocument,
  mine: (section: SectionDocument) => boolean,
): Promise<SupervisionRecord> => {
  checkRecord(keys.shared, document)
  const { tenant, record: id, version } = document
  const body = inside.parse(open(keys.shared, boundTo(document), document.sealed))
  const kind = untagged(keys.tenant, recordKindIds, document.kind)
  const intact = sameBytes(signedHash(document, body), document.signed)
  if (!intact || kind === undefined) throw tampered({ kind: 'record', id })
  const sections: Section[] = []
  for (const [index, section] of document.sections.entries()) {
    if (!mine(section)) continue
    const { author } = section
    const wrapping =
      author === undefined ? keys.shared : await rings.find({ tenant, kind: 'person', id: author })
    if (wrapping === undefined) continue
    const where = { tenant, id, version }
    sections.push(openSection({ wrapping, tenant: keys.tenant }, where, index, section))
  }
  const { relationship, run, on, parties, stances, author, state, closed, filedAt, opened } =
    document
  const plain = { relationship, run, on, parties, stances, author, state, filedAt, opened }
  const { title, dialog } = body
  const head = { id, tenant, kind, version, dialog, title }
  return { ...head, ...plain, ...(closed !== undefined && { closed }), sections }
}
