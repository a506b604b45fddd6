import type { TenantExport } from './store.ts'

/** Numbers from here on are epoch ms; nothing else that is kept grows so large. */
const FIRST_INSTANT = 100_000_000_000

/** Of a turn, by what it left in the conversation: `<turn>` is what was typed, `<turn>:0` the answer. */
const answered = /^(.+):(?:sorry|\d+)$/s

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Every id there is, with a word for what it names. */
const idsIn = (all: TenantExport): ReadonlyMap<string, string> => {
  const turns = all.conversations.flatMap(({ entries }) =>
    entries.flatMap(({ id, mine }) => (mine === undefined ? (answered.exec(id)?.[1] ?? []) : id)),
  )
  const named: readonly (readonly [kind: string, ids: readonly string[]])[] = [
    ['turn', turns],
    ['tenant', [all.tenant.id]],
    ['person', all.people.map(({ person }) => person.id)],
    ['relationship', all.relationships.map(({ id }) => id)],
    ['run', all.runs.map(({ id }) => id)],
    ['run', all.records.map(({ run }) => run)],
    ['record', all.records.map(({ id }) => id)],
    ['session', all.sessions.map(({ id }) => id)],
    ['action', all.actions.map(({ id }) => id)],
    ['topic', all.agendaItems.map(({ id }) => id)],
    ['stance', all.stances.map(({ id }) => id)],
    ['note', all.notes.map(({ id }) => id)],
  ]
  return new Map(named.flatMap(([kind, ids]) => ids.map(id => [id, kind] as const)))
}

/** An id where it stands by itself or inside another one: `<run>.record.worker`, `step=followed%2F<action>`. */
const findIds = (ids: Iterable<string>): RegExp => {
  const longestFirst = [...ids].sort((a, b) => b.length - a.length || compare(a, b))
  const literal = longestFirst.map(id => id.replace(/[^\w\s]/g, '\\$&'))
  return new RegExp(`(?<=^|[^\\w-]|%[0-9A-F]{2})(?:${literal.join('|')})(?![\\w-])`, 'g')
}

/** Keys sorted, absent fields left out, instants without their time, every text as `word` has it. */
const plain = (value: unknown, word: (text: string) => string): unknown => {
  if (typeof value === 'string') return word(value)
  if (typeof value === 'number') return value < FIRST_INSTANT ? value : 'some time'
  if (Array.isArray(value)) return value.map(each => plain(each, word))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [word(key), plain(field, word)] as const)
      .sort(([a], [b]) => compare(a, b)),
  )
}

/** Gives every id its label, `record 1`, when it is written for the first time. */
const labeller = (all: TenantExport) => {
  const kinds = idsIn(all)
  const pattern = findIds(kinds.keys())
  const labels = new Map<string, string>()
  const counts = new Map<string, number>()
  const label = (id: string): string => {
    const known = labels.get(id)
    if (known !== undefined) return known
    const kind = kinds.get(id) ?? 'id'
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    labels.set(id, `${kind} ${count}`)
    return `${kind} ${count}`
  }
  const written = (value: unknown): unknown =>
    plain(value, text => text.replace(pattern, id => label(id)))
  /** How it reads before it has labels of its own: what puts things in order that have none. */
  const sketch = (value: unknown): string =>
    JSON.stringify(plain(value, text => text.replace(pattern, id => labels.get(id) ?? '?')))
  const sorted = (things: readonly unknown[]): readonly unknown[] =>
    things
      .map(thing => [sketch(thing), thing] as const)
      .sort(([a], [b]) => compare(a, b))
      .map(([, thing]) => written(thing))
  return { written, sorted }
}

/**
 * Everything of a tenant as text in which only what was said and done counts: ids become labels in the order of their
 * first appearance, instants lose their time, how often a delivery was tried is left out. Two runs of one script are
 * equal byte for byte.
 */
export const canonical = (all: TenantExport): string => {
  const { written, sorted } = labeller(all)
  const { offset: _offset, ...tenant } = all.tenant
  const deliveries = all.deliveries.map(
    ({ attempts: _attempts, fence: _fence, reason: _reason, ...delivery }) => delivery,
  )
  // What has an order of its own comes early: the labels of everything else follow from it.
  return JSON.stringify(
    {
      tenant: written(tenant),
      people: sorted(all.people),
      relationships: sorted(all.relationships),
      audit: written(all.audit),
      conversations: sorted(all.conversations),
      runs: sorted(all.runs),
      records: sorted(all.records),
      sessions: sorted(all.sessions),
      actions: sorted(all.actions),
      agendaItems: sorted(all.agendaItems),
      stances: sorted(all.stances),
      notes: sorted(all.notes),
      deliveries: sorted(deliveries),
    },
    null,
    1,
  )
}
