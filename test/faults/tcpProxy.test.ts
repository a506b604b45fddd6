import { expect, inject, it } from 'vitest'

import { type After, connectTo } from '../setup/privateMongod.ts'
import { tcpProxy } from './tcpProxy.ts'

/** The shared database, seen through a network that can fail. */
const throughProxy = async (after: After) => {
  const url = new URL(inject('mongoUri'))
  const proxy = await tcpProxy(Number(url.port))
  after(() => proxy.close())
  url.port = String(proxy.port)
  url.search = '?directConnection=true&authSource=admin&retryReads=false&socketTimeoutMS=300'
  const database = connectTo(after, url.href).db('admin')
  const ask = () => database.command({ ping: 1 })
  await ask()
  return { proxy, ask }
}

it('lets a person wait for a slow database, no longer', async ({ onTestFinished: after }) => {
  const { proxy, ask } = await throughProxy(after)
  proxy.delay(60)
  const start = performance.now()
  await ask()
  expect(performance.now() - start).toBeGreaterThan(100)
})

it('fails for a person while the database is silent, and answers again afterwards', async ({
  onTestFinished: after,
}) => {
  const { proxy, ask } = await throughProxy(after)
  proxy.freeze()
  await expect(ask()).rejects.toThrow('timed out')
  proxy.mend()
  await ask()
})

it('fails for a person while the line is cut, and answers again afterwards', async ({
  onTestFinished: after,
}) => {
  const { proxy, ask } = await throughProxy(after)
  proxy.cut()
  await expect(ask()).rejects.toThrow()
  proxy.mend()
  await ask()
})
