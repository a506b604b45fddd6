import type { Address, Did, Turn } from '../../src/core/turn.ts'
import { commandBody, directMessage, eventBody, shortcutBody } from './payloads.ts'

/** What one person did in Slack, before it is known at which place. */
export interface Received {
  readonly id: string
  readonly user: string
  readonly did: Did
}

/** The longest text a turn holds; the house says in words that it is too long. */
const LONGEST = 32_000

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** `<https://a.org|a.org>`, `<@U1|name>` and the like, as they read on the screen. */
const spoken = (inside: string): string => {
  const [target = '', label] = inside.split('|')
  if (label !== undefined && label !== '') return /^[@#!]/.test(target) ? `@${label}` : label
  return target.replace(/^mailto:/, '').replace(/^!/, '@')
}

/** Words as the person typed them: Slack marks up links and mentions, and escapes three characters. */
export const typedWords = (text: string): string =>
  text
    .replace(/<([^<>]+)>/g, (_, inside: string) => spoken(inside))
    .replace(/&(?:lt|gt|amp);/g, entity => ENTITIES[entity] ?? entity)
    .slice(0, LONGEST)

/** A direct message: its words, and that there was a file with it. */
export const readMessage = (body: unknown): readonly Received[] => {
  const outer = eventBody.safeParse(body)
  const message = directMessage.safeParse(outer.data?.event)
  if (!outer.success || !message.success) return []
  const { text, user, files = [] } = message.data
  const id = `ev:${outer.data.event_id}`
  const words = typedWords(text)
  const said: Received[] =
    words.trim() === '' ? [] : [{ id, user, did: { kind: 'text', text: words } }]
  return files.length === 0
    ? said
    : [...said, { id: `${id}:file`, user, did: { kind: 'attachment' } }]
}

const COMMAND = /^\s*(\S{1,40})?\s*([\s\S]*)$/

/** `/throughline note ask about leave`: the first word names what to do, and without one it is help. */
export const readCommand = (
  body: unknown,
): (Received & { readonly channel: string; readonly trigger: string }) | undefined => {
  const read = commandBody.safeParse(body)
  if (!read.success) return undefined
  const { user_id: user, channel_id: channel, trigger_id: trigger } = read.data
  const [, name = 'help', text = ''] = COMMAND.exec(typedWords(read.data.text)) ?? []
  return {
    id: `command:${trigger}`,
    user,
    channel,
    trigger,
    did: { kind: 'command', name: name.toLowerCase(), text },
  }
}

/** A message's shortcut carries its words and nothing of its author; a global one is a command. */
export const readShortcut = (
  body: unknown,
): (Received & { readonly trigger: string }) | undefined => {
  const read = shortcutBody.safeParse(body)
  if (!read.success) return undefined
  const { callback_id: name, trigger_id: trigger, user, message } = read.data
  const did: Did =
    message === undefined
      ? { kind: 'command', name: name.slice(0, 40), text: '' }
      : { kind: 'capture', text: typedWords(message.text) }
  return { id: `shortcut:${trigger}`, user: user.id, did, trigger }
}

/**
 * Slack takes a person's own id as the channel of their direct messages, so the address is the same
 * wherever in Slack they did it.
 */
export const addressIn = (place: string, user: string): Address => ({
  platform: 'slack',
  installation: place,
  user,
  conversation: user,
})

/** `at` is epoch ms on the server's clock. */
export const toTurn = ({ id, user, did }: Received, place: string, at: number): Turn => ({
  id,
  at,
  address: addressIn(place, user),
  did,
})
