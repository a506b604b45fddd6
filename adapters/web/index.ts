import type { Router } from 'express'

import type { Adapter, Finding } from '../../src/core/adapter.ts'
import { createBuckets } from './bucket.ts'
import { buildBundle } from './bundle.ts'
import { failure, type Incident } from './errors.ts'
import { createGuard } from './guard.ts'
import { createTeam } from './people.ts'
import { renderCard } from './render.ts'
import type { Open } from './routes.ts'
import { addRoutes } from './routes.ts'
import { createSession } from './session.ts'
import { createHub } from './stream.ts'

export type { Incident } from './errors.ts'

interface WebOptions {
  /** Lent by the house, mounted at the root of the loopback listener. */
  readonly router: Pick<Router, 'all' | 'get' | 'post'>
  /** Where that listener listens: part of the start link, the cookie's name and the allow-list. */
  readonly port: number
  /** The start token and the cookies follow from it; the same secret keeps open tabs signed in over a restart. */
  readonly secret: string
  /** Epoch ms. */
  readonly now?: () => number
  readonly report?: (incident: Incident) => void
}

export interface Web extends Adapter {
  /** Opens the local chat in a browser; may be used again and again, by whoever holds it. */
  readonly link: string
  refresh: NonNullable<Adapter['refresh']>
  present: NonNullable<Adapter['present']>
  check: NonNullable<Adapter['check']>
}

const check = async (): Promise<readonly Finding[]> => {
  const part = 'local chat'
  try {
    await buildBundle()
    return [{ part, ok: true, says: 'the page can be built' }]
  } catch (cause) {
    const { message, hint } = failure('building the page', cause)
    return [{ part, ok: false, says: message, hint }]
  }
}

/** The local chat: a page in the browser of this machine, for the people of a demo tenant. */
export const createWeb = (options: WebOptions): Web => {
  const { router, port, secret, now = Date.now, report = () => {} } = options
  const session = createSession(secret, port)
  const hub = createHub(now)
  let open: Open | undefined
  const judge = createGuard({ port, session, buckets: createBuckets(now) })
  addRoutes({ router, judge, hub, now, report, opened: () => open })
  return {
    name: 'web',
    keepsMessages: false,
    link: `http://127.0.0.1:${port}/?token=${session.token}`,
    start: async host => {
      const { demo } = host
      const bundle = await buildBundle()
      open = { host, bundle, who: demo && { demo, team: createTeam(demo) } }
    },
    send: async (address, card, id) => {
      const at = await open?.host.demo?.now()
      const live = { kind: 'card', id, card: renderCard(card) } as const
      hub.tell(address, at === undefined ? live : { ...live, at })
    },
    stop: async () => {
      open = undefined
      hub.close()
    },
    refresh: address => hub.tell(address, { kind: 'refresh' }),
    present: address => hub.present(address),
    check,
  }
}
