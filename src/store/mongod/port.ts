import { createServer } from 'node:net'

/** `wanted` when it is free on loopback, else one that is. */
export const freePort = async (wanted?: number): Promise<number> => {
  if (wanted !== undefined && (await listen(wanted)) !== undefined) return wanted
  const port = await listen(0)
  if (port === undefined) throw new Error('no port is free on 127.0.0.1')
  return port
}

const listen = (port: number): Promise<number | undefined> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
