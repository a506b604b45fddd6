import type { PersonRow } from './importRow.ts'
import type { Person, Tenant } from './people.ts'
import type { Programme } from './programmes/programme.ts'
import type { Relationship } from './relationship.ts'

/** What there is before an import. */
export interface Existing {
  readonly tenant: Tenant
  readonly people: readonly Person[]
  /** Key of an earlier import → person. */
  readonly keys: Readonly<Record<string, string>>
  /** Proposed and confirmed ones of everybody. */
  readonly relationships: readonly Relationship[]
}

export interface Planning {
  /** ISO date. */
  readonly today: string
  readonly programmes: readonly Programme[]
  readonly ids: () => string
}

/** All that one line is planned with. */
export interface Importing extends Planning {
  readonly existing: Existing
  /** Lines that stand, by key. */
  readonly rows: ReadonlyMap<string, PersonRow>
  /** Person for a key: known before, or new in this file. */
  readonly idOf: (key: string) => string | undefined
  readonly nameOf: (key: string) => string
}

export const personByKey = ({ keys, people }: Existing, key: string): Person | undefined =>
  people.find(({ id }) => id === keys[key])

/** The day after which this person is gone, by the file or from before. */
export const leftOn = (
  { existing, rows }: Pick<Importing, 'existing' | 'rows'>,
  key: string,
): string | undefined => rows.get(key)?.left ?? personByKey(existing, key)?.left
