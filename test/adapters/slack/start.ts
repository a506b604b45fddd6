import { afterEach } from 'vitest'

import type { Card, Form } from '../../../src/core/card.ts'
import { orchard } from './fakeSlack/index.ts'
import { openSlackHouse, type SlackHouse } from './house.ts'
import { nearSide } from './nearSide.ts'

const open: SlackHouse[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(house => house.close()))
})

/** The adapter over HTTP between a fake Slack, with Ada at it, and a near side that can be told what to say; closed after the test. */
export const start = async () => {
  const near = await nearSide()
  const house = await openSlackHouse('http', near.host)
  open.push(house)
  return { ...near, ...house, ada: house.fake.person('U0ADA') }
}

export const PATIENCE = { timeout: 8000, interval: 20 }
export const card = (text: string, asks?: string): Card => ({
  summary: 'Something new for you',
  blocks: [
    { kind: 'text', text, confidential: true },
    { kind: 'buttons', buttons: [{ label: 'Yes', press: 'answer?value=yes' }] },
  ],
  ...(asks !== undefined && { asks }),
})
export const address = (user = 'U0ADA', installation = orchard.team) => ({
  platform: 'slack',
  installation,
  user,
  conversation: user,
})
export const FORM: Form = {
  id: 'f',
  title: 'A few questions',
  intro: [],
  fields: [{ name: 'a', label: 'What mattered?', kind: 'long', required: true }],
  submit: 'Save',
}
