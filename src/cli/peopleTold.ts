import type { NewDelivery } from '../domain/delivery.ts'
import type { Existing } from '../domain/importContext.ts'
import type { Imported } from '../domain/peopleStore.ts'
import { personAs } from '../domain/relationship.ts'
import type { Store } from '../domain/store.ts'

const DAY_MS = 86_400_000
const EXPIRES_DAYS = 14

interface Told {
  readonly person: string
  readonly what: string
  readonly refs: Readonly<Record<string, string>>
}

/** Whoever stays learns that it ends; who has left is not written to any more. */
const endings = (existing: Existing, { ends, people }: Imported): readonly Told[] => {
  const gone = new Set(
    people.flatMap(({ person }) => (person.left === undefined ? [] : [person.id])),
  )
  return ends.flatMap(({ id, on }) => {
    const found = existing.relationships.find(each => each.id === id)
    if (found === undefined || found.kind === 'line') return []
    return found.parties.flatMap(({ person }): readonly Told[] => {
      const by = found.parties.find(each => each.person !== person)?.person
      if (gone.has(person) || by === undefined) return []
      return [{ person, what: 'supervision.ended', refs: { relationship: id, by, on } }]
    })
  })
}

/** A worker who gets another supervisor chooses what goes over. */
const proposals = ({ relationships }: Imported): readonly Told[] =>
  relationships
    .filter(({ state }) => state === 'proposed')
    .flatMap(proposal => {
      const person = personAs(proposal, 'worker')
      const by = proposal.proposedBy
      if (person === undefined || by === undefined) return []
      return [{ person, what: 'handover.proposed', refs: { relationship: proposal.id, by } }]
    })

/** Tells those whom an import concerns, by the ordinary way; `now` is epoch ms. */
export const tellAll = async (
  store: Store,
  existing: Existing,
  imported: Imported,
  now: number,
): Promise<void> => {
  const { tenant } = imported
  const told = [...endings(existing, imported), ...proposals(imported)]
  for (const { person, what, refs } of told) {
    const delivery: NewDelivery = {
      id: `${tenant}:${what}:${Object.values(refs).join(':')}:${person}`,
      tenant,
      person,
      kind: 'notice',
      what,
      refs,
      dueAt: now,
      expiresAt: now + EXPIRES_DAYS * DAY_MS,
      reason: 'an import',
    }
    await store.transact({ tenant, actor: person }, tx => tx.deliver(delivery, now))
  }
}
