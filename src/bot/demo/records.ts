import { readersOf } from '../../domain/access.ts'
import type { Audience } from '../../domain/circle.ts'
import {
  type RecordKind,
  type Row,
  recordKinds,
  type SupervisionRecord,
} from '../../domain/record.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Stance } from '../../domain/stance.ts'
import { DEMO_TENANT } from './team.ts'

/** One line of an example record: key, who said it, the heading it stands under, what was said. */
export type Said = readonly [
  key: string,
  party: string,
  heading: string,
  said: string | readonly string[],
]

const row =
  (scene: string) =>
  ([key, party, heading, said]: Said): Row => ({
    key,
    party,
    scene,
    says: heading,
    heading,
    value: typeof said === 'string' ? said : [...said],
    shown: typeof said === 'string' ? [said] : [...said],
  })

export interface Example {
  readonly id: string
  readonly kind: RecordKind
  readonly relationship: Relationship
  readonly audience: Audience
  readonly dialog: string
  readonly author: string
  readonly on: string
  readonly at: number
  readonly scenes: Readonly<Record<string, readonly Said[]>>
}

export const exampleRecord = (example: Example): SupervisionRecord => {
  const { relationship, audience, scenes, at } = example
  return {
    id: example.id,
    tenant: DEMO_TENANT,
    kind: example.kind,
    version: 1,
    relationship: relationship.id,
    run: `run-${example.id}`,
    dialog: { id: example.dialog, version: 1 },
    title: recordKinds[example.kind],
    on: example.on,
    parties: relationship.parties,
    stances: relationship.parties.map(({ role }) => role),
    author: example.author,
    state: 'shared',
    filedAt: at,
    opened: Object.fromEntries(relationship.parties.map(({ person }) => [person, at])),
    sections: [
      {
        audience,
        readers: [...readersOf(relationship, audience, '')],
        rows: Object.entries(scenes).flatMap(([scene, lines]) => lines.map(row(scene))),
      },
    ],
  }
}

/** Everyone has agreed to it. */
export const agreedBy = (record: SupervisionRecord): readonly Stance[] =>
  record.parties.map(({ person, role }) => ({
    id: `${record.id}-${role}`,
    tenant: DEMO_TENANT,
    record: record.id,
    version: 1,
    person,
    role,
    kind: 'agree' as const,
    at: record.filedAt,
  }))
