import { describe, expect, it, vi } from 'vitest'

import { orchard, SIGNING_SECRET } from './fakeSlack/index.ts'
import { signature } from './fakeSlack/transport.ts'
import { FORM, PATIENCE, start } from './start.ts'

describe('somebody who says they are Slack', () => {
  const send = (
    url: string,
    seconds: number,
    secret = SIGNING_SECRET,
    type = 'application/json',
  ) => {
    const body = JSON.stringify({ type: 'event_callback', event_id: 'E', event: {} })
    const timestamp = String(Math.floor(Date.now() / 1000) + seconds)
    return fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature(secret, timestamp, body),
      },
      body,
    })
  }

  it('is let in with either secret, and not with another, too late, or too early', async () => {
    const { url } = await start()
    expect((await send(url, 0)).status).toBe(200)
    expect((await send(url, 0, 'an-older-one')).status).toBe(200)
    expect((await send(url, 0, 'not ours')).status).toBe(401)
    expect((await send(url, -400)).status).toBe(401)
    expect((await send(url, 400)).status).toBe(401)
    expect((await send(url, 0, SIGNING_SECRET, 'application/json; charset=utf-8')).status).toBe(200)
  })

  it('is answered when it asks whether this is the right address', async () => {
    const { fake } = await start()
    const answer = await fake.deliver('events_api', { type: 'url_verification', challenge: 'abc' })
    expect(answer).toEqual({ status: 200, body: { challenge: 'abc' } })
  })
})

describe('what Ada does while the store is away', () => {
  it('comes again when it was a message, and is said in a window when it was a press', async () => {
    const { ada, says, turns } = await start()
    says.saved = false
    expect((await ada.message('keep me', 'Ev1')).status).toBe(503)
    await ada.act(
      { type: 'button', action_id: 'press:0', block_id: 'b', value: 'x' },
      { container: { type: 'message' } },
    )
    await vi.waitFor(() => expect(ada.modalText()).toContain('I could not save that'), PATIENCE)
    const answer = await ada.command('note something')
    expect(String(answer.body)).toContain('I could not save that')
    says.saved = true
    expect((await ada.message('keep me', 'Ev1')).status).toBe(200)
    expect(turns).toHaveLength(1)
  })

  it('comes again too when not even the tokens could be read, and so does a press', async () => {
    const { ada, says, turns } = await start()
    says.away = true
    expect((await ada.message('keep me', 'Ev1')).status).toBe(503)
    const button = { type: 'button', action_id: 'press:0', block_id: 'b', value: 'x' }
    expect((await ada.act(button, { container: { type: 'message' } })).status).toBe(503)
    says.away = false
    expect((await ada.message('keep me', 'Ev1')).status).toBe(200)
    expect(turns).toHaveLength(1)
  })

  it('goes on with the tokens known last', async () => {
    const { ada, says, turns } = await start()
    await ada.message('hello')
    says.away = true
    expect((await ada.message('and more')).status).toBe(200)
    expect(turns).toHaveLength(2)
  })

  it('and that the app was removed meanwhile is told again until it is noticed', async () => {
    const { ada, says, places } = await start()
    says.away = true
    expect((await ada.event({ type: 'app_uninstalled' }, 'Ev1')).status).toBe(503)
    says.away = false
    expect((await ada.event({ type: 'app_uninstalled' }, 'Ev1')).status).toBe(200)
    expect(await places.all()).toEqual([])
  })

  it('opens its window in time though the answer is slow, and the form follows into it', async () => {
    const { ada, says } = await start()
    says.outcome = new Promise(resolve => setTimeout(resolve, 3600, { form: FORM }))
    const begun = Date.now()
    await ada.act(
      { type: 'button', action_id: 'press:0', block_id: 'b', value: 'x' },
      { container: { type: 'message' } },
    )
    const seen = (words: string) =>
      vi.waitFor(() => expect(ada.modalText()).toContain(words), PATIENCE)
    await seen('One moment')
    expect(Date.now() - begun).toBeLessThan(3000)
    await seen('What mattered?')
  }, 10_000)
})

describe('something from an older version, or from nowhere', () => {
  it('is answered, so that Slack shows no error, and changes nothing', async () => {
    const { ada, fake, turns } = await start()
    const container = { container: { type: 'message' } }
    const old = await ada.act({ type: 'button', action_id: 'gone', block_id: 'b' }, container)
    expect(old.status).toBe(200)
    const common = { team: { id: orchard.team }, user: { id: 'U0ADA' } }
    const view = { id: 'V1', callback_id: 'of-old', private_metadata: '', state: { values: {} } }
    const sent = { type: 'view_submission', ...common, view: { ...view, type: 'modal' } }
    expect((await fake.deliver('interactive', sent)).status).toBe(200)
    expect((await fake.deliver('interactive', { ...sent, type: 'view_closed' })).status).toBe(200)
    expect((await fake.deliver('interactive', { type: 'of tomorrow' })).status).toBe(200)
    expect(turns).toHaveLength(0)
  })

  it('from a workspace that is not installed reaches nobody', async () => {
    const { fake, turns } = await start()
    const stranger = fake.person('U0ADA', { team: 'T0ELSEWHERE' })
    expect((await stranger.message('hello')).status).toBe(200)
    expect(turns).toHaveLength(0)
  })
})

describe('an organisation of many workspaces', () => {
  it('that installed it as a whole is one place, whichever workspace somebody writes in', async () => {
    const { ada, places, turns } = await start()
    const secret = JSON.stringify({ botToken: 'xoxb-grid', botId: 'B0', botUserId: 'U0BOT' })
    await places.add('E0GRID', secret, 'PROOF')
    const authorization = { is_bot: true, user_id: 'U0BOT', is_enterprise_install: true }
    for (const team_id of ['T0NORTH', 'T0SOUTH']) {
      const message = { type: 'message', channel_type: 'im', channel: 'D0ADA', user: 'U0ADA' }
      await ada.event({ ...message, text: 'hello' }, `Ev-${team_id}`, {
        team_id,
        enterprise_id: 'E0GRID',
        authorizations: [{ ...authorization, enterprise_id: 'E0GRID', team_id }],
      })
    }
    expect(turns.map(({ address: { installation } }) => installation)).toEqual(['E0GRID', 'E0GRID'])
  })
})
