import { afterEach, describe, expect, it } from 'vitest'

import { rotateAll } from '../../../adapters/slack/rotation.ts'
import { createKeyring, readTokens, writeTokens } from '../../../adapters/slack/tokens.ts'
import { SIGNING_SECRET } from './fakeSlack/index.ts'
import { openSlackHouse, type SlackHouse } from './house.ts'
import { nearSide } from './nearSide.ts'
import { placesOfHouse } from './places.ts'

const open: SlackHouse[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(house => house.close()))
})

const setting = {
  mode: 'oauth',
  clientId: '1.2',
  clientSecret: 'a-client-secret',
  signingSecrets: [SIGNING_SECRET],
  publicUrl: 'https://throughline.example.org',
} as const

const start = async () => {
  const near = await nearSide(placesOfHouse('THE-CODE'))
  const house = await openSlackHouse('http', near.host, setting)
  open.push(house)
  return { ...near, ...house }
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(each => each.split(';')[0] ?? '')
    .filter(each => !each.endsWith('='))
    .join('; ')

/** The workspace’s admin enters the code, and approves on Slack’s page. */
const begin = async ({ url }: SlackHouse, code: string) => {
  const sent = await fetch(`${url}/slack/install`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code }).toString(),
    redirect: 'manual',
  })
  const to = new URL(sent.headers.get('location') ?? 'https://nowhere.example.org')
  return { cookies: cookiesOf(sent), to, state: to.searchParams.get('state') ?? '' }
}

const comeBack = ({ url, fake }: SlackHouse, state: string, cookie: string) => {
  fake.world.codes.set('oauth-code', 'T0NEW')
  const query = new URLSearchParams({ code: 'oauth-code', state })
  return fetch(`${url}/slack/oauth_redirect?${query}`, { headers: { cookie } })
}

describe('a workspace’s admin', () => {
  it('installs with a code of the organisation’s admin, which is in no address', async () => {
    const house = await start()
    const page = await (await fetch(`${house.url}/slack/install`)).text()
    expect(page).toContain('Nobody in the workspace is written to')
    const { cookies, to, state } = await begin(house, 'THE-CODE')
    expect(to.origin).toBe('https://slack.com')
    expect(to.searchParams.get('scope')).toBe('chat:write,commands,im:history')
    expect(to.href).not.toContain('THE-CODE')
    expect(Buffer.from(state.split('.')[1] ?? '', 'base64url').toString()).not.toContain('THE-CODE')
    const done = await comeBack(house, state, cookies)
    expect(await done.text()).toContain('Throughline is in your workspace')
    const place = await house.places.find('T0NEW')
    expect(readTokens(place?.secret ?? '')).toMatchObject({ botUserId: 'U0BOT' })
  })

  it('with a wrong code keeps nothing, and what Slack gave is given back', async () => {
    const house = await start()
    const { cookies, state } = await begin(house, 'ANOTHER')
    const done = await comeBack(house, state, cookies)
    expect(done.status).toBe(400)
    expect(await done.text()).toContain('nothing was kept')
    expect(await house.places.find('T0NEW')).toBeUndefined()
    expect(house.fake.calls.map(({ method }) => method)).toContain('auth.revoke')
  })

  it('is not taken in by somebody else’s link: the state belongs to one browser', async () => {
    const house = await start()
    const { state } = await begin(house, 'THE-CODE')
    expect((await comeBack(house, state, 'throughline-join=THE-CODE')).status).toBe(400)
    expect((await comeBack(house, 'forged', 'throughline-join=THE-CODE')).status).toBe(400)
    expect(await house.places.find('T0NEW')).toBeUndefined()
    expect(house.fake.calls.map(({ method }) => method)).not.toContain('oauth.v2.access')
  })
})

it('many messages to one workspace ask for its tokens once', async () => {
  const places = placesOfHouse()
  await places.add('T1', writeTokens({ botToken: 't', botId: 'B', botUserId: 'U' }), 'PROOF')
  let asked = 0
  const counting = {
    ...places,
    find: (place: string) => {
      asked += 1
      return places.find(place)
    },
  }
  const keyring = createKeyring(counting, () => undefined, Date.now)
  const found = await Promise.all(Array.from({ length: 100 }, () => keyring.of('T1')))
  expect(found.every(each => each?.botToken === 't')).toBe(true)
  expect(asked).toBe(1)
})

describe('tokens that expire soon', () => {
  const NOW = Date.UTC(2026, 10, 24)
  const old = { botToken: 'old', botId: 'B', botUserId: 'U', refreshToken: 'r1', expiresAt: NOW }

  it('are renewed once, however many look at them at the same time', async () => {
    const places = placesOfHouse()
    await places.add('T1', writeTokens(old), 'PROOF')
    await places.add('T2', writeTokens({ ...old, expiresAt: NOW + 12 * 3_600_000 }), 'PROOF')
    const used: string[] = []
    const problems: unknown[] = []
    const keyring = createKeyring(
      places,
      () => undefined,
      () => NOW,
    )
    const rotation = {
      places,
      keyring,
      now: () => NOW,
      report: (...problem: unknown[]) => void problems.push(problem),
      renew: async (token: string) => {
        used.push(token)
        return { access_token: 'new', refresh_token: 'r2', expires_in: 43_200 }
      },
    }
    expect(await keyring.of('T1')).toMatchObject({ botToken: 'old' })
    await Promise.all([rotateAll(rotation), rotateAll(rotation), rotateAll(rotation)])
    expect(used).toEqual(['r1'])
    expect(problems).toEqual([])
    expect(await keyring.of('T1')).toMatchObject({ botToken: 'new', refreshToken: 'r2' })
  })
})
