import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { checkSlack } from '../../../adapters/slack/check.ts'
import { APP_TOKEN, type FakeSlack, openFakeSlack, orchard } from './fakeSlack/index.ts'

let fake: FakeSlack
beforeAll(async () => {
  fake = await openFakeSlack({ transport: 'socket' })
})
afterAll(() => fake.close())

const socket = { mode: 'socket', botToken: orchard.botToken, appToken: APP_TOKEN } as const
const says = async (changes: Partial<typeof socket> | object) => {
  const found = await checkSlack({ ...socket, ...changes }, fake.apiUrl)
  return found.map(({ ok, says, hint = '' }) => `${ok ? 'ok' : 'WRONG'} ${says} ${hint}`)
}

describe('the doctor looks at Slack', () => {
  it('and finds the workspace, the permissions and the connection in order', async () => {
    const found = await says({})
    expect(found.every(line => line.startsWith('ok'))).toBe(true)
    expect(found.join('\n')).toContain('the bot token is for Orchard House (T0ORCHARD)')
    expect(found.join('\n')).toContain('opens connections')
  })

  it('and says of each missing permission what it is for and what to click', async () => {
    fake.scopes('commands')
    const found = await says({})
    fake.scopes('chat:write', 'commands', 'im:history')
    const missing = found.filter(line => line.startsWith('WRONG'))
    expect(missing).toHaveLength(2)
    expect(missing[0]).toMatch(/chat:write is missing: writing to a person.*Bot Token Scopes/)
  })

  it('and says so when a token is not taken, never quoting it', async () => {
    const found = await says({
      botToken: 'xoxb-wrong',
      appToken: 'xapp-wrong'.replace('xapp', 'x'),
    })
    expect(found).toHaveLength(2)
    expect(found[0]).toContain('does not take the bot token (invalid_auth)')
    expect(found[1]).toContain('does not take the app-level token')
    expect(found.join()).not.toMatch(/wrong-|xoxb-wrong/)
  })
})
