import type { Address } from '../core/turn.ts'
import type { Who } from '../domain/store.ts'
import type { TimeStore } from '../domain/timeStore.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { byTenant, fieldsOf, readMany, writeMany } from './bulk.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { plainAddress } from './people.ts'
import { isOpenFor, placeId } from './places.ts'
import { everywhere, keyOf, operator } from './query.ts'
import type { Owner } from './rings.ts'
import { placeOf, sealSaid } from './said.ts'
import { betweenTurns } from './transcript.ts'

const keyFor = ({ tenant, person }: Who): string => keyOf(tenant, person)

const turnsOf = async ({ tables }: Base, people: readonly Who[]) => {
  const wanted = { _id: { $in: people.map(keyFor) } }
  const found = await fieldsOf(tables.turns, wanted, ['rev', 'address'])
  return new Map(found.map(({ _id, rev, address }) => [_id, { rev, address }]))
}

const lastIn = (turns: { readonly address?: Address | undefined } | undefined) =>
  turns?.address === undefined ? [] : [turns.address]

type At = Pick<Address, 'platform' | 'installation'>

/** Whether somebody may be written to at an address: one question for all of them. */
const opennessOf = async ({ tables }: Base, addresses: readonly At[]) => {
  const idOf = ({ platform, installation }: At): string => placeId(platform, installation)
  const wanted = { _id: operator({ $in: [...new Set(addresses.map(idOf))] }) }
  const places = await tables.installations.list(everywhere(wanted))
  const byId = new Map(places.map(each => [each._id, each]))
  return (address: At, person: string): boolean => isOpenFor(byId.get(idOf(address)), person)
}

/** Where they were last, or else the first of theirs. */
const addressesOf = async (
  base: Base,
  people: readonly Who[],
): Promise<readonly (Address | undefined)[]> => {
  if (people.length === 0) return []
  const last = await turnsOf(base, people)
  const isIn = (those: readonly Who[]) => ({ person: { $in: those.map(({ person }) => person) } })
  const found = await readMany(base.tables.addresses, byTenant(people, isIn))
  const theirs = new Map<string, readonly Address[]>()
  for (const each of found.toSorted((a, b) => (a._id < b._id ? -1 : 1)))
    theirs.set(keyFor(each), [...(theirs.get(keyFor(each)) ?? []), plainAddress(each)])
  const open = await opennessOf(base, [...found, ...[...last.values()].flatMap(lastIn)])
  return people.map(who => {
    const key = keyFor(who)
    const mine = [...lastIn(last.get(key)), ...(theirs.get(key) ?? [])]
    return mine.find(address => open(address, who.person))
  })
}

const ownerOf = ({ tenant, person }: Who): Owner => ({ tenant, kind: 'person', id: person })

const addAll = async (
  base: Base,
  all: Parameters<TimeStore['addToConversations']>[0],
): Promise<void> => {
  if (all.length === 0) return
  const turns = await turnsOf(base, all)
  const ringFor = await base.rings.several(all.map(ownerOf))
  const operations = all.flatMap(({ tenant, person, said }) => {
    const ring = ringFor(ownerOf({ tenant, person }))
    // Somebody was erased meanwhile: nothing more is kept for them.
    if (ring === undefined) return []
    const place = placeOf(said.address)
    const spoken = {
      seq: betweenTurns(turns.get(keyOf(tenant, person))?.rev),
      kept: base.now(),
      sealed: sealSaid(ring, said),
    }
    const _id = keyOf(tenant, person, said.id)
    const who = { schemaVersion: SCHEMA_VERSION, tenant, person }
    return [{ insertOne: { document: { _id, ...who, place, id: said.id, ...spoken } } }]
  })
  await writeMany(base.tables.said, operations)
}

type ReachStore = Pick<TimeStore, 'addressesOf' | 'addToConversations'>

/** Reaching many people at once. */
export const reachStore = (base: Base): ReachStore => ({
  addressesOf: people => addressesOf(base, people),
  addToConversations: said => again(() => addAll(base, said)),
})
