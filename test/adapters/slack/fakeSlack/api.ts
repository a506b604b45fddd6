import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { methods, oauthAccess, type Validate } from './methods.ts'
import { createTrouble, type Plan } from './trouble.ts'
import type { World } from './world.ts'

export interface Call {
  readonly method: string
  readonly team: string | undefined
  readonly token: string
  readonly args: Readonly<Record<string, unknown>>
  readonly at: number
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** The SDK sends everything as a form, structures as JSON within. */
const argsOf = (body: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => {
      const isJson = ['blocks', 'view', 'metadata'].includes(name)
      return [name, isJson ? JSON.parse(value) : value]
    }),
  )

const json = (response: ServerResponse, answer: unknown, status = 200, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(answer))
}

/** True when the plan has answered instead. */
const carryOut = (
  plan: Plan | undefined,
  response: ServerResponse,
  take: () => unknown,
): boolean => {
  if (plan === undefined) return false
  switch (plan.kind) {
    case 'limited': {
      const headers = plan.retryAfter === undefined ? {} : { 'retry-after': `${plan.retryAfter}` }
      json(response, { ok: false, error: 'ratelimited' }, 429, headers)
      return true
    }
    case 'status':
      json(response, {}, plan.status)
      return true
    case 'error':
      json(response, { ok: false, error: plan.error })
      return true
    case 'taken and dropped':
      take()
      response.destroy()
      return true
    case 'dropped':
      response.destroy()
      return true
    case 'silence':
      setTimeout(() => json(response, take()), plan.ms).unref()
      return true
    default:
      return plan satisfies never
  }
}

export const openApi = async (world: World, validate: Validate, socketUrl: () => string) => {
  const calls: Call[] = []
  let scopes: readonly string[] = ['chat:write', 'commands', 'im:history']
  const trouble = createTrouble()

  const answer = (method: string, token: string, args: Call['args']): unknown => {
    if (method === 'oauth.v2.access') return oauthAccess(world, args)
    if (method === 'apps.connections.open')
      return token.startsWith('xapp-')
        ? { ok: true, url: socketUrl() }
        : { ok: false, error: 'not_allowed_token_type' }
    const workspace = world.workspaces.get(token)
    if (workspace === undefined) return { ok: false, error: 'invalid_auth' }
    if (workspace.trouble !== undefined) return { ok: false, error: workspace.trouble }
    const found = methods[method]
    return found === undefined
      ? { ok: false, error: 'unknown_method' }
      : found({ world, workspace, args, validate })
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = (request.url ?? '').replace(/^\/api\//, '')
    const args = argsOf(await read(request))
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const team = world.workspaces.get(token)?.team
    calls.push({ method, team, token, args, at: Date.now() })
    const take = () => answer(method, token, args)
    if (carryOut(trouble.take(method, team), response, take)) return
    json(response, take(), 200, { 'x-oauth-scopes': scopes.join(',') })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => json(response, { error: `${error}` }, 500))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  return {
    server,
    calls,
    trouble: trouble.add,
    scopes: (...given: readonly string[]): void => {
      scopes = given
    },
    apiUrl: `http://127.0.0.1:${port}/api/`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
