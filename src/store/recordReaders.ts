import { ThroughlineError } from '../core/errors.ts'
import { mayWrite } from '../domain/access.ts'
import type { Section, SupervisionRecord } from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import { notFound } from './errors.ts'
import { readersIn } from './readers.ts'
import { isListed } from './things.ts'

export const authorOf = ({ parties, author }: Pick<SupervisionRecord, 'parties' | 'author'>) =>
  parties.find(({ role }) => role === author)

/** Whose answers a section holds that is one person's alone; undefined = it is shared. */
export const ownerOf = (version: SupervisionRecord, { audience, rows }: Section) => {
  if (audience !== 'priv') return undefined
  const roles = new Set(rows.map(({ party }) => party))
  if (roles.size > 1) throw mixed()
  const [role = version.author] = roles
  return version.parties.find(party => party.role === role)?.person
}

/** One of those who made it may write for this circle. */
const isWritable = ({ parties }: SupervisionRecord, { audience }: Section): boolean =>
  parties.some(({ role }) => isListed(role) && mayWrite(role, audience))

/** `version` with readers as the relationship has them now; refuses what its parties may not write. */
export const withReaders = (
  version: SupervisionRecord,
  relationship: Relationship,
  lines: readonly Relationship[],
): SupervisionRecord => {
  const author = authorOf(version)
  const isTheirs = version.parties.every(({ role, person }) =>
    relationship.parties.some(party => party.role === role && party.person === person),
  )
  if (author === undefined || !isTheirs) throw notFound('relationship')
  const sections = version.sections.map(section => {
    if (section.audience === 'case') throw neverKept()
    const owner = ownerOf(version, section)
    if (owner === undefined && !isWritable(version, section)) throw notFound('relationship')
    const readers = readersIn(relationship, lines, section.audience, owner ?? author.person)
    return { ...section, readers }
  })
  return { ...version, sections }
}

const neverKept = (): ThroughlineError =>
  new ThroughlineError(
    'input-refused',
    'Case text cannot be filed.',
    'It is composed, copied to the case system and erased (F-02).',
  )

const mixed = (): ThroughlineError =>
  new ThroughlineError(
    'input-refused',
    'A private section holds the answers of more than one person.',
    'File a private section for each of them.',
  )
