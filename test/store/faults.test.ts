import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { isThroughlineError } from '../../src/core/errors.ts'
import { kekFromText, type MongoStore, openStore } from '../../src/store/index.ts'
import { tcpProxy } from '../faults/tcpProxy.ts'
import { type After, connectTo, privateMongod, temporaryFolder } from '../setup/privateMongod.ts'
import { actionOf, as, MONDAY, seedOf } from './hearth.ts'
import { newKey } from './openStore.ts'

const tenant = 'hearth'
const who = { tenant, person: 'ana' }

/** Numbers that look random and are the same in every run. */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A server, stores over it, and the power to make it fail. */
const faultyServer = async (after: After) => {
  const dataDir = await temporaryFolder(after)
  const { uri } = await privateMongod(after, dataDir)
  const admin = connectTo(after, uri).db('admin')
  const key = newKey()
  const open = async (through = uri): Promise<MongoStore> => {
    const kek = kekFromText(key)
    const store = await openStore({ uri: through, database: 'app', kek, now: () => MONDAY })
    after(() => store.close())
    return store
  }
  const fail = (data: Record<string, unknown>, times = 1) =>
    admin.command({
      configureFailPoint: 'failCommand',
      mode: { times },
      data: { appName: 'throughline', ...data },
    })
  const kill = async () =>
    process.kill(Number(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8')), 'SIGKILL')
  const stepDown = () => admin.command({ replSetStepDown: 1, force: true }).catch(() => {})
  /** A store behind a network of its own. */
  const openBehindProxy = async () => {
    const url = new URL(uri)
    const proxy = await tcpProxy(Number(url.port))
    after(() => proxy.close())
    url.port = String(proxy.port)
    url.searchParams.delete('replicaSet')
    url.searchParams.set('directConnection', 'true')
    return { proxy, store: await open(url.href) }
  }
  const store = await open()
  await store.seed(seedOf(tenant))
  return { store, openBehindProxy, fail, kill, stepDown }
}

/** As the house does it: whatever was not acknowledged is repeated, a fault of any other kind is one of ours. */
const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const passing =
        isThroughlineError(error, 'store-unavailable') ||
        isThroughlineError(error, 'store-conflict')
      if (!passing || attempt > 30) throw error
    }
  }
}

const applied = z.array(z.string()).default([])

/** One event from its arrival to its settlement, with an action of its own in the same transaction. */
const handle = async (store: MongoStore, id: string): Promise<void> => {
  await untilDone(() => store.accept(who, { id, at: MONDAY, body: id }))
  await untilDone(async () => {
    for (;;) {
      const turns = await store.turns(who)
      if (turns.accepted.length === 0) return
      const handled = turns.accepted.map(event => event.id)
      const state = [...applied.parse(turns.state), ...handled]
      const next = { state, handled, replies: [] }
      const settled = await store.transact(as(tenant, 'ana'), async tx => {
        for (const each of handled) await tx.addAction(actionOf(tenant, each, each))
        return tx.settle(turns, next)
      })
      if (settled) return
    }
  })
}

const expectOnceEach = async (store: MongoStore, ids: readonly string[]): Promise<void> => {
  const { state, accepted } = await store.turns(who)
  expect([state, accepted]).toEqual([ids, []])
  const actions = await store.actions(as(tenant, 'ana'))
  expect(actions.map(({ what }) => what).sort()).toEqual([...ids].sort())
}

const named = (count: number) =>
  Array.from({ length: count }, (_, n) => `e${String(n).padStart(3, '0')}`)

describe.concurrent('when the database fails, nothing acknowledged is lost and nothing is done twice', () => {
  test('with errors and broken connections at any command', async ({ onTestFinished: after }) => {
    const { store, fail } = await faultyServer(after)
    const pick = numbers(20261116)
    const commands = ['findAndModify', 'update', 'insert', 'find', 'commitTransaction']
    const faults = [
      { closeConnection: true },
      { errorCode: 10107, errorLabels: ['RetryableWriteError', 'TransientTransactionError'] },
      { errorCode: 11600 },
      { errorCode: 50 },
      { writeConcernError: { code: 91, errmsg: 'shutting down' } },
    ]
    const ids = named(25)
    for (const id of ids) {
      const failCommands = [commands[pick(commands.length)]]
      await fail({ failCommands, ...faults[pick(faults.length)] }, 1 + pick(3))
      await handle(store, id)
    }
    await fail({ failCommands: ['find'] }, 0)
    await expectOnceEach(store, ids)
  })

  test('when it steps down, or is killed outright', async ({ onTestFinished: after }) => {
    const { store, stepDown, kill } = await faultyServer(after)
    const ids = named(20)
    for (const [n, id] of ids.entries()) {
      const fault = n === 3 || n === 13 ? stepDown() : n === 7 ? kill() : Promise.resolve()
      await Promise.all([fault, handle(store, id)])
    }
    await expectOnceEach(store, ids)
  })

  test('with two instances, each with a failing network of its own', async ({
    onTestFinished: after,
  }) => {
    const server = await faultyServer(after)
    const pick = numbers(7)
    const ids = named(20)
    const proxies = await Promise.all([server.openBehindProxy(), server.openBehindProxy()])
    let done = false
    const trouble = async () => {
      while (!done) {
        const at = proxies[pick(2)]
        at?.proxy.cut()
        await new Promise(resolve => setTimeout(resolve, 20))
        at?.proxy.mend()
        await new Promise(resolve => setTimeout(resolve, 100 + pick(100)))
      }
    }
    const work = Promise.all(
      proxies.map(async ({ store }, mine) => {
        for (const id of ids.filter((_, n) => n % 2 === mine)) await handle(store, id)
      }),
    ).finally(() => {
      done = true
    })
    await Promise.all([work, trouble()])
    const { state } = await server.store.turns(who)
    await expectOnceEach(server.store, applied.parse(state))
    expect([...applied.parse(state)].sort()).toEqual(ids)
  })

  test('an input that cannot be stored within two seconds is not accepted', async ({
    onTestFinished: after,
  }) => {
    const server = await faultyServer(after)
    const { proxy, store } = await server.openBehindProxy()
    await store.accept(who, { id: 'first', at: MONDAY, body: 1 })
    proxy.freeze()
    const began = performance.now()
    const late = store.accept(who, { id: 'late', at: MONDAY, body: 2 })
    await expect(late).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(performance.now() - began).toBeLessThan(2500)
    proxy.mend()
    // The platform repeats it, and whether the first try arrived after all or not, it is there once.
    const { turns } = await untilDone(() => store.accept(who, { id: 'late', at: MONDAY, body: 2 }))
    expect(turns.accepted.map(({ id }) => id)).toEqual(['first', 'late'])
  })

  test('a turn is settled though the connection breaks, or the answer is an error and it was written all the same', async ({
    onTestFinished: after,
  }) => {
    const { store, fail } = await faultyServer(after)
    const shuttingDown = { writeConcernError: { code: 91, errmsg: 'shutting down' } }
    for (const [n, fault] of [{ closeConnection: true }, shuttingDown].entries()) {
      const { turns } = await store.accept(who, { id: `e${n}`, at: MONDAY, body: 1 })
      await fail({ failCommands: ['update'], ...fault })
      const next = { state: { n }, handled: [`e${n}`], replies: [] }
      expect(await store.settle(turns, next)).toBe(true)
      expect(await store.turns(who)).toMatchObject({
        rev: turns.rev + 1,
        state: { n },
        accepted: [],
      })
      await fail({ failCommands: ['update'], ...fault })
      expect(await store.settle(turns, next)).toBe(false)
    }
  })

  test('a slow server is not waited for longer than that either', async ({
    onTestFinished: after,
  }) => {
    const { store, fail } = await faultyServer(after)
    const slow = { failCommands: ['findAndModify'], blockConnection: true, blockTimeMS: 4000 }
    await fail(slow)
    const late = store.accept(who, { id: 'e', at: MONDAY, body: 1 })
    await expect(late).rejects.toMatchObject({ code: 'store-unavailable' })
    const again = await untilDone(() => store.accept(who, { id: 'e', at: MONDAY, body: 1 }))
    expect(again.turns.accepted).toHaveLength(1)
  })
})
