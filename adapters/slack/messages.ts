import type { KnownBlock } from '@slack/types'
import * as z from 'zod'

import type { Card } from '../../src/core/card.ts'
import { ThroughlineError } from '../../src/core/errors.ts'
import type { Address } from '../../src/core/turn.ts'
import { bounded } from './bounded.ts'
import type { Clients } from './client.ts'
import { toOurs } from './errors.ts'
import type { Queue } from './queue.ts'
import { type Message, renderCard, withoutControls } from './render.ts'
import type { Report } from './report.ts'
import type { Keyring } from './tokens.ts'

interface Posted {
  readonly place: string
  readonly channel: string
  readonly ts: string
  readonly text: string
  readonly blocks: unknown
}

interface Parts {
  readonly keyring: Keyring
  readonly clients: Clients
  readonly queue: Queue
  readonly report: Report
}

export interface Messages {
  send(address: Address, card: Card, id: string): Promise<void>
  /** Takes the buttons off a question that was answered by one of them. */
  answered(place: string, channel: string, ts: string, blocks: unknown, says: string): void
  /** The channel of our direct messages with this person, once something was sent there. */
  channelOf(address: Address): string | undefined
}

/** Ids and messages remembered, for as long as this process lives. */
const MOST = 5000

/** Stands on the first block of a question, so that it is known as one after a restart, too. */
const QUESTION = 'question'

const marked = (blocks: readonly KnownBlock[]): readonly KnownBlock[] =>
  blocks.map((block, at) => (at === 0 ? { ...block, block_id: QUESTION } : block))

const firstBlock = z.array(z.looseObject({ block_id: z.string().optional() })).min(1)

export const isQuestion = (blocks: unknown): boolean =>
  firstBlock.safeParse(blocks).data?.[0]?.block_id === QUESTION

const posting = z.object({ channel: z.string(), ts: z.string() })

const notInstalled = (): ThroughlineError =>
  new ThroughlineError(
    'delivery-refused',
    'Throughline is not installed in this Slack workspace any more.',
    'Install it again; until then nothing is sent there.',
  )

const personKey = ({ installation, user }: Address): string => `${installation}:${user}`

export const createMessages = ({ keyring, clients, queue, report }: Parts): Messages => {
  /** Message id → how many of its parts were posted. */
  const progress = bounded<number>(MOST)
  /** Person and part → its question as it stands on the screen. */
  const questions = bounded<readonly Posted[]>(MOST)
  const channels = bounded<string>(MOST)

  const post = async (address: Address, { text, blocks }: Message): Promise<Posted> => {
    const { installation: place, conversation } = address
    const tokens = await keyring.of(place)
    if (tokens === undefined) throw notInstalled()
    const token = tokens.botToken
    const client = clients.clientFor(token)
    const answer = await queue.send(
      { place, token, method: 'chat.postMessage', channel: conversation },
      () =>
        client.chat.postMessage({
          channel: conversation,
          text,
          blocks: [...blocks],
          // The line of a notification shows what it says, not what its stars and underscores might mean.
          mrkdwn: false,
          unfurl_links: false,
          unfurl_media: false,
        }),
    )
    const { channel, ts } = posting.parse(answer)
    channels.set(personKey(address), channel)
    return { place, channel, ts, text, blocks }
  }

  const settle = async ({ place, channel, ts, text, blocks }: Posted, says: string) => {
    const tokens = await keyring.of(place)
    if (tokens === undefined) return
    const token = tokens.botToken
    const client = clients.clientFor(token)
    const left = [...withoutControls(blocks, says)]
    await queue.send({ place, token, method: 'chat.update', channel }, () =>
      client.chat.update({ channel, ts, text, blocks: left }),
    )
  }
  const settleSoon = (posted: Posted, says: string): void => {
    settle(posted, says).catch((error: unknown) =>
      report('taking old buttons away failed', toOurs(error, 'taking old buttons away')),
    )
  }

  const noteQuestion = (address: Address, part: string, posted: readonly Posted[]): void => {
    const key = `${personKey(address)}:${part}`
    for (const old of questions.take(key) ?? []) settleSoon(old, 'This went on below.')
    questions.set(key, posted)
  }

  return {
    send: async (address, card, id) => {
      const all = renderCard(card)
      const posted: Posted[] = []
      // What has arrived before something failed half-way is not sent again.
      for (let at = progress.get(id) ?? 0; at < all.length; at += 1) {
        const message = all[at]
        if (message === undefined) break
        const blocks = card.asks === undefined ? message.blocks : marked(message.blocks)
        posted.push(await post(address, { ...message, blocks }))
        progress.set(id, at + 1)
      }
      if (card.asks !== undefined && posted.length > 0) noteQuestion(address, card.asks, posted)
    },
    answered: (place, channel, ts, blocks, says) => {
      settleSoon({ place, channel, ts, text: says, blocks }, says)
    },
    channelOf: address => channels.get(personKey(address)),
  }
}
