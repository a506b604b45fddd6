import { describe, expect, it } from 'vitest'

import type { Heard } from '../../../../adapters/web/page/api.ts'
import { createOutbox, type Progress } from '../../../../adapters/web/page/outbox.ts'
import type { TurnBody, TurnReply } from '../../../../adapters/web/wire.ts'

const turn = (id: string): TurnBody => ({ id, did: { kind: 'text', text: id } })
const SAVED: Heard<TurnReply> = { ok: true, body: { saved: true, outcome: {} } }
const failed = (status: number): Heard<TurnReply> => ({ ok: false, status })

/** An outbox whose requests answer as told, one after the other. */
const open = (...answers: readonly Heard<TurnReply>[]) => {
  const sent: string[] = []
  const told: string[] = []
  const kept: (readonly string[])[] = []
  const rest = [...answers]
  const outbox = createOutbox({
    post: async ({ id }) => {
      sent.push(id)
      return rest.shift() ?? SAVED
    },
    sleeper: { pause: async () => false, wake: () => {} },
    keep: waiting => kept.push(waiting.map(({ id }) => id)),
    progress: ({ id }, progress: Progress) => told.push(`${id} ${progress}`),
  })
  return { outbox, sent, told, kept }
}

describe('what a person sends', () => {
  it('is tried again with the same id until it is saved', async () => {
    const { outbox, sent, told } = open(failed(0), failed(503), failed(429))
    expect(await outbox.add(turn('a'))).toEqual({ saved: true, outcome: {} })
    expect(sent).toEqual(['a', 'a', 'a', 'a'])
    expect(told).toEqual(['a sending', 'a waiting', 'a waiting', 'a waiting', 'a saved'])
  })

  it('goes out in order, one after the other', async () => {
    const { outbox, sent } = open(failed(503))
    await Promise.all([outbox.add(turn('a')), outbox.add(turn('b'))])
    expect(sent).toEqual(['a', 'a', 'b'])
  })

  it('is given up only when it is refused for good, and the next one still goes', async () => {
    const { outbox, told } = open(failed(404))
    expect(await outbox.add(turn('a'))).toBeUndefined()
    expect(await outbox.add(turn('b'))).toBeDefined()
    expect(told).toEqual(['a sending', 'a refused', 'b sending', 'b saved'])
  })

  it('is kept over a reload exactly until it is saved', async () => {
    const { outbox, kept } = open()
    await Promise.all([outbox.add(turn('a')), outbox.add(turn('b'))])
    expect(kept).toEqual([['a'], ['a', 'b'], ['b'], []])
  })
})
