import { afterEach, describe, expect, it, vi } from 'vitest'

import type { Card, Form } from '../../../src/core/card.ts'
import { orchard, SIGNING_SECRET } from './fakeSlack/index.ts'
import { signature } from './fakeSlack/transport.ts'
import { openSlackHouse, type SlackHouse } from './house.ts'
import { nearSide } from './nearSide.ts'

const open: SlackHouse[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(house => house.close()))
})

const start = async () => {
  const near = await nearSide()
  const house = await openSlackHouse('http', near.host)
  open.push(house)
  return { ...near, ...house, ada: house.fake.person('U0ADA') }
}

const PATIENCE = { timeout: 8000, interval: 20 }
const card = (text: string, asks?: string): Card => ({
  summary: 'Something new for you',
  blocks: [
    { kind: 'text', text, confidential: true },
    { kind: 'buttons', buttons: [{ label: 'Yes', press: 'answer?value=yes' }] },
  ],
  ...(asks !== undefined && { asks }),
})
const address = (user = 'U0ADA', installation = orchard.team) => ({
  platform: 'slack',
  installation,
  user,
  conversation: user,
})
const FORM: Form = {
  id: 'f',
  title: 'A few questions',
  intro: [],
  fields: [{ name: 'a', label: 'What mattered?', kind: 'long', required: true }],
  submit: 'Save',
}

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

describe('a message to Ada', () => {
  it('whose fate nobody knows is not sent again', async () => {
    const { slack, fake, ada } = await start()
    for (const plan of [
      { kind: 'taken and dropped' } as const,
      { kind: 'status', status: 503 } as const,
      { kind: 'error', error: 'internal_error' } as const,
    ]) {
      fake.trouble('chat.postMessage', [plan])
      const sent = slack.send(address(), card('once'), `id-${plan.kind}`)
      await expect(sent).rejects.toMatchObject({ code: 'delivery-unknown' })
    }
    expect(fake.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(3)
    expect(ada.screen()).toHaveLength(1)
  })

  it('that Slack asks us to hold back comes later, exactly then, and once', async () => {
    const { slack, fake, ada } = await start()
    fake.trouble('chat.postMessage', [{ kind: 'limited', retryAfter: 1 }])
    const before = Date.now()
    await slack.send(address(), card('patience'), 'id')
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000)
    expect(ada.screen()).toHaveLength(1)
  })

  it.each([
    ['channel_not_found', 'lets nobody write'],
    ['user_disabled', 'switched off'],
    ['token_revoked', 'token any more'],
    ['messages_tab_disabled', 'Messages tab'],
  ])('that Slack refuses for good (%s) says what it means', async (error, words) => {
    const { slack, fake } = await start()
    fake.trouble('chat.postMessage', [{ kind: 'error', error }])
    const sent = slack.send(address(), card('no'), 'id')
    await expect(sent).rejects.toMatchObject({
      code: 'delivery-refused',
      message: expect.stringContaining(words),
    })
    const again = slack.send(address('U0BEN'), card('no'), 'id2').then(() => 'sent')
    const outcome = await again.catch(() => 'refused')
    expect(outcome).toBe(
      error.startsWith('token') || error.startsWith('messages') ? 'refused' : 'sent',
    )
  })

  it('goes out with the token of its own workspace, side by side with another’s', async () => {
    const { slack, fake, places } = await start()
    const other = { team: 'T0OTHER', botToken: 'xoxb-other', botUser: 'U0B', bot: 'B0B' }
    fake.world.workspaces.set(other.botToken, other)
    const secret = JSON.stringify({ botToken: 'xoxb-other', botId: 'B0B', botUserId: 'U0B' })
    await places.add('T0OTHER', secret, 'PROOF')
    await Promise.all(
      [orchard.team, 'T0OTHER', orchard.team, 'T0OTHER'].map((team, at) =>
        slack.send(address(`U0${at}`, team), card('hello'), `id${at}`),
      ),
    )
    const sent = fake.calls.filter(({ method }) => method === 'chat.postMessage')
    const pairs = sent.map(({ args, token }) => `${args.channel} ${token}`).toSorted()
    expect(pairs).toEqual([
      'U00 xoxb-orchard',
      'U01 xoxb-other',
      'U02 xoxb-orchard',
      'U03 xoxb-other',
    ])
  })

  it('shows a line without content in the notification, and loses its buttons once answered', async () => {
    const { slack, ada } = await start()
    await slack.send(address(), card('canary: what it is about', 'part-1'), 'id')
    expect(ada.screen()[0]?.preview).toBe('Something new for you')
    await ada.press('Yes')
    await vi.waitFor(() => expect(ada.screen()[0]).toMatchObject({ buttons: [] }), PATIENCE)
    expect(ada.screen()[0]?.text).toContain('canary: what it is about')
    expect(ada.screen()[0]?.text).toContain('Answered: Yes')
  })

  it('takes the buttons off the question before it in the same conversation', async () => {
    const { slack, ada } = await start()
    await slack.send(address(), card('first', 'part-1'), 'id1')
    await slack.send(address(), card('second', 'part-1'), 'id2')
    await vi.waitFor(
      () => expect(ada.screen().map(({ buttons }) => buttons)).toEqual([[], ['Yes']]),
      PATIENCE,
    )
  })
})

describe('in Slack', () => {
  it('Ada captures a message, in her own name alone', async () => {
    const { ada, turns } = await start()
    await ada.capture('Thursday works <better>')
    expect(turns[0]?.did).toEqual({ kind: 'capture', text: 'Thursday works <better>' })
    expect(JSON.stringify(turns)).not.toContain('SOMEBODY')
  })

  it('a shortcut opens what it names, as a window', async () => {
    const { ada, says, turns } = await start()
    says.outcome = Promise.resolve({ form: FORM })
    await ada.shortcut('session')
    await vi.waitFor(
      () => expect(turns[0]?.did).toEqual({ kind: 'command', name: 'session', text: '' }),
      PATIENCE,
    )
    await vi.waitFor(() => expect(ada.modalText()).toContain('What mattered?'), PATIENCE)
  })

  it('a command in a channel is answered to the asker alone, and tells where', async () => {
    const { ada } = await start()
    const answer = await ada.command('agenda', 'C0TEAM')
    expect(String(answer.body)).toContain('Only you can see this')
  })

  it('the App Home shows the person’s own page, or how to begin', async () => {
    const { ada, says, fake } = await start()
    await ada.openHome()
    await vi.waitFor(() => expect(ada.homeText()).toContain('I do not know you here yet'), PATIENCE)
    says.page = { title: 'Home', blocks: [{ kind: 'text', text: 'Nothing is waiting for you.' }] }
    const ben = fake.person('U0BEN')
    await ben.openHome()
    await vi.waitFor(
      () => expect(ben.homeText()).toContain('Nothing is waiting for you.'),
      PATIENCE,
    )
  })

  it('the App Home follows when something changes', async () => {
    const { ada, says, slack } = await start()
    says.page = { title: 'Home', blocks: [{ kind: 'text', text: 'One action' }] }
    await ada.openHome()
    await vi.waitFor(() => expect(ada.homeText()).toContain('One action'), PATIENCE)
    says.page = { title: 'Home', blocks: [{ kind: 'text', text: 'Two actions' }] }
    slack.refresh(address())
    await vi.waitFor(() => expect(ada.homeText()).toContain('Two actions'), PATIENCE)
  })

  it('a record is read in a window, and nothing of it stands in the messages', async () => {
    const { ada, says, slack } = await start()
    const link = { kind: 'link', label: 'Read', view: 'record/r1' } as const
    await slack.send(address(), { summary: 'A record', blocks: [link] }, 'id')
    says.page = { title: 'Record', blocks: [{ kind: 'text', text: 'canary of the record' }] }
    await ada.press('Read')
    await vi.waitFor(() => expect(ada.modalText()).toContain('canary of the record'), PATIENCE)
    expect(JSON.stringify(ada.screen())).not.toContain('canary')
  })

  it('whoever removes the app is written to no more', async () => {
    const { ada, places, slack } = await start()
    const events = [
      { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } },
      { type: 'app_uninstalled' },
    ]
    for (const event of events) expect((await ada.event(event)).status).toBe(200)
    expect(await places.all()).toEqual([])
    await expect(slack.send(address(), card('too late'), 'id')).rejects.toMatchObject({
      code: 'delivery-refused',
    })
  })
})
