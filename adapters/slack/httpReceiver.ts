import type { App, Receiver } from '@slack/bolt'
import { type Request, type RequestHandler, type Response, type Router, raw } from 'express'
import * as z from 'zod'
import { process } from './fate.ts'
import { LIMITS } from './limits.ts'
import type { Report } from './report.ts'
import { isFromSlack } from './verify.ts'

interface HttpOptions {
  readonly router: Pick<Router, 'post'>
  readonly secrets: readonly string[]
  /** Epoch ms. */
  readonly now: () => number
  readonly report: Report
}

export const EVENTS_PATH = '/slack/events'

const payload = z.record(z.string(), z.unknown())

/** Events are JSON; presses and views are JSON in a form field, commands a form. */
const parse = (body: Buffer, type: string): Record<string, unknown> | undefined => {
  const text = body.toString('utf8')
  try {
    if (!type.startsWith('application/x-www-form-urlencoded'))
      return payload.safeParse(JSON.parse(text)).data
    const form = Object.fromEntries(new URLSearchParams(text))
    return form.payload === undefined ? form : payload.safeParse(JSON.parse(form.payload)).data
  } catch {
    return undefined
  }
}

const answer = (response: Response, given: unknown): void => {
  if (response.headersSent) return
  if (given === undefined || given === '') response.status(200).end()
  else if (typeof given === 'string') response.status(200).type('text').send(given)
  else response.status(200).json(given)
}

const retryOf = (request: Request): { retryNum?: number } => {
  const retry = Number(request.get('x-slack-retry-num'))
  return Number.isInteger(retry) && retry > 0 ? { retryNum: retry } : {}
}

/** Slack over HTTP: verified before it is parsed, stored before it is acknowledged. */
export const createHttpReceiver = (options: HttpOptions): Receiver => {
  const { router, secrets, now, report } = options
  let app: App | undefined
  let open = false

  const take = async (request: Request, response: Response): Promise<void> => {
    const body: unknown = request.body
    const signed = {
      timestamp: request.get('x-slack-request-timestamp'),
      signature: request.get('x-slack-signature'),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    }
    if (!isFromSlack(signed, secrets, now())) {
      response.status(401).end()
      return
    }
    const parsed = parse(signed.body, request.get('content-type') ?? '')
    if (parsed === undefined) response.status(400).end()
    else if (parsed.type === 'url_verification') response.json({ challenge: parsed.challenge })
    else if (parsed.ssl_check !== undefined) response.status(200).end()
    else if (app === undefined || !open) response.status(503).end()
    else await handOn(app, parsed, request, response)
  }

  const handOn = async (
    bolt: App,
    body: Record<string, unknown>,
    request: Request,
    response: Response,
  ): Promise<void> => {
    const ack = async (given?: unknown): Promise<void> => answer(response, given)
    const saved = await process(bolt, { body, ack, ...retryOf(request) })
    if (response.headersSent) return
    if (saved) response.status(200).end()
    else response.status(503).end()
  }

  const route: RequestHandler = (request, response) => {
    take(request, response).catch((error: unknown) => {
      report('request failed', error)
      if (!response.headersSent) response.status(503).end()
    })
  }
  router.post(EVENTS_PATH, raw({ type: () => true, limit: LIMITS.body }), route)

  return {
    init: given => {
      app = given
    },
    start: async () => {
      open = true
    },
    stop: async () => {
      open = false
    },
  }
}
