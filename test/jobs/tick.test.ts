import { afterEach, describe, expect, it } from 'vitest'

import { ThroughlineError } from '../../src/core/errors.ts'
import { createTick } from '../../src/jobs/tick.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { MONDAY } from '../store/hearth.ts'
import { notices, openWork, stillTime } from './house.ts'

const HOUR = 3_600_000
const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(close => close()))
})

const instance = async (
  database: FreshDatabase,
  ...[time, wishes]: [Parameters<typeof openWork>[1], Parameters<typeof openWork>[2]?]
) => {
  const house = await openWork(database, time, wishes)
  open.push(house.store.close)
  return { ...house, tick: createTick(house.work) }
}

/** Deliveries by state, without the states that none is in. */
const counted = async (store: Awaited<ReturnType<typeof instance>>['store']) =>
  Object.fromEntries(Object.entries(await store.deliveryCounts()).filter(([, count]) => count > 0))

const refused = (): ThroughlineError =>
  new ThroughlineError('delivery-failed', 'The platform said no.', 'It is tried again.')

describe('a notice', () => {
  const database = freshDatabase()
  it('reaches Ben once when it is due, and not before', async () => {
    const time = stillTime()
    const { store, tick, sent } = await instance(database, time)
    await notices(store, ['now'])
    await notices(store, ['later'], {}, MONDAY + HOUR)
    await tick.run()
    await tick.run()
    expect(sent).toEqual([{ id: 'now', to: 'hearth-ben', at: MONDAY }])
    time.move(HOUR)
    await tick.run()
    expect(sent.map(({ id }) => id)).toEqual(['now', 'later'])
    expect(await counted(store)).toEqual({ sent: 2 })
    expect(tick.lastRun()).toBe(MONDAY + HOUR)
  })
})

describe('two instances', () => {
  const database = freshDatabase()
  it('share the work and tell nobody twice', async () => {
    const time = stillTime()
    const [one, two] = await Promise.all([instance(database, time), instance(database, time)])
    const ids = Array.from({ length: 40 }, (_, index) => `n${index}`)
    await notices(one.store, ids)
    await Promise.all([one.tick.run(), two.tick.run()])
    const told = [...one.sent, ...two.sent].map(({ id }) => id)
    expect(told.toSorted()).toEqual(ids.toSorted())
    expect(await counted(one.store)).toEqual({ sent: 40 })
  })
})

describe('a platform that refuses', () => {
  const database = freshDatabase()
  it('is asked again, later and later, and given up visibly; others are served meanwhile', async () => {
    const time = stillTime()
    const tries: number[] = []
    const { store, tick, sent } = await instance(database, time, {
      onSend: async id => {
        if (id !== 'poison') return
        tries.push(time.now())
        throw refused()
      },
    })
    await notices(store, ['poison', 'fine'])
    for (let turn = 0; turn < 100; turn += 1) {
      await tick.run()
      time.move(30_000)
    }
    expect(sent.map(({ id }) => id)).toEqual(['fine'])
    expect(tries).toHaveLength(8)
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(await counted(store)).toEqual({ sent: 1, dead: 1 })
  })
})

describe('a platform that asks to be left alone for a while', () => {
  const database = freshDatabase()
  it('is not asked sooner', async () => {
    const time = stillTime()
    const tries: number[] = []
    const { store, tick } = await instance(database, time, {
      onSend: async () => {
        tries.push(time.now())
        const wait = tries.length === 1 ? HOUR : 0
        if (wait > 0)
          throw new ThroughlineError('delivery-failed', 'Later.', 'Wait.', undefined, wait)
      },
    })
    await notices(store, ['patient'])
    await tick.run()
    time.move(HOUR - 1000)
    await tick.run()
    expect(tries).toHaveLength(1)
    time.move(1000)
    await tick.run()
    expect(tries).toHaveLength(2)
    expect(await counted(store)).toEqual({ sent: 1 })
  })
})

describe('somebody whom the platform will never take a message for', () => {
  const database = freshDatabase()
  it('is not tried again: it is shown as undeliverable', async () => {
    const time = stillTime()
    let tries = 0
    const { store, tick } = await instance(database, time, {
      onSend: async () => {
        tries += 1
        throw new ThroughlineError('delivery-refused', 'Not there.', 'Link them again.')
      },
    })
    await notices(store, ['gone'])
    await tick.run()
    time.move(24 * HOUR)
    await tick.run()
    expect(tries).toBe(1)
    expect(await counted(store)).toEqual({ undeliverable: 1 })
  })
})

describe('a platform that does not say whether it took a message', () => {
  const database = freshDatabase()
  it('is not sent it twice: it is shown as unknown', async () => {
    const time = stillTime()
    let asked = 0
    const { store, tick } = await instance(database, time, {
      onSend: async () => {
        asked += 1
        throw new ThroughlineError('delivery-unknown', 'Silence.', 'Look at the platform.')
      },
    })
    await notices(store, ['lost'])
    await tick.run()
    time.move(24 * HOUR)
    await tick.run()
    expect(asked).toBe(1)
    expect(await counted(store)).toEqual({ unknown: 1 })
  })
})

describe('a lease that ran out while a platform was slow', () => {
  const database = freshDatabase()
  it('leaves the result to whoever claimed it since', async () => {
    const time = stillTime()
    const other = await instance(database, time)
    const slow = await instance(database, time, {
      onSend: async () => {
        time.move(61_000)
        await other.tick.run()
      },
    })
    await notices(slow.store, ['contested'])
    await slow.tick.run()
    expect(other.sent).toHaveLength(1)
    expect(await slow.metrics.text()).toMatch(/^lease_lost_total 1$/m)
    expect(await counted(slow.store)).toEqual({ sent: 1 })
  })
})

describe('out of working hours', () => {
  const database = freshDatabase()
  it('a notice waits for the next morning, unless Ben has the chat open anyway', async () => {
    const evening = MONDAY + 9 * HOUR
    const time = stillTime(evening)
    const { store, tick, sent } = await instance(database, time, { present: false })
    await notices(store, ['tonight'], {}, evening)
    await tick.run()
    expect(sent).toEqual([])
    const tomorrowAtNine = MONDAY + 23 * HOUR
    expect(await store.nextDue('hearth')).toBe(tomorrowAtNine)
    time.move(tomorrowAtNine - evening)
    await tick.run()
    expect(sent.map(({ at }) => at)).toEqual([tomorrowAtNine])
  })
})

describe('stopping', () => {
  const database = freshDatabase()
  it('finishes what was begun and gives back the rest at once', async () => {
    const time = stillTime()
    let release = (): void => {}
    let begun = false
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const onSend = (): Promise<void> => {
      begun = true
      return held
    }
    const going = await instance(database, time, { onSend })
    const next = await instance(database, time)
    await notices(going.store, ['first', 'second', 'third'])
    const run = going.tick.run()
    while (!begun) await new Promise(resolve => setImmediate(resolve))
    const stopped = going.tick.stop()
    release()
    await Promise.all([run, stopped])
    await next.tick.run()
    expect(going.sent.map(({ id }) => id)).toEqual(['first'])
    expect(next.sent.map(({ id }) => id).toSorted()).toEqual(['second', 'third'])
  })
})

describe('clocks that differ by more than half a minute', () => {
  const database = freshDatabase()
  it('keep everything waiting', async () => {
    const time = stillTime()
    const { store, tick, sent, clock } = await instance(database, time)
    await notices(store, ['now'])
    clock.correct(45_000)
    await tick.run()
    expect(sent).toEqual([])
    clock.correct(-45_000)
    await tick.run()
    expect(sent).toHaveLength(1)
  })
})
