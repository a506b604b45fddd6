import { setTimeout as sleep } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { indexes } from '../../src/store/indexes.ts'
import { migrate, type Step } from '../../src/store/migrations.ts'
import type { System } from '../../src/store/system.ts'
import { freshDatabase } from '../setup/database.ts'
import { freshStore } from './openStore.ts'
import { rawDatabase } from './raw.ts'

/** A database without a store, and instances that prepare it. */
const bare = () => {
  const { database } = rawDatabase(freshDatabase())
  const system: System = database.collection('system')
  const now = () => Date.now()
  return {
    database,
    system,
    run: (steps: readonly Step[]) => migrate(database, system, now, steps),
  }
}

describe('preparing the database', () => {
  const fresh = freshStore()
  const raw = rawDatabase(fresh.database)

  test('is done once by instances that start together, and leaves every index', async () => {
    await Promise.all([fresh.open(), fresh.open(), fresh.open()])
    for (const [name, wanted] of Object.entries(indexes)) {
      const found = (await raw.database.collection(name).indexes()).map(each => each.name).sort()
      expect(found).toEqual(['_id_', ...(wanted ?? []).map(each => each.name)].sort())
    }
    const done = await raw.table('system').findOne({ _id: 'migrations done' })
    expect(done?.steps).toHaveLength(2)
  })

  test('puts the tenant first wherever a person asks', () => {
    const jobs = ['byKek', 'due', 'byState', 'waiting', 'unsealed']
    for (const each of Object.values(indexes).flat()) {
      const [first] = Object.keys(each.key)
      if (!jobs.includes(each.name ?? '')) expect(first).toBe('tenant')
    }
  })

  const { database, system, run } = bare()

  test('goes step by step, each once, one instance at a time', async () => {
    let running = 0
    const order: string[] = []
    const step = (id: string): Step => ({
      id,
      run: async () => {
        running += 1
        expect(running).toBe(1)
        order.push(id)
        await sleep(20)
        running -= 1
      },
    })
    const steps = [step('1'), step('2'), step('3')]
    await Promise.all([run(steps), run(steps), run(steps.slice(0, 2))])
    await run([...steps, step('4')])
    expect(order).toEqual(['1', '2', '3', '4'])
  })

  test('that failed half-way begins again with the step that failed', async () => {
    const order: string[] = []
    let isBroken = true
    const steps: readonly Step[] = [
      { id: 'a', run: async () => void order.push('a') },
      {
        id: 'b',
        run: async () => {
          order.push('b')
          if (isBroken) throw new Error('power cut')
        },
      },
    ]
    await expect(run(steps)).rejects.toMatchObject({ code: 'migration-failed' })
    isBroken = false
    await run(steps)
    expect(order).toEqual(['a', 'b', 'b'])
  })

  test('waits for an instance that crashed in the middle, and then takes over', async () => {
    const until = Date.now() + 300
    await database
      .collection<{ _id: string }>('system')
      .updateOne({ _id: 'migrations' }, { $set: { until } })
    const times: number[] = []
    await run([{ id: 'after the crash', run: async () => void times.push(Date.now()) }])
    expect(times[0]).toBeGreaterThanOrEqual(until)
    expect((await system.findOne({ _id: 'migrations' }))?.fence).toBeGreaterThan(1)
  })
})

describe('a database that cannot be reached', () => {
  test('is said so, and no connection is left behind', async () => {
    const fresh = freshStore()
    const opening = fresh.open({ uri: 'mongodb://127.0.0.1:1/?directConnection=true' })
    await expect(opening).rejects.toMatchObject({ code: 'store-unavailable' })
  })
})
