import type { NamedDates, PeopleStore } from '../domain/peopleStore.ts'
import { personAs, type Relationship } from '../domain/relationship.ts'
import type { Scope } from '../domain/store.ts'
import type { Base } from './base.ts'
import { obligationsIn } from './obligations.ts'
import { ofTenant, operator } from './query.ts'
import { relationshipsOfAny } from './relationships.ts'
import { dayOf } from './tenantClock.ts'
import { findThings } from './things.ts'
import { sessionsIn } from './work.ts'

/** In force on this day; what was proposed only, or declined, is so on none. */
const stoodOn = ({ state, from, until }: Relationship, day: string): boolean =>
  state !== 'proposed' && from <= day && (until === undefined || day <= until)

/** Until when the actor reads the dates of whom: for ever in a line that goes on, else until its last day. */
type Below = ReadonlyMap<string, string | undefined>

const below = async (base: Base, { tenant, actor }: Scope, day: string): Promise<Below> => {
  const lines = await relationshipsOfAny(base, tenant, 'line', [actor])
  const theirs = lines.filter(line => personAs(line, 'supervisor') === actor && stoodOn(line, day))
  const people = new Map<string, string | undefined>()
  for (const line of theirs) {
    const person = personAs(line, 'worker')
    if (person === undefined) continue
    if (!people.has(person) || line.until === undefined) people.set(person, line.until)
  }
  return people
}

const namedDates = async (
  base: Base,
  scope: Scope,
  asAt: string,
): Promise<readonly NamedDates[]> => {
  const { tenant } = scope
  const today = dayOf(await base.tenantNow(tenant))
  // A line that is still to come shows nothing yet, whatever day is asked for.
  const day = asAt < today ? asAt : today
  const people = await below(base, scope, day)
  if (people.size === 0) return []
  const all = await relationshipsOfAny(base, tenant, 'supervision', [...people.keys()])
  const theirs = all.filter(
    each => people.has(personAs(each, 'supervisor') ?? '') && stoodOn(each, day),
  )
  const query = ofTenant(tenant, { relationship: operator({ $in: theirs.map(({ id }) => id) }) })
  const obligations = await findThings(base, obligationsIn(base.tables), query)
  const sessions = await findThings(base, sessionsIn(base.tables), query)
  return theirs.map(relationship => {
    const last = people.get(personAs(relationship, 'supervisor') ?? '')
    const isSeen = (on: string) => last === undefined || on <= last
    const isIts = (each: { readonly relationship: string }) => each.relationship === relationship.id
    return {
      relationship,
      obligations: obligations.filter(each => isIts(each) && isSeen(each.since)),
      sessions: sessions.filter(each => isIts(each) && isSeen(each.on)),
    }
  })
}

export const namedDatesStore = (base: Base): Pick<PeopleStore, 'namedDates'> => ({
  namedDates: (scope, asAt) => namedDates(base, scope, asAt),
})
