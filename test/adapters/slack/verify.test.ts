import { createHmac } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { isFromSlack } from '../../../adapters/slack/verify.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
const body = Buffer.from('{"type":"event_callback"}')

const signed = (secret: string, at = NOW, given = body) => {
  const timestamp = String(Math.floor(at / 1000))
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${given.toString()}`)
  return { timestamp, signature: `v0=${mac.digest('hex')}`, body }
}

describe('a request that says it comes from Slack', () => {
  it('is taken when it is signed with our secret, just now', () => {
    expect(isFromSlack(signed('ours'), ['ours'], NOW)).toBe(true)
  })

  it('is taken with the new and with the old secret while the secret is changed', () => {
    expect(isFromSlack(signed('new'), ['new', 'old'], NOW)).toBe(true)
    expect(isFromSlack(signed('old'), ['new', 'old'], NOW)).toBe(true)
    expect(isFromSlack(signed('older'), ['new', 'old'], NOW)).toBe(false)
  })

  it.each([-301, 301])('is refused when its time is %i seconds away from ours', seconds => {
    expect(isFromSlack(signed('ours', NOW + seconds * 1000), ['ours'], NOW)).toBe(false)
  })

  it.each([-299, 299])('is taken when its time is %i seconds away from ours', seconds => {
    expect(isFromSlack(signed('ours', NOW + seconds * 1000), ['ours'], NOW)).toBe(true)
  })

  it('is refused when its body was changed on the way', () => {
    expect(isFromSlack(signed('ours', NOW, Buffer.from('{}')), ['ours'], NOW)).toBe(false)
  })

  it('is refused without a signature, without a time, or with an empty secret of ours', () => {
    const { timestamp, signature } = signed('')
    expect(isFromSlack({ timestamp, signature, body }, [''], NOW)).toBe(false)
    expect(isFromSlack({ timestamp, signature: undefined, body }, ['ours'], NOW)).toBe(false)
    expect(isFromSlack({ timestamp: undefined, signature, body }, ['ours'], NOW)).toBe(false)
    expect(isFromSlack({ timestamp: 'soon', signature, body }, ['ours'], NOW)).toBe(false)
  })
})
