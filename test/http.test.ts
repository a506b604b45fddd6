import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { listenLocally } from '../src/http.ts'
import { knock } from './adapters/web/knocker.ts'

/** Some other program on a port of this machine. */
const somebodyElse = async (port = 0): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const { port: taken } = server.address() as AddressInfo
  return taken
}

const listen = async (port: { number: number; fixed: boolean }) => {
  const failures: unknown[] = []
  const listener = await listenLocally(port, error => failures.push(error))
  onTestFinished(listener.close)
  return { ...listener, failures }
}

describe('the listener', () => {
  it('takes the next free port when nobody asked for a certain one', async () => {
    const taken = await somebodyElse()
    const { port } = await listen({ number: taken, fixed: false })
    expect(port).toBeGreaterThan(taken)
    expect(port).toBeLessThanOrEqual(taken + 20)
  })

  it('takes the port that was asked for or none, and says which program is in the way of what', async () => {
    const taken = await somebodyElse()
    const refused = listenLocally({ number: taken, fixed: true }, () => {})
    await expect(refused).rejects.toMatchObject({
      code: 'port-taken',
      message: `Another program already listens on port ${taken}.`,
      hint: expect.stringContaining('PORT'),
    })
  })

  it('answers this machine, and no name that was made to point at it', async () => {
    const { port, lend } = await listen({ number: 0, fixed: true })
    lend().get('/here', (_, response) => void response.send('yes'))
    const ask = (host: string) => knock({ port, path: '/here', headers: { host } })
    expect((await ask(`localhost:${port}`)).body).toBe('yes')
    expect((await ask(`127.0.0.1:${port}`)).status).toBe(200)
    expect((await ask(`127.0.0.1.evil.example:${port}`)).status).toBe(404)
    expect((await ask('evil.example')).body).toBe('not found')
  })

  it('shows nobody what went wrong inside', async () => {
    const { port, lend, failures } = await listen({ number: 0, fixed: true })
    lend().get('/broken', () => {
      throw new Error('with a secret')
    })
    const { status, body, headers } = await knock({ port, path: '/broken' })
    expect([status, body]).toEqual([503, 'not available right now'])
    expect(headers['x-powered-by']).toBeUndefined()
    expect(failures).toHaveLength(1)
  })
})
