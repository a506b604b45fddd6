import { describe, expect, it } from 'vitest'

import {
  readCommand,
  readMessage,
  readShortcut,
  typedWords,
} from '../../../adapters/slack/receive.ts'

const message = (fields: object) => ({
  type: 'event_callback',
  event_id: 'Ev01',
  team_id: 'T0ORCHARD',
  event: {
    type: 'message',
    channel_type: 'im',
    channel: 'D0ADA',
    user: 'U0ADA',
    text: 'hello',
    ts: '1764000000.000100',
    ...fields,
  },
})

describe('what Ada writes to Throughline', () => {
  it('is her words, under the id of Slack’s event', () => {
    expect(readMessage(message({}))).toEqual([
      { id: 'ev:Ev01', user: 'U0ADA', did: { kind: 'text', text: 'hello' } },
    ])
  })

  it('reads as she typed it: marked-up links and mentions, and escaped characters', () => {
    expect(typedWords('a &lt;b&gt; &amp;amp; &amp;lt;')).toBe('a <b> &amp; &lt;')
    expect(typedWords('see <https://example.org/a|example.org/a>')).toBe('see example.org/a')
    expect(typedWords('see <https://example.org/a>')).toBe('see https://example.org/a')
    expect(typedWords('ask <@U0BEN|ben>')).toBe('ask @ben')
    expect(typedWords('<mailto:ada@example.org|ada@example.org>')).toBe('ada@example.org')
  })

  it('with a file is her words, and that there was a file', () => {
    const dids = readMessage(message({ subtype: 'file_share', files: [{}] })).map(({ did }) => did)
    expect(dids).toEqual([{ kind: 'text', text: 'hello' }, { kind: 'attachment' }])
  })

  it.each([
    ['a message somebody changed', { subtype: 'message_changed' }],
    ['a message that was deleted', { subtype: 'message_deleted' }],
    ['what a bot said', { bot_id: 'B01' }],
    ['what is said in a channel', { channel_type: 'channel' }],
    ['what is said in a group', { channel_type: 'mpim' }],
  ])('is not %s', (_, fields) => {
    expect(readMessage(message(fields))).toEqual([])
  })
})

describe('the command', () => {
  const command = (text: string) =>
    readCommand({
      command: '/throughline',
      user_id: 'U0ADA',
      channel_id: 'C0TEAM',
      trigger_id: '1.2.3',
      text,
    })

  it('names what to do with its first word, and keeps the rest as it is', () => {
    expect(command('Note  ask about\nleave')?.did).toEqual({
      kind: 'command',
      name: 'note',
      text: 'ask about\nleave',
    })
  })

  it.each(['', '   '])('alone asks for help', text => {
    expect(command(text)?.did).toMatchObject({ name: 'help' })
  })
})

describe('Capture from a message', () => {
  it('takes the words of the message, and nothing of who wrote it', () => {
    const received = readShortcut({
      type: 'message_action',
      callback_id: 'capture',
      trigger_id: '1.2.3',
      user: { id: 'U0ADA' },
      message: { text: 'Thursday &amp; Friday', user: 'U0SOMEBODY', ts: '1.2' },
    })
    expect(received?.did).toEqual({ kind: 'capture', text: 'Thursday & Friday' })
    expect(JSON.stringify(received)).not.toContain('SOMEBODY')
  })
})
