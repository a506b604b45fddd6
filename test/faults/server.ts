import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type After, connectTo, privateMongod, temporaryFolder } from '../setup/privateMongod.ts'
import { type TcpProxy, tcpProxy } from './tcpProxy.ts'

/** A real server of one test, with the power to make it and the network to it fail. */
export interface Server {
  readonly uri: string
  readonly dataDir: string
  /** The next commands of these names fail so, `times` times. */
  fail(
    commands: readonly string[],
    how: Readonly<Record<string, unknown>>,
    times: number,
  ): Promise<void>
  stepDown(): Promise<void>
  kill(): Promise<void>
  /** Another way to the same server, over a network that can fail. */
  network(): Promise<TcpProxy & { readonly uri: string }>
}

export const openServer = async (after: After): Promise<Server> => {
  const dataDir = await temporaryFolder(after)
  const { uri } = await privateMongod(after, dataDir)
  const admin = connectTo(after, uri).db('admin')
  return {
    uri,
    dataDir,
    fail: async (failCommands, how, times) => {
      const data = { failCommands, appName: 'throughline', ...how }
      await admin.command({ configureFailPoint: 'failCommand', mode: { times }, data })
    },
    stepDown: async () =>
      void (await admin.command({ replSetStepDown: 1, force: true }).catch(() => undefined)),
    kill: async () => {
      const lock = await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8')
      // Signals to process 0 go to this whole test run.
      if (Number(lock) > 0) process.kill(Number(lock), 'SIGKILL')
    },
    network: async () => {
      const url = new URL(uri)
      const proxy = await tcpProxy(Number(url.port))
      after(proxy.close)
      url.port = String(proxy.port)
      url.searchParams.delete('replicaSet')
      url.searchParams.set('directConnection', 'true')
      return { ...proxy, uri: url.href }
    },
  }
}
