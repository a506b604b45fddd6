import type { Importing } from './importContext.ts'
import { endBefore, rhythmFor } from './importRhythm.ts'
import type { PersonRow } from './importRow.ts'
import type { Imported } from './peopleStore.ts'
import { personAs, type Relationship } from './relationship.ts'

/** What one line leads to, and in which words. */
export interface Effects {
  readonly says: readonly string[]
  readonly relationships: readonly Relationship[]
  readonly ends: Imported['ends']
}

const nothing: Effects = { says: [], relationships: [], ends: [] }

const between = (
  { existing, ids, today }: Importing,
  kind: 'supervision' | 'line',
  supervisor: string,
  worker: string,
): Relationship => ({
  id: ids(),
  tenant: existing.tenant.id,
  kind,
  state: 'confirmed',
  from: today,
  parties: [
    { role: 'supervisor', person: supervisor },
    { role: 'worker', person: worker },
  ],
})

/** Those in which this person is the worker; who stands in for somebody is left alone. */
const ofWorker = (
  { existing }: Importing,
  kind: Relationship['kind'],
  worker: string,
): readonly Relationship[] =>
  existing.relationships.filter(
    each => each.kind === kind && each.covers === undefined && personAs(each, 'worker') === worker,
  )

const NOT_YET = 'once the line of that person is right'

/** Nothing ends before it began; on its last day it is still there, and ends with it. */
const lastDay = (on: string, { from }: Relationship): string => (on < from ? from : on)

/** Everything a person is part of ends with their last day. */
export const leaving = (
  { existing }: Importing,
  row: PersonRow,
  id: string,
  left: string,
): Effects => {
  const theirs = existing.relationships.filter(
    each =>
      each.state === 'confirmed' &&
      each.parties.some(({ person }) => person === id) &&
      each.until !== lastDay(left, each),
  )
  const meetings = theirs.filter(({ kind }) => kind !== 'line').length
  const lines = theirs.length - meetings
  const parts = [
    ...(meetings === 0 ? [] : [meetings === 1 ? '1 supervision' : `${meetings} supervisions`]),
    ...(lines === 0 ? [] : [lines === 1 ? '1 reporting line' : `${lines} reporting lines`]),
  ]
  const isNews = existing.people.find(each => each.id === id)?.left !== left
  const isGiven = row.left !== undefined
  return {
    says: [
      ...(isNews && isGiven ? [`Leaves on ${left}; what was shared stays with the others`] : []),
      ...(parts.length === 0 ? [] : [`Ends on ${left}: ${parts.join(' and ')}`]),
    ],
    relationships: [],
    ends: theirs.map(each => ({ id: each.id, on: lastDay(left, each) })),
  }
}

export const reporting = (importing: Importing, row: PersonRow, id: string): Effects => {
  const { manager } = row
  if (manager === undefined) return nothing
  const { idOf, nameOf, today } = importing
  const above = idOf(manager)
  if (above === undefined) return { ...nothing, says: [`Reports to “${manager}” ${NOT_YET}`] }
  const lines = ofWorker(importing, 'line', id).filter(({ state }) => state === 'confirmed')
  if (lines.some(each => personAs(each, 'supervisor') === above)) return nothing
  return {
    says: [`Reports to ${nameOf(manager)} from ${today}`],
    relationships: [between(importing, 'line', above, id)],
    ends: lines.map(each => ({ id: each.id, on: endBefore(today, each.from) })),
  }
}

const columnOf = {
  programme: 'programme',
  profile: 'profile',
  startedOn: 'started',
  lastHeld: 'last_held',
  everyDays: 'every_days',
} as const

const rhythmChanges = (before: Relationship['rhythm'], after: Relationship['rhythm']) =>
  (['programme', 'profile', 'startedOn', 'lastHeld', 'everyDays'] as const)
    .filter(part => before?.[part] !== after?.[part])
    .map(part => columnOf[part])

/** A supervision that is there already: its rhythm may be another by this line. */
const known = (
  importing: Importing,
  row: PersonRow,
  found: Relationship,
): Effects | { readonly wrong: string } => {
  const rhythm = rhythmFor(importing, row, found.rhythm)
  if ('wrong' in rhythm) return rhythm
  const changes = rhythmChanges(found.rhythm, rhythm.value)
  if (changes.length === 0 || rhythm.value === undefined) return nothing
  return {
    ...nothing,
    says: [`The rhythm changes (${changes.join(', ')})`],
    relationships: [{ ...found, rhythm: rhythm.value }],
  }
}

const ending = (on: string, all: readonly Relationship[]): Effects => {
  const current = all.filter(each => each.until !== lastDay(on, each))
  return {
    ...nothing,
    says: current.map(() => `The supervision ends on ${on}`),
    ends: current.map(each => ({ id: each.id, on: lastDay(on, each) })),
  }
}

/** A new supervision, or one that takes over: then the worker says what goes over (D45), unless the one before ends anyway. */
const beginning = (
  importing: Importing,
  row: PersonRow,
  id: string,
  pair: { readonly above: string; readonly key: string; readonly before: Relationship | undefined },
): Effects | { readonly wrong: string } => {
  const { nameOf, today, rows } = importing
  const { above, key, before } = pair
  const rhythm = rhythmFor(importing, row, before?.rhythm)
  if ('wrong' in rhythm) return rhythm
  const fresh = {
    ...between(importing, 'supervision', above, id),
    ...(rhythm.value === undefined ? {} : { rhythm: rhythm.value }),
  }
  const often = rhythm.value === undefined ? ', without a rhythm as no programme is named' : ''
  if (before === undefined)
    return {
      ...nothing,
      says: [`New supervision with ${nameOf(key)} from ${today}${often}`],
      relationships: [fresh],
    }
  const leaver = [...rows.values()].find(
    ({ key: each, left }) =>
      left !== undefined && importing.idOf(each) === personAs(before, 'supervisor'),
  )
  if (leaver !== undefined)
    return {
      ...nothing,
      says: [`New supervision with ${nameOf(key)} from ${today}${often}, after the one before`],
      relationships: [{ ...fresh, follows: before.id }],
    }
  return {
    ...nothing,
    says: [
      `${nameOf(key)} takes the supervision over: ${row.name} is asked what goes over, and until then it stays as it is`,
    ],
    relationships: [{ ...fresh, state: 'proposed', proposedBy: above, follows: before.id }],
  }
}

/** What a line says of somebody's supervision. */
export const supervision = (
  importing: Importing,
  row: PersonRow,
  id: string,
): Effects | { readonly wrong: string } => {
  const all = ofWorker(importing, 'supervision', id)
  const live = all.filter(({ state }) => state === 'confirmed')
  const { supervisor: key, ends } = row
  const above = key === undefined ? undefined : importing.idOf(key)
  const withAbove = all.filter(each => personAs(each, 'supervisor') === above)
  if (ends !== undefined)
    return ending(ends, key === undefined ? live : live.filter(each => withAbove.includes(each)))
  const [found] = withAbove
  if (key === undefined)
    return live.length === 1 && live[0] ? known(importing, row, live[0]) : nothing
  if (above === undefined) return { ...nothing, says: [`Supervision with “${key}” ${NOT_YET}`] }
  if (found !== undefined)
    return found.state === 'confirmed' ? known(importing, row, found) : nothing
  if (live.length > 1)
    return {
      wrong: `supervisor: ${row.name} has ${live.length} supervisions here. Write the last day of the one that is over into “ends”, on a line with its supervisor, and import that first.`,
    }
  return beginning(importing, row, id, { above, key, before: live[0] })
}
