import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** `wanted` when it is free on loopback, else one that is. */
export const freePort = async (wanted?: number): Promise<number> => {
  if (wanted !== undefined && (await isFree(wanted))) return wanted
  // Below the range from which systems lend ports, so that it is likely to be free next time too.
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free on 127.0.0.1')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
