import { afterEach, describe, expect, it } from 'vitest'

import { ThroughlineError } from '../../src/core/errors.ts'
import { noPreference } from '../../src/domain/preference.ts'
import { createFlush } from '../../src/jobs/flush.ts'
import { createJobs, createServerClock, isSkewed } from '../../src/jobs/index.ts'
import { inLanes } from '../../src/jobs/lanes.ts'
import { createSealer } from '../../src/jobs/sealer.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { freshDatabase } from '../setup/database.ts'
import { addressOf, MONDAY } from '../store/hearth.ts'
import { notices, openWork, stillTime } from './house.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

describe('what a crash left', () => {
  const database = freshDatabase()
  it('is gone on with: Ben, who was cut off after his words were stored, gets his answer', async () => {
    const time = stillTime()
    const { store, work, sent } = await openWork(database, time)
    open.push(store.close)
    const who = { tenant: 'hearth', person: 'ben' }
    const met = { ...noPreference('hearth', 'ben'), metAt: MONDAY }
    await store.transact({ tenant: 'hearth', actor: 'ben' }, tx => tx.savePreference(met))
    const address = addressOf('hearth-ben')
    const did = { kind: 'text', text: 'help' }
    const body = { id: 'cut-off', at: MONDAY, address, did }
    await store.accept(who, { id: 'cut-off', at: MONDAY, body })
    await sweep(work)
    expect(sent).toEqual([])
    time.move(31_000)
    await sweep(work)
    await new Promise(resolve => setImmediate(resolve))
    expect(sent.map(({ to }) => to)).toEqual(['hearth-ben'])
    await work.bot.close()
    time.move(31_000)
    await sweep(work)
    expect(sent).toHaveLength(1)
  })
})

describe('confirming what was sent', () => {
  it('asks a store that is away less and less often, and goes on when it is back', async () => {
    const time = stillTime(0)
    const asked: number[] = []
    let away = true
    const flush = createFlush({
      clock: createServerClock(time),
      bot: {
        flush: async () => {
          asked.push(time.now())
          if (away) throw new ThroughlineError('store-unavailable', 'Away.', 'Wait.')
        },
      },
    })
    for (let second = 0; second < 20; second += 1) {
      await flush().catch(() => undefined)
      time.move(1000)
    }
    expect(asked).toEqual([0, 2000, 6000, 14_000])
    away = false
    time.move(30_000)
    await flush()
    await flush()
    expect(asked).toHaveLength(6)
  })
})

describe('the audit trail', () => {
  const database = freshDatabase()
  it('is sealed by the job, so that the check finds nothing open', async () => {
    const { store, work } = await openWork(database, stillTime())
    open.push(store.close)
    await store.transact({ tenant: 'hearth', actor: 'ana' }, tx =>
      tx.audit({ action: 'record.filed', object: 'record/rec1' }),
    )
    expect((await store.verifyAudit()).unsealed).toBe(1)
    await createSealer(work)()
    expect(await store.verifyAudit()).toMatchObject({ entries: 1, unsealed: 0, problems: [] })
  })
})

describe('the jobs together', () => {
  const database = freshDatabase()
  it('send at once when the bot says that something is due, and stop without a trace', async () => {
    const { store, work, sent } = await openWork(database, stillTime())
    open.push(store.close)
    const jobs = createJobs(work)
    open.push(jobs.stop)
    jobs.start()
    await jobs.tick()
    await notices(store, ['woken'])
    jobs.wake()
    jobs.wake()
    await jobs.tick()
    expect(sent.map(({ id }) => id)).toEqual(['woken'])
    await jobs.stop()
    await notices(store, ['after the end'])
    await jobs.tick()
    expect(sent).toHaveLength(1)
  })
})

describe('the clock that all instances share', () => {
  it('follows the database’s when the difference is worth it, and says when one must be wrong', () => {
    const clock = createServerClock({ now: () => MONDAY })
    clock.correct(400)
    expect([clock.now() - MONDAY, isSkewed(clock)]).toEqual([0, false])
    clock.correct(5000)
    clock.correct(200)
    expect([clock.now() - MONDAY, isSkewed(clock)]).toEqual([5000, false])
    clock.correct(-40_000)
    expect([clock.offset(), isSkewed(clock)]).toEqual([-35_000, true])
  })
})

describe('lanes', () => {
  it('keep the order of one person, let others pass, and finish all before they fail', async () => {
    const done: string[] = []
    const things = ['ana 1', 'ana 2', 'ben 1', 'ana 3']
    const person = (thing: string) => thing.slice(0, 3)
    const work = async (thing: string) => {
      await new Promise(resolve => setTimeout(resolve, thing === 'ana 1' ? 20 : 1))
      if (thing === 'ana 2') throw new Error('no')
      done.push(thing)
    }
    await expect(inLanes(things, 4, person, work)).rejects.toThrow('no')
    expect(done).toEqual(['ben 1', 'ana 1', 'ana 3'])
  })
})
