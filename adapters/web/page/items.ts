import type { Entry } from '../../../src/core/adapter.ts'
import type { Progress } from './outbox.ts'

/** One line of the conversation as this tab knows it. */
export interface Item extends Entry {
  /** How far one's own words have come, when this tab sent them. */
  readonly progress?: Progress
}

/** Adds a line, or puts it in the place of the one with its id: what arrives twice shows once. */
export const put = (items: readonly Item[], item: Item): readonly Item[] => {
  const at = items.findIndex(({ id }) => id === item.id)
  const before = items[at]
  return before === undefined
    ? [...items, item]
    : items.with(at, { ...before, ...item, at: before.at })
}

/** What the server knows, in its order, with this tab's own extra lines kept after their neighbours. */
export const merge = (mine: readonly Item[], entries: readonly Entry[]): readonly Item[] => {
  const progress = new Map(mine.map(item => [item.id, item.progress]))
  const known = new Set(entries.map(({ id }) => id))
  const after = new Map<string | undefined, Item[]>()
  let neighbour: string | undefined
  for (const item of mine) {
    if (known.has(item.id)) neighbour = item.id
    else after.set(neighbour, [...(after.get(neighbour) ?? []), item])
  }
  const dressed = entries.flatMap((entry): readonly Item[] => {
    const how = progress.get(entry.id)
    const item = how === undefined ? entry : { ...entry, progress: 'saved' as const }
    return [item, ...(after.get(entry.id) ?? [])]
  })
  return [...(after.get(undefined) ?? []), ...dressed]
}

/** The ids of cards whose buttons are past: a newer card asks in the same part. */
export const stale = (items: readonly Item[]): ReadonlySet<string> => {
  const newest = new Map<string, string>()
  for (const { id, card } of items) if (card?.asks !== undefined) newest.set(card.asks, id)
  const past = items.filter(
    ({ id, card }) => card?.asks !== undefined && newest.get(card.asks) !== id,
  )
  return new Set(past.map(({ id }) => id))
}
