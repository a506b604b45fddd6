import { describe, expect, it } from 'vitest'

import { type Item, merge, put, stale } from '../../../../adapters/web/page/items.ts'

const card = (id: string, asks?: string): Item => ({
  id,
  at: 1,
  card: { summary: '', blocks: [], ...(asks !== undefined && { asks }) },
})
const mine = (id: string, progress?: Item['progress']): Item => ({
  id,
  at: 1,
  mine: id,
  ...(progress !== undefined && { progress }),
})
const ids = (items: readonly Item[]): readonly string[] => items.map(({ id }) => id)

describe('the lines of a conversation', () => {
  it('shows a card once though it arrives twice', () => {
    const items = [card('a'), card('b')].reduce(put, [card('a')])
    expect(ids(items)).toEqual(['a', 'b'])
  })

  it('keeps how far one’s own words have come when the server mirrors them', () => {
    const [item] = put([mine('a', 'sending')], { id: 'a', at: 9, mine: 'a' })
    expect(item).toMatchObject({ at: 1, progress: 'sending' })
  })

  it('takes the server’s order, and keeps what is not saved yet after its neighbour', () => {
    const here = [card('a'), mine('b', 'waiting'), card('c')]
    const there = [card('0'), card('a'), card('c'), card('d')]
    expect(ids(merge(here, there))).toEqual(['0', 'a', 'b', 'c', 'd'])
    expect(ids(merge([mine('x', 'waiting')], there))).toEqual(['x', '0', 'a', 'c', 'd'])
  })

  it('knows that words are saved once the server has them', () => {
    expect(merge([mine('a', 'waiting')], [mine('a')])[0]?.progress).toBe('saved')
  })

  it('holds a question for past as soon as a newer one asks in the same part', () => {
    const items = [card('a', 'p1'), card('b', 'p2'), card('c', 'p1'), card('d')]
    expect([...stale(items)]).toEqual(['a'])
  })
})
