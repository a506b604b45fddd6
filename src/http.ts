import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'

import { ThroughlineError } from './core/errors.ts'

const LOOPBACK = '127.0.0.1'
/** How many ports are tried after the first when the person named none. */
const NEIGHBOURS = 20

export interface Listener {
  readonly port: number
  /** A router at the root of this listener, for whoever may not listen by themselves. */
  lend(): Router
  close(): Promise<void>
}

const takes = (
  server: Server,
  port: number,
  host = LOOPBACK,
): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise(resolve => {
    server.once('error', resolve)
    server.listen(port, host, () => {
      server.off('error', resolve)
      resolve(undefined)
    })
  })

const taken = (port: number, cause: NodeJS.ErrnoException): ThroughlineError =>
  cause.code === 'EADDRINUSE'
    ? new ThroughlineError(
        'port-taken',
        `Another program already listens on port ${port}.`,
        'Stop that program, or name another port in PORT; without PORT a free one is found.',
        cause,
      )
    : new ThroughlineError(
        'port-taken',
        `This account may not listen on port ${port}.`,
        'Name another port in PORT, one above 1024.',
        cause,
      )

const bind = async (server: Server, first: number, fixed: boolean): Promise<number> => {
  const last = fixed ? first : first + NEIGHBOURS
  for (let port = first; ; port += 1) {
    const obstacle = await takes(server, port)
    if (obstacle === undefined) break
    if (port === last || obstacle.code !== 'EADDRINUSE') throw taken(port, obstacle)
  }
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : first
}

/** A page elsewhere can make a name of its own point at this machine; it cannot change the Host it asks for. */
const forThisMachine = (request: Request, response: Response, next: NextFunction): void => {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (name === LOOPBACK || name === 'localhost') next()
  else response.status(404).type('text').send('not found')
}

const notFound = (_: Request, response: Response): void => {
  response.status(404).type('text').send('not found')
}

type Failed = (error: unknown) => void

/** An application with a router for whoever may not listen by themselves. */
const lending = (first: readonly RequestHandler[], failed: Failed) => {
  const app = express()
  app.disable('x-powered-by')
  const lent = express.Router()
  app.use(...first, lent, notFound)
  app.use((error: unknown, _: Request, response: Response, next: NextFunction) => {
    failed(error)
    if (response.headersSent) next(error)
    else response.status(503).type('text').send('not available right now')
  })
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000 }, app)
  const lend = (): Router => {
    const router = express.Router()
    lent.use(router)
    return router
  }
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { server, lend, close }
}

/** Listens on loopback alone. `fixed`: on this port or not at all. `failed` hears of what no route caught. */
export const listenLocally = async (
  { number, fixed }: { readonly number: number; readonly fixed: boolean },
  failed: Failed,
): Promise<Listener> => {
  const { server, lend, close } = lending([forThisMachine], failed)
  return { port: await bind(server, number, fixed), lend, close }
}

export interface PublicListener {
  lend(): Router
  /** Answers the port. */
  open(port: number, host: string): Promise<number>
  close(): Promise<void>
}

/** Where platforms reach us. It opens once the routes are there: until then a platform finds nobody, and comes again. */
export const publicListener = (failed: Failed): PublicListener => {
  const { server, lend, close } = lending([], failed)
  const open = async (port: number, host: string): Promise<number> => {
    const obstacle = await takes(server, port, host)
    if (obstacle !== undefined) throw taken(port, obstacle)
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : port
  }
  return { lend, open, close }
}
