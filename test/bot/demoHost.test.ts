import { describe, expect, it } from 'vitest'

import { seedDemo } from '../../src/bot/demo/seed.ts'
import { DEMO_TENANT, demoAddress } from '../../src/bot/demo/team.ts'
import { createDemo } from '../../src/bot/demoHost.ts'
import type { Seed } from '../../src/domain/store.ts'
import { createTick } from '../../src/jobs/tick.ts'
import { openWork, stillTime } from '../jobs/house.ts'
import { freshDatabase } from '../setup/database.ts'
import { MONDAY, recordOf, sectionOf, seedOf } from '../store/hearth.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const parties = [
  { role: 'supervisor', person: 'ada' },
  { role: 'worker', person: 'ben' },
] as const

/** The example team, Ben with a record to read, and notices about it at these hours from now. */
const team = async (
  database: ReturnType<typeof freshDatabase>,
  hours: readonly number[],
  present = true,
) => {
  const time = stillTime()
  const whole = seedDemo(MONDAY)
  // Nothing that nudges would be about, but for the record.
  const relationships = whole.relationships.map(({ rhythm: _, ...rest }) => rest)
  const seed: Seed = { ...whole, relationships, actions: [], sessions: [] }
  const house = await openWork(database, time, { seed, present })
  const { store, bot, clock, work } = house
  const scope = { tenant: DEMO_TENANT, actor: 'ada' }
  await store.transact(scope, async tx => {
    const sections = [sectionOf('pair', 'It was calm')]
    const changes = { relationship: 'ada-ben', parties: [...parties], filedAt: MONDAY }
    await tx.file(recordOf(DEMO_TENANT, 'rec1', sections, changes))
    for (const hour of hours) {
      const dueAt = MONDAY + hour * HOUR
      await tx.deliver(
        {
          id: `${hour}`,
          tenant: DEMO_TENANT,
          person: 'ben',
          kind: 'notice',
          what: 'record.shared',
          refs: { record: 'rec1', version: '1' },
          dueAt,
          expiresAt: dueAt + 30 * DAY,
          reason: 'of this test',
        },
        dueAt,
      )
    }
  })
  const tick = createTick(work)
  const demo = await createDemo({ store, bot, clock, tick: tick.run })
  if (demo === undefined) throw new Error('the example team has no demo')
  /** When each card came, in hours on the team's clock. */
  const told = async () => {
    const entries = await bot.conversation(demoAddress('ben'))
    return entries.map(({ id, at }) => [id, (at - MONDAY) / HOUR])
  }
  return { ...house, demo, time, told }
}

describe('the time machine of the example team', () => {
  const database = freshDatabase()
  it('stops at every instant at which something is due, so that each comes at its own time', async () => {
    const { demo, told, store } = await team(database, [2, 5, 20, 30])
    expect(await demo.now()).toBe(MONDAY)
    expect(await demo.move('hour')).toBe(MONDAY + HOUR)
    expect(await told()).toEqual([])
    expect(await demo.move('day')).toBe(MONDAY + 25 * HOUR)
    expect(await told()).toEqual([
      ['2', 2],
      ['5', 5],
      ['20', 20],
    ])
    await store.close()
  })

  const atNight = freshDatabase()
  it('brings what waits for the morning in the morning, on the way', async () => {
    const { demo, told, store } = await team(atNight, [8], false)
    await demo.move('day')
    expect(await told()).toEqual([['8', 23]])
    await store.close()
  })

  const events = freshDatabase()
  it('goes to the next event exactly, and after those of others to what time brings by itself', async () => {
    const { demo, told, store } = await team(events, [3, 50])
    expect(await demo.move('next event')).toBe(MONDAY + 3 * HOUR)
    expect(await demo.move('next event')).toBe(MONDAY + 50 * HOUR)
    await demo.move('next event')
    expect(await told()).toEqual([
      ['3', 3],
      ['50', 50],
      ['nudges:ben:2026-11-19:1', 71],
    ])
    await store.close()
  })

  const presses = freshDatabase()
  it('makes one jump after the other when two press at once, and never goes back', async () => {
    const { demo, store } = await team(presses, [2])
    const jumps = await Promise.all([demo.move('hour'), demo.move('day'), demo.move('hour')])
    expect(jumps).toEqual([MONDAY + HOUR, MONDAY + 25 * HOUR, MONDAY + 26 * HOUR])
    await store.close()
  })

  const people = freshDatabase()
  it('shows the team by name, each at the address they used last', async () => {
    const { demo, store } = await team(people, [])
    const shown = await demo.people()
    expect(shown.map(({ name }) => name.split(' ')[0])).toContain('Ben')
    expect(shown.every(({ address }) => address.platform === 'web')).toBe(true)
    await store.close()
  })

  const real = freshDatabase()
  it('does not exist where no example team lives', async () => {
    const { store, bot, clock } = await openWork(real, stillTime(), { seed: seedOf('hearth') })
    const demo = await createDemo({ store, bot, clock, tick: async () => {} })
    expect(demo).toBeUndefined()
    await store.close()
  })
})
