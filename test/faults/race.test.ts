import { randomBytes } from 'node:crypto'

import { beforeEach, describe, expect, test } from 'vitest'

import { DEMO_TENANT, demoAddress } from '../../src/bot/demo/team.ts'
import type { Card } from '../../src/core/card.ts'
import type { Did } from '../../src/core/turn.ts'
import { freshDatabase } from '../setup/database.ts'
import { type Inside, openInside } from './inside.ts'

const here = demoAddress('ada')
const scope = { tenant: DEMO_TENANT, actor: 'ada' }

const does = async ({ host }: Inside, id: string, did: Did) => {
  const { saved, outcome } = await host.accept({ id, at: Date.now(), address: here, did })
  expect(saved).toBe(true)
  return { outcome }
}

const pressIn = (card: Card | undefined, label: string): string => {
  const buttons = card?.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  return buttons?.find(each => each.label === label)?.press ?? `no button ${label}`
}

describe('Ada, whom two instances serve at the same moment', () => {
  const databases = [freshDatabase(), freshDatabase(), freshDatabase()]
  let one: Inside
  let other: Inside
  beforeEach(async ({ onTestFinished: after }) => {
    const { uri, name } = databases.pop() ?? { uri: '', name: '' }
    const key = randomBytes(32).toString('base64')
    one = await openInside(after, { uri, key, database: name })
    other = await openInside(after, { uri, key, database: name })
  })

  const types = async (text: string): Promise<void> => {
    await (await does(one, `one: ${text}`, { kind: 'text', text })).outcome
  }
  const said = () => one.host.conversation(here)

  test('has everything kept once, and in the order she typed it in each of two tabs', async () => {
    const numbers = Array.from({ length: 15 }, (_, n) => n)
    const tab = async (instance: Inside, name: string): Promise<void> => {
      const outcomes = []
      // What was acknowledged comes before what she types next; its answer need not be there yet.
      for (const n of numbers) {
        const did = { kind: 'text', text: `note ${name} ${n}` } as const
        outcomes.push((await does(instance, `${name}${n}`, did)).outcome)
      }
      await Promise.all(outcomes)
    }
    await Promise.all([tab(one, 'left'), tab(other, 'right')])
    const typed = (await said()).flatMap(({ mine }) => mine ?? [])
    for (const name of ['left', 'right'])
      expect(typed.filter(text => text.includes(name))).toEqual(
        numbers.map(n => `note ${name} ${n}`),
      )
    const notes = await one.store.notes(scope)
    expect(notes.map(({ text }) => `note ${text}`).sort()).toEqual([...typed].sort())
  })

  test('shares her record once when she presses in both tabs', async () => {
    for (const text of [
      'record the session',
      'In person',
      'None has changed',
      'The holidays, and writing for court without losing a week.',
      'None',
      'in 4 weeks',
    ])
      await types(text)
    const press = pressIn((await said()).at(-1)?.card, 'Share with Ben')
    const pressed = await Promise.all(
      [one, other].map((instance, n) => does(instance, `tab ${n}`, { kind: 'press', press })),
    )
    await Promise.all(pressed.map(({ outcome }) => outcome))
    await Promise.all([one.idle(), other.idle()])
    const { records, deliveries } = await one.store.exportTenant(DEMO_TENANT)
    expect(records.filter(({ kind }) => kind === 'R04')).toHaveLength(1)
    expect(deliveries.map(({ what, state }) => `${what} ${state}`)).toEqual(['record.shared sent'])
    expect([...one.problems, ...other.problems]).toEqual([])
  })

  test('is answered once when a platform hands one event to both, three times', async () => {
    const did = { kind: 'text', text: 'note only once' } as const
    const handed = [one, other, one, other, one, other].map(each => does(each, 'event', did))
    await Promise.all((await Promise.all(handed)).map(({ outcome }) => outcome))
    expect((await said()).map(({ id }) => id)).toEqual(['event', 'event:0'])
    expect(await one.store.notes(scope)).toHaveLength(1)
  })
})
