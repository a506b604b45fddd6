import type { Request, Response, Router } from 'express'

import type { Demo, Host } from '../../src/core/adapter.ts'
import type { Answer } from './answer.ts'
import { give } from './answer.ts'
import type { Bundle } from './bundle.ts'
import type { Incident } from './errors.ts'
import { failure } from './errors.ts'
import type { Judge } from './guard.ts'
import type { Asked, Handler } from './handlers.ts'
import {
  clock,
  conversation,
  download,
  nothing,
  people,
  stream,
  turn,
  view,
  viewPage,
} from './handlers.ts'
import type { Team } from './people.ts'
import { ICON, SHELL, setHeaders } from './shell.ts'
import type { Hub } from './stream.ts'

/** What stands behind the routes while the adapter is started. Without a demo tenant there is nobody to be. */
export interface Open {
  readonly host: Host
  readonly who: { readonly demo: Demo; readonly team: Team } | undefined
  readonly bundle: Bundle
}

interface Routes {
  readonly router: Pick<Router, 'all' | 'get' | 'post'>
  readonly judge: Judge
  readonly hub: Hub
  readonly now: () => number
  readonly report: (incident: Incident) => void
  /** Undefined before the start and after the stop. */
  opened(): Open | undefined
}

const attempt = async (
  routes: Routes,
  handler: Handler,
  knocked: Pick<Asked, 'request' | 'response' | 'browser'>,
): Promise<Answer> => {
  const open = routes.opened()
  if (open === undefined) return 'unavailable'
  if (open.who === undefined) return 'notFound'
  const { hub, now, report } = routes
  const { host, bundle } = open
  try {
    return await handler({ ...knocked, host, ...open.who, bundle, hub, now, report })
  } catch (cause) {
    const [, part] = knocked.request.path.split('/')
    report({ kind: 'failed', error: failure(`answering ${part}`, cause) })
    return 'unavailable'
  }
}

const OURS = /^\/(?:api|view)\//

/** Every route is judged by the guard first; there is no way past it. Paths that are not ours are the house's to answer. */
export const addRoutes = (routes: Routes): void => {
  const { router, judge, report } = routes
  const by = (handler: Handler) => async (request: Request, response: Response) => {
    setHeaders(response)
    const verdict = judge(request, response)
    if (typeof verdict === 'string' || !('browser' in verdict)) give(response, verdict, report)
    else give(response, await attempt(routes, handler, { ...verdict, request, response }), report)
  }
  const still = (type: string, body: (bundle: Bundle) => string) =>
    by(async ({ bundle }) => ({ type, body: body(bundle) }))
  const shell = still('html', () => SHELL)
  router.get('/', shell)
  router.get(
    '/page.js',
    still('text/javascript', ({ script }) => script),
  )
  router.get(
    '/page.css',
    still('text/css', ({ style }) => style),
  )
  router.get(
    '/icon.svg',
    still('image/svg+xml', () => ICON),
  )
  router.get('/view/{*name}', by(viewPage))
  router.get('/api/people', by(people))
  router.get('/api/conversation', by(conversation))
  router.get('/api/view', by(view))
  router.get('/api/download', by(download))
  router.get('/api/stream', by(stream))
  router.post('/api/turn', by(turn))
  router.post('/api/clock', by(clock))
  router.all(OURS, by(nothing))
}
