import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { LIMITS } from '../../../adapters/web/limits.ts'
import { readFrames } from '../../../adapters/web/page/frames.ts'
import type { Live } from '../../../adapters/web/wire.ts'
import type { Host } from '../../../src/core/adapter.ts'
import { createFarSide, type FarSide } from '../../browser/farSide.ts'
import { type House, openHouse } from './house.ts'
import { type Got, knock, signIn } from './knocker.ts'

interface Tab {
  readonly heard: readonly Live[]
  readonly ended: Promise<void>
  close(): void
}

describe('an open tab of the local chat', () => {
  let far: FarSide
  let house: House
  let headers: Record<string, string>
  const tabs: Tab[] = []

  const start = async (host: Host, port = 0): Promise<void> => {
    house = await openHouse(host, port)
    far.answerThrough(house.web)
    headers = await signIn(house.web.link, house.port)
  }
  beforeEach(async () => {
    far = createFarSide()
    await start(far.host)
  })
  afterEach(async () => {
    for (const tab of tabs.splice(0)) tab.close()
    await house.close()
  })

  const openTab = async (as: string): Promise<Tab> => {
    const leave = new AbortController()
    const url = `http://127.0.0.1:${house.port}/api/stream?as=${as}`
    const { body } = await fetch(url, { headers, signal: leave.signal })
    const heard: Live[] = []
    const reading = readFrames(body ?? new ReadableStream(), live => heard.push(live))
    const tab = { heard, ended: reading.catch(() => {}), close: () => leave.abort() }
    tabs.push(tab)
    await vi.waitFor(() => expect(heard[0]?.kind).toBe('hello'))
    return tab
  }
  const post = (path: string, body: unknown): Promise<Got> =>
    knock({ port: house.port, path, method: 'POST', headers, body: JSON.stringify(body) })
  const say = (as: string, id: string, text: string): Promise<Got> =>
    post(`/api/turn?as=${as}`, { id, did: { kind: 'text', text }, shown: text })
  const kinds = ({ heard }: Tab): readonly string[] => heard.map(({ kind }) => kind)
  const conversation = async (as: string): Promise<string> =>
    (await knock({ port: house.port, path: `/api/conversation?as=${as}`, headers })).body

  it('hears its own person’s words before the answer to them, and nobody else’s', async () => {
    const [ana, alsoAna, ben] = [await openTab('ana'), await openTab('ana'), await openTab('ben')]
    await say('ana', 'turn-1', 'hello')
    for (const tab of [ana, alsoAna])
      await vi.waitFor(() => expect(kinds(tab)).toEqual(['hello', 'mine', 'card']))
    expect(kinds(ben)).toEqual(['hello'])
    // The hour at which it was sent: a clock on its way through days is ahead of what the page last heard.
    const card = ana.heard.find(live => live.kind === 'card')
    expect(card).toMatchObject({ at: expect.any(Number) })
  })

  it('is told when its views changed, and when the demo clock moved', async () => {
    const [ana, ben] = [await openTab('ana'), await openTab('ben')]
    house.web.refresh(far.people.ana)
    const { body } = await post('/api/clock', { step: 'day' })
    expect(JSON.parse(body)).toEqual({ now: far.state.now })
    await vi.waitFor(() => expect(kinds(ana)).toEqual(['hello', 'refresh', 'clock', 'refresh']))
    await vi.waitFor(() => expect(kinds(ben)).toEqual(['hello', 'clock', 'refresh']))
    expect((await post('/api/clock', { step: 'back' })).status).toBe(404)
  })

  it('counts as present while it is open', async () => {
    expect(house.web.present(far.people.ana)).toBe(false)
    const ana = await openTab('ana')
    expect(house.web.present(far.people.ana)).toBe(true)
    ana.close()
    await vi.waitFor(() => expect(house.web.present(far.people.ana)).toBe(false))
  })

  it('makes room for a newer one of the same browser, and asks instead', async () => {
    const oldest = await openTab('ben')
    for (let more = 0; more < LIMITS.streamsPerBrowser; more += 1) await openTab('ana')
    await oldest.ended
    expect(oldest.heard.at(-1)?.kind).toBe('elsewhere')
    expect(house.web.present(far.people.ben)).toBe(false)
    const path = '/api/conversation?as=ben&watching=yes'
    const { body } = await knock({ port: house.port, path, headers })
    expect(JSON.parse(body)).toEqual({ entries: [], now: far.state.now })
    expect(house.web.present(far.people.ben)).toBe(true)
  })

  it('finds everything again after a restart, and nothing twice', async () => {
    const before = await openTab('ana')
    await say('ana', 'turn-1', 'hello')
    const { port } = house
    await house.close()
    await before.ended
    await start(far.host, port)
    // The answer to the first request was lost on the way, so the page repeats it.
    await say('ana', 'turn-1', 'hello')
    expect(far.turns).toHaveLength(1)
    const { entries } = JSON.parse(await conversation('ana'))
    expect(entries).toHaveLength(2)
    await openTab('ana')
  })

  it('is let go at once when the house stops, and is asked to come back later', async () => {
    const ana = await openTab('ana')
    await house.web.stop()
    await ana.ended
    const { status, body } = await say('ana', 'turn-1', 'hello')
    expect([status, body]).toEqual([503, 'not available right now'])
    expect(far.turns).toHaveLength(0)
  })

  it('is asked to try again when the house fails behind the page, and the log learns why', async () => {
    const broken = new Error('the store is gone')
    await house.close()
    await start({ ...far.host, conversation: () => Promise.reject(broken) })
    const { status } = await knock({
      port: house.port,
      path: '/api/conversation?as=ana',
      headers,
    })
    expect(status).toBe(503)
    expect(house.incidents).toMatchObject([{ kind: 'failed', error: { cause: broken } }])
  })

  it('is answered although what came of a saved turn is never known', async () => {
    await house.close()
    const accept = async () => ({ saved: true, outcome: Promise.reject(new Error('lost')) })
    await start({ ...far.host, accept })
    const { body } = await say('ana', 'turn-1', 'hello')
    expect(JSON.parse(body)).toEqual({ saved: true, outcome: {} })
    expect(house.incidents).toMatchObject([{ kind: 'failed' }])
  })

  it('is turned away for now when too many are open', async () => {
    for (let opened = 0; opened < LIMITS.streams; opened += LIMITS.streamsPerBrowser) {
      headers = await signIn(house.web.link, house.port)
      await Promise.all(Array.from({ length: LIMITS.streamsPerBrowser }, () => openTab('ana')))
    }
    const got = await knock({ port: house.port, path: '/api/stream?as=ana', headers })
    expect(got.status).toBe(429)
  })

  it('can be built, says the doctor', async () => {
    expect(await house.web.check()).toEqual([
      { part: 'local chat', ok: true, says: 'the page can be built' },
    ])
  })
})
