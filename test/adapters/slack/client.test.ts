import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'

import { createClients, optionsFor } from '../../../adapters/slack/client.ts'
import { openFakeSlack, orchard } from './fakeSlack/index.ts'

describe('a call to Slack', () => {
  it('is made once, by a client of its own token, with options that nobody shares', async () => {
    const clients = createClients({})
    expect(clients.clientFor('xoxb-1')).toBe(clients.clientFor('xoxb-1'))
    expect(clients.clientFor('xoxb-1')).not.toBe(clients.clientFor('xoxb-2'))
    expect(clients.clientFor('xoxb-1')).toBeInstanceOf(WebClient)
    // What one user of the options changes in them is nobody else’s.
    expect(optionsFor(undefined)).not.toBe(optionsFor(undefined))
    expect(optionsFor(undefined).retryConfig).not.toBe(optionsFor(undefined).retryConfig)
    expect(optionsFor(undefined)).not.toHaveProperty('headers')
  })

  it('is not repeated by the SDK when the connection breaks', async () => {
    const fake = await openFakeSlack({ transport: 'http' })
    const client = createClients({ slackApiUrl: fake.apiUrl }).clientFor(orchard.botToken)
    fake.trouble('auth.test', [{ kind: 'dropped' }, { kind: 'status', status: 500 }])
    await expect(client.auth.test()).rejects.toThrow()
    await expect(client.auth.test()).rejects.toThrow()
    expect(fake.calls).toHaveLength(2)
    await fake.close()
  })
})
