import { createHash } from 'node:crypto'

import type { Host } from '../../src/core/adapter.ts'
import type { Page } from '../../src/core/card.ts'
import type { Address } from '../../src/core/turn.ts'
import { bounded } from './bounded.ts'
import type { Clients } from './client.ts'
import { homeView } from './home.ts'
import type { Queue } from './queue.ts'
import type { Report } from './report.ts'
import type { Keyring } from './tokens.ts'

/** Changes that come together are shown together, ms. */
const SOON_MS = 1500
/** A home that was not looked at for so long is shown anew when it is opened, ms. */
const OPEN_MS = 30 * 60_000
const MOST = 5000

interface Parts {
  readonly host: Host
  readonly keyring: Keyring
  readonly clients: Clients
  readonly queue: Queue
  readonly now: () => number
  readonly report: Report
}

export interface Homes {
  /** The person looks at it now. */
  opened(address: Address): Promise<void>
  /** Something in it may have changed. */
  changed(address: Address): void
  stop(): void
}

interface Seen {
  readonly at: number
  readonly shown: string
}

/** For somebody Throughline does not know there yet. */
const BEGIN: Page = {
  title: 'Throughline',
  blocks: [
    { kind: 'text', text: 'Throughline helps two people keep their supervision going.' },
    {
      kind: 'text',
      text: 'I do not know you here yet. Ask your programme’s admin for a code, and write it to me under Messages: link, and then the code.',
    },
  ],
}

const keyOf = ({ installation, user }: Address): string => `${installation}:${user}`

export const createHomes = (parts: Parts): Homes => {
  const { host, keyring, clients, queue, now, report } = parts
  const seen = bounded<Seen>(MOST)
  const waiting = new Map<string, NodeJS.Timeout>()

  const publish = async (address: Address): Promise<void> => {
    const { installation: place, user } = address
    const tokens = await keyring.of(place)
    if (tokens === undefined) return
    const view = homeView((await host.view(address, 'home')) ?? BEGIN)
    const shown = createHash('sha256').update(JSON.stringify(view)).digest('base64')
    const last = seen.get(keyOf(address))
    if (last?.shown === shown) return
    const token = tokens.botToken
    const client = clients.clientFor(token)
    await queue.send({ place, token, method: 'views.publish', channel: user }, () =>
      client.views.publish({ user_id: user, view }),
    )
    seen.set(keyOf(address), { at: last?.at ?? now(), shown })
  }
  const publishSafely = (address: Address): Promise<void> =>
    publish(address).catch((error: unknown) => report('a home was not shown', error))

  return {
    opened: async address => {
      seen.set(keyOf(address), { at: now(), shown: '' })
      await publishSafely(address)
    },
    changed: address => {
      const key = keyOf(address)
      const last = seen.get(key)
      if (last === undefined || now() - last.at > OPEN_MS || waiting.has(key)) return
      const timer = setTimeout(() => {
        waiting.delete(key)
        void publishSafely(address)
      }, SOON_MS)
      waiting.set(key, timer.unref())
    },
    stop: () => {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
