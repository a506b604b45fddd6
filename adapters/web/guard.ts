import type { Request, Response } from 'express'

import type { Answer } from './answer.ts'
import { give, queried } from './answer.ts'
import type { createBuckets } from './bucket.ts'
import type { Knock } from './gate.ts'
import { fromElsewhere, hostsOf, knockOf, stranger } from './gate.ts'
import { chatPath } from './ids.ts'
import type { Session } from './session.ts'

interface Guard {
  readonly port: number
  readonly session: Session
  readonly buckets: ReturnType<typeof createBuckets>
}

/** Whoever opens the start link gets the cookie and a clean address. */
const enter = (request: Request, response: Response, knock: Knock, cookie: string): void => {
  const as = queried(request, 'as')
  const clean = as === undefined ? '/' : chatPath(as)
  response.setHeader('Set-Cookie', cookie)
  if (fromElsewhere(knock)) {
    // A strict cookie does not travel along a redirect that another site started; a fresh navigation does carry it.
    response.setHeader('Refresh', `0; url=${clean}`)
    give(response, { type: 'text/plain', body: 'Opening Throughline…' })
  } else response.redirect(303, clean)
}

/** An answer that ends it, or the browser that may go on. */
type Verdict = Answer | { readonly browser: string }

/** Judges every request before anything else is done with it: who knocks, with which key, and how often. */
export const createGuard = ({ port, session, buckets }: Guard) => {
  const hosts = hostsOf(port)
  return (request: Request, response: Response): Verdict => {
    const knock = knockOf(request)
    const why = stranger(knock, hosts)
    if (why !== undefined) return { refused: why }
    const token = request.path === '/' ? queried(request, 'token') : undefined
    if (token !== undefined) {
      if (!session.isToken(token)) return { refused: 'token' }
      enter(request, response, knock, session.cookie())
      return 'taken'
    }
    if (fromElsewhere(knock)) return { refused: 'site' }
    const browser = session.holder(request.headers.cookie)
    if (browser === undefined) return { refused: 'cookie' }
    return buckets.take(browser) ? { browser } : 'tooMany'
  }
}
export type Judge = ReturnType<typeof createGuard>
