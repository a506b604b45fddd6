import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface TcpProxy {
  readonly port: number
  /** Breaks every connection and refuses new ones until `mend`. */
  cut(): void
  /** Lets nothing through in either direction, and says so to nobody, until `mend`. */
  freeze(): void
  /** Lets questions through and breaks the connection at the answer: what was asked for is done, and nobody hears of it. */
  loseAnswers(): void
  /** Holds back every piece of data for `ms` from now on. */
  delay(ms: number): void
  /** Ends all faults; what was frozen flows on. */
  mend(): void
  close(): Promise<void>
}

/**
 * A network between a client and 127.0.0.1:`target` that can fail on command. A MongoDB client
 * needs `directConnection=true`, or it learns the server's own address and goes around.
 */
export const tcpProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>()
  let state: 'open' | 'cut' | 'frozen' | 'mute' = 'open'
  let latency = 0

  const pump = async (from: Socket, to: Socket, isAnswer: boolean): Promise<void> => {
    for await (const piece of from) {
      if (latency > 0) await sleep(latency)
      while (state === 'frozen' && !from.destroyed) await sleep(10)
      if (state === 'mute' && isAnswer) throw new Error('lost on the way')
      if (!to.write(piece)) await once(to, 'drain')
    }
    to.end()
  }

  const server = createServer(client => {
    if (state === 'cut') return void client.destroy()
    const upstream = connect(target, '127.0.0.1')
    for (const [from, to, isAnswer] of [
      [client, upstream, false],
      [upstream, client, true],
    ] as const) {
      sockets.add(from)
      from.on('close', () => sockets.delete(from)).on('error', () => to.destroy())
      pump(from, to, isAnswer).catch(() => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    cut: () => {
      state = 'cut'
      breakAll()
    },
    freeze: () => {
      state = 'frozen'
    },
    loseAnswers: () => {
      state = 'mute'
    },
    delay: ms => {
      latency = ms
    },
    mend: () => {
      state = 'open'
      latency = 0
    },
    close: async () => {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
