import { readdir, readFile } from 'node:fs/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { LIMITS } from '../../../adapters/web/limits.ts'
import type { Turn } from '../../../src/core/turn.ts'
import { MAX_TEXT } from '../../../src/core/turn.ts'
import { createFarSide, type FarSide } from '../../browser/farSide.ts'
import { type House, openHouse } from './house.ts'
import { type Got, knock, signIn } from './knocker.ts'

const TURN = { id: 'turn-1', did: { kind: 'text', text: 'hello' } }

/** A body whose values nest so deep. */
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('the door of the local chat', () => {
  let far: FarSide
  let house: House
  let signedIn: Record<string, string>
  const turns = (): readonly Turn[] => far.turns

  beforeAll(async () => {
    far = createFarSide()
    house = await openHouse(far.host)
    far.answerThrough(house.web)
    signedIn = await signIn(house.web.link, house.port)
  })
  beforeEach(() => {
    far.turns.length = 0
  })
  afterAll(() => house.close())

  const get = (path: string, headers: Record<string, string> = {}): Promise<Got> =>
    knock({ port: house.port, path, headers: { cookie: signedIn.cookie ?? '', ...headers } })
  const post = (body: string, headers: Record<string, string> = {}, as = 'ana'): Promise<Got> =>
    knock({
      port: house.port,
      path: `/api/turn?as=${as}`,
      method: 'POST',
      headers: { ...signedIn, ...headers },
      body,
    })
  const without = (name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(signedIn).filter(([each]) => each !== name))

  it('lets in whoever opens the printed link, again and again, and cleans the address', async () => {
    const { pathname, search } = new URL(house.web.link)
    for (const _ of [1, 2]) {
      const { status, headers } = await knock({ port: house.port, path: `${pathname}${search}` })
      expect(status).toBe(303)
      expect(headers.location).toBe('/')
      expect(headers['set-cookie']?.[0]).toMatch(
        new RegExp(`^throughline-${house.port}=.+HttpOnly; SameSite=Strict$`),
      )
    }
    const kept = await knock({ port: house.port, path: `${pathname}${search}&as=ana` })
    expect(kept.headers.location).toBe('/?as=ana')
  })

  it('lets a link followed from another site in by a navigation that carries the cookie', async () => {
    const { pathname, search } = new URL(house.web.link)
    const headers = { 'sec-fetch-site': 'cross-site' }
    const got = await knock({ port: house.port, path: `${pathname}${search}`, headers })
    expect(got.status).toBe(200)
    expect(got.headers.refresh).toBe('0; url=/')
  })

  it('knows an open tab again after a restart, and forgets it when the secret changes', async () => {
    const same = await openHouse(far.host)
    const cookie = (signedIn.cookie ?? '').replace(`-${house.port}=`, `-${same.port}=`)
    const headers = { cookie }
    expect((await knock({ port: same.port, path: '/', headers })).status).toBe(200)
    await same.close()
    const other = await openHouse(far.host, same.port, 'another secret')
    expect((await knock({ port: other.port, path: '/', headers })).status).toBe(404)
    await other.close()
  })

  it('sends its protections with every answer, and nothing that would break plain local http', async () => {
    for (const path of ['/', '/page.js', '/api/people', '/api/nothing', '/?token=wrong']) {
      const { headers } = await get(path)
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      )
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  describe('looks like nothing to a stranger', () => {
    const json = JSON.stringify(TURN)
    const strangers: readonly (readonly [name: string, knocked: () => Promise<Got>])[] = [
      ['another host name', () => post(json, { host: `evil.example:${house.port}` })],
      ['a host with another port', () => post(json, { host: '127.0.0.1:1' })],
      ['a page on another site', () => post(json, { origin: 'https://evil.example' })],
      [
        'a page on another port of this machine',
        () => post(json, { origin: 'http://127.0.0.1:1' }),
      ],
      ['a page on the other name', () => post(json, { origin: `http://localhost:${house.port}` })],
      ['a sandboxed page', () => post(json, { origin: 'null' })],
      ['a request that names no origin', () => knockWithout('origin')],
      ['a plain form of another page', () => knockWithout('x-throughline')],
      ['a browser without the cookie', () => knockWithout('cookie')],
      ['a made-up cookie', () => post(json, { cookie: `throughline-${house.port}=abc.def` })],
      ['a cookie of another port', () => post(json, { cookie: 'throughline-1=abc.def' })],
      [
        'a script that another local page embeds',
        () => get('/page.js', { 'sec-fetch-site': 'same-site' }),
      ],
      ['a wrong token', () => get('/?token=wrong')],
      ['a token given twice', () => get('/api/people?token=x', { cookie: '' })],
      ['another method', () => knockBy('PUT')],
      ['nobody on the list', () => post(json, {}, 'mallory')],
      ['nobody at all', () => post(json, {}, '')],
      ['a path that is not there', () => get('/api/secrets')],
      ['a path in capitals', () => get('/API/people', { cookie: '' })],
      ['a path with a slash too many', () => get('/page.js/', { cookie: '' })],
      ['a view in capitals', () => get('/VIEW/home?as=ana', { cookie: '' })],
    ]
    const knockWithout = (name: string): Promise<Got> =>
      knock({
        port: house.port,
        path: '/api/turn?as=ana',
        method: 'POST',
        headers: without(name),
        body: json,
      })
    const knockBy = (method: string): Promise<Got> =>
      knock({ port: house.port, path: '/api/turn?as=ana', method, headers: signedIn })

    it.each(strangers)('%s', async (_, knocked) => {
      const { status, body } = await knocked()
      expect([status, body]).toEqual([404, 'not found'])
      expect(turns()).toHaveLength(0)
    })
  })

  describe('refuses what no page of ours sends', () => {
    const bodies: readonly (readonly [name: string, body: string])[] = [
      ['no JSON', 'hello'],
      ['an empty body', ''],
      ['another shape', JSON.stringify({ id: 'turn-1' })],
      ['a field too many', JSON.stringify({ ...TURN, address: { user: 'ben' } })],
      ['a kind that a page does not have', JSON.stringify({ ...TURN, did: { kind: 'left' } })],
      ['an id that is none', JSON.stringify({ ...TURN, id: 'a b' })],
      [
        'poison',
        '{"id":"turn-1","did":{"kind":"form","form":"f","end":"keep","values":{"__proto__":["x"]}}}',
      ],
      ['more than a body may hold', JSON.stringify({ ...TURN, shown: 'x'.repeat(LIMITS.body) })],
      [
        'more than a turn may hold',
        JSON.stringify({ ...TURN, did: { kind: 'text', text: 'x'.repeat(LIMITS.typed + 1) } }),
      ],
      ['what nests too deep', nested(LIMITS.depth + 1)],
      ['what nests a hundred thousand deep', nested(100_000)],
    ]
    it.each(bodies)('%s', async (_, body) => {
      const got = await post(body)
      expect([got.status, got.body]).toEqual([404, 'not found'])
      expect(turns()).toHaveLength(0)
    })

    it('a body that does not say it is JSON', async () => {
      const got = await post(JSON.stringify(TURN), { 'content-type': 'text/plain' })
      expect(got.status).toBe(404)
      expect(turns()).toHaveLength(0)
    })

    it('a name of a view that leaves its folder', async () => {
      for (const name of ['../home', 'record/../home', 'record//r1', '', 'record/%2e%2e'])
        expect((await get(`/api/view?as=ana&name=${encodeURIComponent(name)}`)).status).toBe(404)
    })
  })

  it('takes brackets inside words for words', async () => {
    const text = `[[[{{{"${'['.repeat(100)}`
    expect((await post(JSON.stringify({ ...TURN, did: { kind: 'text', text } }))).status).toBe(200)
  })

  it('holds as long a text as a turn can hold, so that the bot can refuse it in words', () => {
    expect(LIMITS.typed).toBe(4 * MAX_TEXT)
  })

  it('does not show one person the page of another: it looks like nothing, politely', async () => {
    expect((await get('/view/record/r1?as=ana')).status).toBe(200)
    const { status, body } = await get('/view/record/r1?as=chris')
    expect(status).toBe(404)
    expect(body).not.toContain('Ana')
    expect((await get('/api/view?as=chris&name=record/r1')).status).toBe(404)
  })

  it('gives a file of a page to its reader alone, to be kept and not to be opened', async () => {
    const shown = await get('/api/view?as=ana&name=dates')
    expect(JSON.parse(shown.body).page.downloads).toEqual([
      { name: 'dates.csv', label: 'Table', type: 'text/csv' },
    ])
    const path = (as: string, name = 'dates.csv') =>
      `/api/download?as=${as}&view=dates&name=${encodeURIComponent(name)}`
    const { status, body, headers } = await get(path('ana'))
    expect([status, body]).toEqual([200, 'who,when\r\n'])
    expect(headers['content-disposition']).toBe('attachment; filename="dates.csv"')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    for (const each of [path('chris'), path('nobody'), path('ana', '../x'), path('ana', 'x.csv')])
      expect((await get(each)).status).toBe(404)
    expect((await get(path('ana'), { cookie: '' })).status).toBe(404)
  })

  it('slows a browser down that asks too often, and serves it again later', async () => {
    const fresh = await signIn(house.web.link, house.port)
    const many = Array.from({ length: LIMITS.burst + 30 }, () =>
      knock({ port: house.port, path: '/icon.svg', headers: fresh }),
    )
    const statuses = (await Promise.all(many)).map(({ status }) => status)
    expect(statuses).toContain(429)
    expect((await get('/icon.svg')).status).toBe(200)
  })

  it('tells the log why it refused, and never with what', async () => {
    const before = house.incidents.length
    await post(JSON.stringify({ ...TURN, canary: 'canary' }), {})
    await get('/', { host: 'canary.example' })
    const reported = house.incidents.slice(before)
    expect(reported).toEqual([
      { kind: 'refused', why: 'body' },
      { kind: 'refused', why: 'host' },
    ])
  })

  it('has nobody to be, and nothing to show, where there is no demo tenant', async () => {
    const { demo: _, ...host } = createFarSide().host
    const plain = await openHouse(host)
    const headers = await signIn(plain.web.link, plain.port)
    for (const path of ['/', '/api/people', '/api/conversation?as=ana', '/view/home?as=ana'])
      expect((await knock({ port: plain.port, path, headers })).status).toBe(404)
    await plain.close()
  })

  it('has no way in its page to turn words into markup', async () => {
    const { body } = await get('/page.js')
    const folder = new URL('../../../adapters/web/page/', import.meta.url)
    const files = await readdir(folder, { recursive: true })
    const sources = files.filter(name => /\.tsx?$/.test(name))
    const texts = await Promise.all(sources.map(name => readFile(new URL(name, folder), 'utf8')))
    expect(texts.length).toBeGreaterThan(40)
    for (const text of texts)
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(/i)
    expect(body).not.toContain('sourceMappingURL')
  })

  it('leaves every other path to the house', async () => {
    expect((await get('/elsewhere')).body).toBe('not the local chat')
  })
})
