import { describe, expect, it, vi } from 'vitest'

import { address, card, FORM, PATIENCE, start } from './start.ts'

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
