import { describe, expect, it, vi } from 'vitest'

import { orchard } from './fakeSlack/index.ts'
import { address, card, PATIENCE, start } from './start.ts'

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
