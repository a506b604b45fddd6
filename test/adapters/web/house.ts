import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import express from 'express'

import { createWeb, type Incident, type Web } from '../../../adapters/web/index.ts'
import type { Host } from '../../../src/core/adapter.ts'

/** The local chat behind a real listener, as the house would lend it. */
export interface House {
  readonly web: Web
  readonly port: number
  readonly incidents: readonly Incident[]
  close(): Promise<void>
}

const SECRET = 'a secret of the tests'

/** `port` 0 takes any; a fixed one is for starting again where an open tab looks. */
export const openHouse = async (host: Host, port = 0, secret = SECRET): Promise<House> => {
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const router = express.Router()
  const incidents: Incident[] = []
  const report = (incident: Incident): void => {
    incidents.push(incident)
  }
  const web = createWeb({ router, port: taken, secret, report })
  app.use(router)
  app.get('/elsewhere', (_, response) => {
    response.send('not the local chat')
  })
  await web.start(host)
  return {
    web,
    port: taken,
    incidents,
    close: async () => {
      await web.stop()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
