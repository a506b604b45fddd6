import { describe, expect, it } from 'vitest'

import { daysThatSuit, pairIn } from '../../src/domain/suggesting.ts'
import { personOf, sessionOf, TODAY, worldOf } from './worlds.ts'

const everybody = (id: string) => personOf(id)

describe('days that suit Ana and Ben', () => {
  const days = (
    closed: (day: string) => string | undefined,
    pair: Parameters<typeof worldOf>[1] = {},
  ): readonly string[] => {
    const world = worldOf('supervisor', pair)
    const found = pairIn(world, 'ana-ben')
    return found === undefined
      ? []
      : daysThatSuit({ world, people: everybody, today: TODAY, closed }, found, 13)
  }

  it('are working days of both, and no bank holiday', () => {
    const spring = (day: string) => (day === '2026-05-25' ? 'bank holiday' : undefined)
    expect(days(spring)).toEqual([
      '2026-05-14',
      '2026-05-15',
      '2026-05-18',
      '2026-05-19',
      '2026-05-20',
      '2026-05-21',
      '2026-05-22',
      '2026-05-26',
    ])
  })

  it('leave out days on which one is away, and what is booked', () => {
    const away = { ben: [{ from: '2026-05-14', until: '2026-05-20' }] }
    const found = days(() => undefined, { away, sessions: [sessionOf(8)] })
    expect(found).toEqual(['2026-05-22', '2026-05-25', '2026-05-26'])
  })
})
