import { describe, expect, test } from 'vitest'

import { seedDemo } from '../../src/bot/demo/seed.ts'
import { press } from '../../src/core/press.ts'
import type { Action } from '../../src/domain/action.ts'
import { canonical } from '../../src/domain/canonical.ts'
import type { TenantExport } from '../../src/domain/store.ts'

const TENANT = 'example-team'

interface Made {
  readonly now: number
  /** Ids as this run happened to make them. */
  readonly id: (name: string) => string
  /** Things without an order, as this database happened to answer them. */
  readonly mixed: <T>(things: readonly T[]) => readonly T[]
  readonly words?: string
  readonly tries?: number
}

/** Two actions of the same words, one of them followed up in a note's card, as one run of a script left them. */
const leftBy = ({ now, id, mixed, words = 'Call the clinic', tries = 1 }: Made): TenantExport => {
  const seed = seedDemo(now)
  const action = (name: string): Action => ({
    id: id(name),
    tenant: TENANT,
    relationship: 'ada-ben',
    rev: 0,
    owner: 'ben',
    by: '2026-12-14',
    state: 'open',
    carried: 0,
    record: 'r01',
    what: words,
  })
  const card = {
    summary: 'The next question',
    blocks: [{ kind: 'text' as const, text: press('answer', { step: `followed/${id('b')}/now` }) }],
  }
  return {
    ...seed,
    tenant: { ...seed.tenant, offset: now % 1000 },
    relationships: mixed(seed.relationships),
    records: mixed(seed.records),
    stances: mixed(seed.stances),
    actions: mixed([...seed.actions, action('a'), action('b')]),
    runs: [],
    obligations: [],
    preferences: [],
    notes: mixed(
      ['n1', 'n2'].map(n => ({ id: id(n), tenant: TENANT, author: 'ada', at: now, text: n })),
    ),
    deliveries: [
      {
        id: `${TENANT}:stance.taken:r01:1:${id('s')}:ada`,
        tenant: TENANT,
        person: 'ada',
        kind: 'notice',
        what: 'stance.taken',
        refs: { record: 'r01', version: '1' },
        state: 'sent',
        dueAt: now,
        expiresAt: now + 1000,
        reason: 'somebody just acted',
        attempts: tries,
        fence: tries,
      },
    ],
    audit: [
      { action: 'note.kept', object: id('n2'), actor: 'ada' },
      { action: 'note.kept', object: id('n1'), actor: 'ada' },
    ],
    conversations: mixed([
      { person: 'ada', entries: [{ id: id('t'), at: now, mine: 'note' }] },
      { person: 'ben', entries: [{ id: `${id('u')}:0`, at: now, card }] },
    ]),
  }
}

const asWritten = <T>(things: readonly T[]): readonly T[] => things
const first: Made = { now: Date.UTC(2026, 10, 25, 9), id: name => `one-${name}`, mixed: asWritten }

describe('what two people said and did', () => {
  test('reads the same after another run of the same script', () => {
    const ids = new Map<string, string>()
    const another: Made = {
      now: Date.UTC(2026, 10, 25, 14),
      id: name => ids.get(name) ?? ids.set(name, crypto.randomUUID()).get(name) ?? '',
      mixed: things => things.toReversed(),
      tries: 3,
    }
    // A delivery's stance stands nowhere else in this example, so it is no id that could be known.
    const same = { ...another, id: (name: string) => (name === 's' ? 'one-s' : another.id(name)) }
    expect(canonical(leftBy(same))).toBe(canonical(leftBy(first)))
  })

  test('reads differently when a word of it differs', () => {
    const changed = canonical(leftBy({ ...first, words: 'Call the school' }))
    expect(changed).not.toBe(canonical(leftBy(first)))
  })

  test('reads differently when something was done twice', () => {
    const once = leftBy(first)
    const twice = { ...once, actions: [...once.actions, ...once.actions.slice(-1)] }
    expect(canonical(twice)).not.toBe(canonical(once))
  })

  test('keeps the order of what was said', () => {
    const turned = leftBy(first)
    const said = { ...turned, audit: turned.audit.toReversed() }
    expect(canonical({ ...said, notes: [] })).not.toBe(canonical({ ...turned, notes: [] }))
  })
})
