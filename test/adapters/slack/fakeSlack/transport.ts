import { createHmac, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'

import { type WebSocket, WebSocketServer } from 'ws'

/** What the app answered: an HTTP answer, or the payload of an acknowledgement. */
export interface Answered {
  /** 200 when it was acknowledged. */
  readonly status: number
  readonly body: unknown
}

export type Kind = 'events_api' | 'interactive' | 'slash_commands'
export type Deliver = (kind: Kind, payload: Record<string, unknown>) => Promise<Answered>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const form = (payload: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(payload).map(([name, value]): [string, string] => [name, `${value}`]),
  ).toString()

export const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

/** As Slack sends to a request URL: signed, events as JSON, the rest as a form. */
export const overHttp =
  (url: () => string, secret: string): Deliver =>
  async (kind, payload) => {
    const body =
      kind === 'events_api'
        ? JSON.stringify(payload)
        : kind === 'interactive'
          ? form({ payload: JSON.stringify(payload) })
          : form(payload)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const type = kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded'
    const response = await fetch(url(), {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature(secret, timestamp, body),
      },
      body,
    })
    return { status: response.status, body: parsed(await response.text()) }
  }

/** How long an envelope waits for its acknowledgement, ms. */
const PATIENCE_MS = 4000

/** As Slack sends over a connection that the app opened. */
export const overSocket = (server: Server) => {
  const sockets = new WebSocketServer({ server })
  const waiting = new Map<string, (body: unknown) => void>()
  let current: WebSocket | undefined
  let connected: () => void = () => {}
  const ready = new Promise<void>(resolve => {
    connected = resolve
  })
  sockets.on('connection', socket => {
    current = socket
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, debug_info: {} }))
    socket.on('message', data => {
      const { envelope_id, payload } = Object(parsed(String(data)))
      waiting.get(String(envelope_id))?.(payload)
    })
    connected()
  })
  const deliver: Deliver = async (kind, payload) => {
    await ready
    if (current?.readyState !== current?.OPEN) return { status: 503, body: undefined }
    const envelope_id = randomUUID()
    const acknowledged = new Promise<Answered>(resolve => {
      const timer = setTimeout(() => resolve({ status: 503, body: undefined }), PATIENCE_MS)
      waiting.set(envelope_id, body => {
        clearTimeout(timer)
        resolve({ status: 200, body: body ?? '' })
      })
    })
    const accepts = kind !== 'events_api'
    const envelope = { envelope_id, type: kind, payload, accepts_response_payload: accepts }
    current?.send(JSON.stringify(envelope))
    return acknowledged
  }
  return { deliver, close: () => sockets.close(), drop: () => current?.close() }
}
